import { cellNames, findRow, orderTables } from '@tessera/metadata'
import type { LinkedTable, ReadSampleTable, SampleRow } from '@tessera/metadata'

/** Records in one transaction: larger ones are hardly faster, and hold their parents longer. */
const pageSize = 500

/** Rows of one object that are loaded together: none of them points to another one of the page. */
export interface SamplePage {
  readonly objectId: string
  readonly columns: readonly SampleColumn[]
  readonly rows: readonly SampleRow[]
}

export interface SampleColumn {
  readonly fieldId: string
  /** As the template calls it, for messages. */
  readonly key: string
  /** Which cell of a row. */
  readonly at: number
}

/** A table with what its columns are in the workspace. */
export interface OrderedTable extends LinkedTable, ReadSampleTable {
  readonly objectId: string
  readonly fields: readonly SampleColumn[]
}

/**
 * Pages in rounds: whatever a row points to is in an earlier one, so that pages of a round can be loaded side by side. Tables that do not
 * point to each other share a round.
 */
export function sampleRounds(tables: readonly OrderedTable[]): readonly (readonly SamplePage[])[] {
  const rounds: SamplePage[][] = []
  /** The first round in which all rows of an object are there. */
  const after = new Map<string, number>()
  for (const table of orderTables(tables)) {
    const others = table.targets.flat().filter((target) => target !== table.object)
    let round = Math.max(0, ...others.map((target) => after.get(target) ?? 0))
    for (const rows of waves(table)) {
      const pages = chunks(rows).map((page) => ({ objectId: table.objectId, columns: table.fields, rows: page }))
      rounds[round] = [...(rounds[round] ?? []), ...pages]
      round += 1
    }
    after.set(table.object, round)
  }
  return rounds
}

/** The rows in groups, each of which points only to rows of earlier ones. Rows in a circle come last and are refused when they are loaded. */
function waves(table: OrderedTable): readonly (readonly SampleRow[])[] {
  const own = table.targets.flatMap((targets, column) => (targets.includes(table.object) ? [column] : []))
  if (own.length === 0) return [table.rows]
  const names = new Map([[table.object, new Set(table.rows.flatMap(({ name }) => name ?? []))]])
  const above = new Map(
    table.rows.map((row) => {
      const cells = own.flatMap((column) => cellNames(row.cells[column] ?? ''))
      return [row, cells.flatMap((cell) => findRow(cell, [table.object], names).map(({ name }) => name))] as const
    }),
  )
  const groups: SampleRow[][] = []
  const placed = new Set<string>()
  let open: readonly SampleRow[] = table.rows
  while (open.length > 0) {
    const ready = open.filter((row) => above.get(row)?.every((name) => placed.has(name)) === true)
    const group = ready.length === 0 ? [...open] : ready
    groups.push(group)
    for (const { name } of group) if (name !== undefined) placed.add(name)
    const done = new Set(group)
    open = open.filter((row) => !done.has(row))
  }
  return groups
}

function chunks(rows: readonly SampleRow[]): readonly (readonly SampleRow[])[] {
  return Array.from({ length: Math.ceil(rows.length / pageSize) }, (_, page) =>
    rows.slice(page * pageSize, (page + 1) * pageSize),
  )
}
