import type { Localized } from '@tessera/metadata'
import { labelOf } from '@/app/i18n'
import type { ObjectModel } from '@/model/objects'
import type { ChangeLine } from './describe-document'
import type { ChangedDocument } from './group-changes'
import { kindNames, partNames, propertyNames } from './property-names'
import { t } from './texts'
import { valueInWords, type ValueWorld } from './value-words'

/** A line of changes as it stands on the screen. */
export interface SpokenLine {
  readonly op: ChangeLine['op']
  readonly text: string
  readonly from?: string
  readonly to?: string
}

const lowered = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

/** Says what a change is in the language of the screen. */
export function spokenLine(
  line: ChangeLine,
  document: ChangedDocument,
  objects: ReadonlyMap<string, ObjectModel>,
): SpokenLine {
  const { op, part, property } = line
  const last = part.at(-1)
  if (last === undefined && property === undefined) {
    const name = labelOf(document.label)
    const kind = labelOf(kindNames[document.kind], document.kind)
    const text = t(op === 'add' ? 'newOne' : 'goneOne', { kind: op === 'add' ? lowered(kind) : kind, name })
    return { op, text: op === 'add' ? text + contentOf(document) : text }
  }
  if (property === undefined && last !== undefined) {
    const names = { part: partName(last.list), name: nameOfPart(last.label, document, objects) }
    if (op === 'move') return { op, text: t('movePart', { ...names, from: line.from, to: line.to }) + within(line) }
    const part = op === 'add' ? lowered(names.part) : names.part
    return { op, text: t(op === 'add' ? 'addPart' : 'removePart', { ...names, part }) + within(line) }
  }
  const world = worldOf(document, objects)
  const place = last === undefined ? '' : `${partName(last.list)}「${nameOfPart(last.label, document, objects)}」· `
  const english = last === undefined ? '' : `${partName(last.list)} “${nameOfPart(last.label, document, objects)}” · `
  const where = labelOf({ 'zh-CN': place, en: english })
  return {
    op,
    text: `${where}${labelOf(propertyNames[property ?? ''], property)}${within(line)}`,
    from: valueInWords(property ?? '', line.from, world),
    to: valueInWords(property ?? '', line.to, world),
  }
}

/** What a new module begins with: the names of its first fields. */
function contentOf({ after }: ChangedDocument): string {
  if (after?.kind !== 'object') return ''
  const names = after.fields.slice(0, 12).map(({ label }) => labelOf(label))
  const rest = after.fields.length > names.length ? '…' : ''
  return t('withFields', { n: after.fields.length, names: names.join(labelOf({ 'zh-CN': '、', en: ', ' })) + rest })
}

function within({ part }: ChangeLine): string {
  const owner = part.at(-2)
  if (owner === undefined) return ''
  const text = t('within', { part: lowered(partName(owner.list)), name: labelOf(owner.label) || t('unnamed') })
  return labelOf({ 'zh-CN': `（${text}）`, en: ` (${text})` })
}

export function partName(list: string): string {
  return labelOf(partNames[list], list)
}

/** Parts that only point to a field are called by the field's name. */
function nameOfPart(
  label: Localized,
  { after, before }: ChangedDocument,
  objects: ReadonlyMap<string, ObjectModel>,
): string {
  const document = after ?? before
  const about = document !== null && 'object' in document ? String(document.object) : (document?.key ?? '')
  const field = typeof label === 'string' ? objects.get(about)?.fieldsByKey.get(label) : undefined
  return (field === undefined ? labelOf(label) : labelOf(field.label)) || t('unnamed')
}

export function worldOf({ after, before }: ChangedDocument, objects: ReadonlyMap<string, ObjectModel>): ValueWorld {
  const document = after ?? before
  const object = document !== null && 'object' in document ? String(document.object) : (document?.key ?? '')
  return {
    objects,
    object,
    say: (label) => labelOf(label),
    word: (name, n) => (n === undefined ? t(name) : t(name, { n })),
  }
}
