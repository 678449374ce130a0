import { cellNames, findRow } from './check-cell.js'
import type { ReadSampleTable } from './sample-table.js'

/** A sample table with the objects each of its columns points to. */
export interface LinkedTable extends Pick<ReadSampleTable, 'columns' | 'rows'> {
  readonly object: string
  /** Keys of objects, for each of `columns`; empty where the column does not point to records. */
  readonly targets: readonly (readonly string[])[]
}

/**
 * The objects whose tables point to each other so that none can be loaded first, in the order of a walk that ends where it began;
 * undefined when there is an order. Rows of a table may point to rows of the same one.
 *
 * Shape: tableCircle([account → contact, contact → account]) → ['account', 'contact', 'account']
 */
export function tableCircle(tables: readonly LinkedTable[]): readonly string[] | undefined {
  const needs = neededTables(tables)
  const done = new Set<string>()
  for (const { object } of tables) {
    const circle = walk(object, [], needs, done)
    if (circle !== undefined) return circle
  }
  return undefined
}

/**
 * Tables in an order in which each stands behind those that it points to, otherwise as they were. Tables in a circle keep their place.
 */
export function orderTables<T extends LinkedTable>(tables: readonly T[]): readonly T[] {
  const needs = neededTables(tables)
  const byObject = new Map(tables.map((table) => [table.object, table]))
  const ordered = new Set<T>()
  const open = new Set<string>()
  const visit = (object: string): void => {
    const table = byObject.get(object)
    if (table === undefined || ordered.has(table) || open.has(object)) return
    open.add(object)
    for (const other of needs.get(object) ?? []) visit(other)
    ordered.add(table)
  }
  for (const { object } of tables) visit(object)
  return [...ordered]
}

/** Which other tables a table points to with a cell that is not blank. */
function neededTables(tables: readonly LinkedTable[]): ReadonlyMap<string, ReadonlySet<string>> {
  const present = namesByObject(tables)
  return new Map(
    tables.map((table) => {
      const needed = new Set<string>()
      table.targets.forEach((targets, column) => {
        const others = targets.filter((target) => target !== table.object && present.has(target))
        if (others.length === 0) return
        for (const { cells } of table.rows) {
          for (const name of cellNames(cells[column] ?? '')) {
            for (const { object } of findRow(name, others, present)) needed.add(object)
          }
        }
      })
      return [table.object, needed] as const
    }),
  )
}

function namesByObject(tables: readonly LinkedTable[]): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(tables.map(({ object, rows }) => [object, new Set(rows.flatMap(({ name }) => name ?? []))]))
}

function walk(
  object: string,
  path: readonly string[],
  needs: ReadonlyMap<string, ReadonlySet<string>>,
  done: Set<string>,
): readonly string[] | undefined {
  const begin = path.indexOf(object)
  if (begin !== -1) return [...path.slice(begin), object]
  if (done.has(object)) return undefined
  for (const other of needs.get(object) ?? []) {
    const circle = walk(other, [...path, object], needs, done)
    if (circle !== undefined) return circle
  }
  done.add(object)
  return undefined
}

/** A row that leads back to itself by a column that points to its own table; undefined when there is none. */
export function rowCircle(table: LinkedTable): { name: string; line: number; column: number } | undefined {
  const lines = new Map(table.rows.flatMap((row) => (row.name === undefined ? [] : [[row.name, row] as const])))
  for (const [column, targets] of table.targets.entries()) {
    if (!targets.includes(table.object)) continue
    const above = (name: string): string | undefined => {
      const [first] = cellNames(lines.get(name)?.cells[column] ?? '')
      return first === undefined ? undefined : findRow(first, [table.object], new Map([[table.object, names]]))[0]?.name
    }
    const names: ReadonlySet<string> = new Set(lines.keys())
    const free = new Set<string>()
    for (const start of names) {
      const path = new Set<string>()
      let at: string | undefined = start
      while (at !== undefined && !free.has(at)) {
        if (path.has(at)) return { name: at, line: lines.get(at)?.line ?? 1, column }
        path.add(at)
        at = above(at)
      }
      for (const name of path) free.add(name)
    }
  }
  return undefined
}
