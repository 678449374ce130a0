import { parseTable } from './parse-table'

/** A column of a pasted table: its heading and what stands below it. */
export interface PastedColumn {
  readonly label: string
  readonly samples: readonly string[]
}

/**
 * The headings of a pasted table. One line (or several with more than one column): its first row, what is below are values;
 * one column: every line is a heading. Text without tabs may be separated by commas or 、.
 */
export function parseHeaders(text: string): readonly PastedColumn[] {
  const rows = parseTable(text)
  const [first = []] = rows
  const isOneColumn = rows.every((row) => row.length <= 1)
  if (isOneColumn && rows.length === 1) return named((first[0] ?? '').split(/[,，、;；]/).map((label) => [label]))
  if (isOneColumn) return named(rows.map((row) => [row[0] ?? '']))
  return named(first.map((label, column) => [label, ...rows.slice(1).map((row) => row[column] ?? '')]))
}

/** Blank headings are left out, repeated ones numbered. */
function named(columns: readonly (readonly string[])[]): readonly PastedColumn[] {
  const seen = new Map<string, number>()
  return columns.flatMap(([heading = '', ...samples]) => {
    const label = heading.replace(/\s+/g, ' ').trim().slice(0, 100)
    if (label === '') return []
    const count = (seen.get(label) ?? 0) + 1
    seen.set(label, count)
    return [{ label: count === 1 ? label : `${label} ${count}`, samples: samples.filter((sample) => sample !== '') }]
  })
}
