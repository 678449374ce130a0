import { isKeyword, type Localized } from '@tessera/metadata'

/** An option of a select field as its document has it. */
export interface OptionRow {
  readonly id?: string
  readonly key: string
  readonly label: Localized
  readonly color?: string
  /** Keys of removed options whose records come to this one. */
  readonly replaces?: readonly string[]
  /** Of a tree; see `placeChoices` of blocks. */
  readonly depth?: number
}

/** The palette's names, in the order new options take them. */
export const optionColors = [
  'blue',
  'teal',
  'amber',
  'violet',
  'green',
  'orange',
  'pink',
  'cyan',
  'lime',
  'red',
  'brown',
  'slate',
] as const

/**
 * A key for a new option: the Latin letters of its label in camel case, else `option` with a number; never one that is
 * taken or a word of the expression language. Keys are unique without regard to case.
 */
export function optionKey(label: string, taken: Iterable<string>): string {
  const words = label.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? []
  const camel = words
    .map((word, index) =>
      index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join('')
    .slice(0, 36)
  const used = new Set([...taken].map((key) => key.toLowerCase()))
  const isWord = /^[a-z]/.test(camel) && /^[\p{ASCII}]*$/u.test(label) && !isKeyword(camel)
  if (isWord && !used.has(camel.toLowerCase())) return camel
  const stem = isWord ? camel : 'option'
  for (let n = isWord ? 2 : 1; ; n += 1) if (!used.has(`${stem}${n}`.toLowerCase())) return `${stem}${n}`
}

/** Options with new ones from lines of text (typed or pasted) after a place; blank lines and labels already there are left out. */
export function addOptions(
  rows: readonly OptionRow[],
  labels: readonly string[],
  after = rows.length,
): readonly OptionRow[] {
  const known = new Set(rows.map(({ label }) => (typeof label === 'string' ? label : label['zh-CN'])))
  const added: OptionRow[] = []
  for (const line of labels) {
    const label = line.trim()
    if (label === '' || known.has(label)) continue
    known.add(label)
    const key = optionKey(
      label,
      [...rows, ...added].map((row) => row.key),
    )
    const color = optionColors[(rows.length + added.length) % optionColors.length] ?? 'slate'
    const depth = rows[after - 1]?.depth ?? 0
    added.push({ key, label, color, ...(depth === 0 ? {} : { depth }) })
  }
  return [...rows.slice(0, after), ...added, ...rows.slice(after)]
}

/** Rows with one made deeper or less deep by a level, with all that lie below it; the same rows when it cannot. */
export function shiftedRows(rows: readonly OptionRow[], at: number, by: 1 | -1, deepest: number): readonly OptionRow[] {
  const depthAt = (index: number): number => rows[index]?.depth ?? 0
  const depth = depthAt(at) + by
  if (depth < 0 || depth > deepest || (by === 1 && (at === 0 || depth > depthAt(at - 1) + 1))) return rows
  let end = at + 1
  while (end < rows.length && depthAt(end) > depthAt(at)) end += 1
  return rows.map((row, index) => {
    if (index < at || index >= end) return row
    const { depth: before = 0, ...rest } = row
    const next = Math.min(before + by, deepest)
    return next === 0 ? rest : { ...rest, depth: next }
  })
}

/** A list with one member moved by a step; the same list when it cannot. */
export function movedMember<T>(list: readonly T[], at: number, by: number): readonly T[] {
  const to = at + by
  const member = list[at]
  if (member === undefined || to < 0 || to >= list.length) return list
  const rest = list.filter((_, index) => index !== at)
  return [...rest.slice(0, to), member, ...rest.slice(to)]
}
