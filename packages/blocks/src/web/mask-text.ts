import type { FieldTypeWeb, WebField } from './define-field-type-web.js'

/** Of these kinds so many characters stay at the start and at the end of texts that are long enough. */
const kept: Readonly<Record<string, readonly [start: number, end: number]>> = {
  phone: [3, 4],
  idCard: [3, 4],
  middle: [3, 4],
}

/**
 * A text with most of it left out: 13800001234 → 138****1234, a phone's extension goes as well; a@example.com → a***@example.com; 张三丰 → 张*丰.
 * At least half of a short text is left out, and three characters of a longer one.
 */
export function maskText(kind: string, text: string): string {
  const letters = Array.from(text)
  if (letters.length === 0) return ''
  if (kind === 'all') return '******'
  if (kind === 'email') {
    const at = text.lastIndexOf('@')
    return at < 1 ? maskText('middle', text) : `${at === 1 ? '' : letters[0]}***${text.slice(at)}`
  }
  if (kind === 'name') {
    if (letters.length <= 2) return letters.length === 1 ? '*' : `${letters[0]}*`
    return letters.length <= 4 && !/[A-Za-z]/.test(text)
      ? `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`
      : `${letters[0]}***`
  }
  const [start, end] = kept[kind] ?? [3, 4]
  const most = Math.floor(letters.length / 2)
  if (letters.length >= start + end + 3)
    return letters.slice(0, start).join('') + '*'.repeat(letters.length - start - end) + letters.slice(-end).join('')
  const first = Math.min(1, most)
  const last = Math.min(2, most - first)
  return (
    letters.slice(0, first).join('') +
    '*'.repeat(letters.length - first - last) +
    letters.slice(letters.length - last).join('')
  )
}

/** Which mask a field wears; undefined for none. */
export const maskOf = ({ document }: Pick<WebField, 'document'>): string | undefined =>
  typeof document.masked === 'string' ? document.masked : undefined

/** The field without its mask, for who asked to see it. */
export const unmasked = <F extends WebField>(field: F): F => ({
  ...field,
  document: { ...field.document, masked: undefined },
})

/** A look that shows values of masked fields masked, wherever they are shown: as text, on hover, as pieces. */
export function withMasks(look: FieldTypeWeb): FieldTypeWeb {
  const masked = (value: unknown, field: WebField): string | undefined => {
    const kind = maskOf(field)
    return kind === undefined ? undefined : typeof value === 'string' ? maskText(kind, value) : ''
  }
  const { full, parts } = look
  return {
    ...look,
    text: (value, field, world) => masked(value, field) ?? look.text(value, field, world),
    ...(full === undefined ? {} : { full: (value, field, world) => masked(value, field) ?? full(value, field, world) }),
    ...(parts === undefined
      ? {}
      : {
          parts: (value, field, world) => {
            const text = masked(value, field)
            if (text === undefined) return parts(value, field, world)
            return text === '' ? [] : [{ kind: 'text', text }]
          },
        }),
  }
}
