import { makeFieldProblem, type FieldProblem } from '../errors/field-problem.js'
import { nearest } from '../text/nearest.js'
import { shownText } from '../text/shown-text.js'
import { checkCell, type SampleWorld } from './check-cell.js'
import type { KnownField, KnownObject, KnownObjects } from './package-world.js'
import { rowCircle, tableCircle, type LinkedTable } from './sample-order.js'
import { place, readSampleTable, type ReadSampleTable } from './sample-table.js'
import type { SampleTable, TemplateAsk } from './template.js'

/** Objects whose records are made by people at places of their own. */
const withoutSamples: ReadonlySet<string> = new Set(['user', 'department'])

/**
 * What is wrong with the sample data of a package: its CSV, objects and columns, names of rows, every cell, and tables that point to
 * each other in a circle. Paths are `/data/<index>` and `/data/<index>/csv:<line>:<column>`.
 *
 * `tables` are those of the package, `beside` those of needed templates, whose rows may be pointed to.
 * Errors: `template.csv_*`, `template.table_*`, `template.column_*`, `template.row_*`, `template.cell_*`, `template.ask_unknown`,
 *         `reference.unknown`, `field.*`, `option.unknown`.
 */
export function checkSamples(input: {
  readonly tables: readonly SampleTable[]
  readonly beside: readonly SampleTable[]
  readonly asks: readonly TemplateAsk[]
  readonly objects: KnownObjects
}): readonly FieldProblem[] {
  const { objects, tables, asks } = input
  const read = tables.map((table) => ({ table, ...readSampleTable(table) }))
  const rows = new Map<string, Set<string>>()
  for (const { table, rows: named } of [
    ...input.beside.map((one) => ({ table: one, ...readSampleTable(one) })),
    ...read,
  ]) {
    const names = rows.get(table.object) ?? new Set<string>()
    rows.set(table.object, names)
    for (const { name } of named) if (name !== undefined) names.add(name)
  }
  const unread = new Set(read.flatMap(({ table, problems: faults }) => (faults.length > 0 ? [table.object] : [])))
  const world: SampleWorld = { asks: new Set(asks.map(({ key }) => key)), rows, unread }
  const problems = read.flatMap((one, index) => {
    const found = checkTable(one.table, one, tables.slice(0, index), objects, world)
    return found.map((problem) => ({ ...problem, path: `/data/${index}${problem.path}` }))
  })
  return problems.length > 0 ? problems : checkCircles(read, objects)
}

function checkTable(
  { object: key }: SampleTable,
  table: ReadSampleTable,
  earlier: readonly SampleTable[],
  objects: KnownObjects,
  world: SampleWorld,
): readonly FieldProblem[] {
  if (earlier.some((other) => other.object === key)) {
    return [makeFieldProblem('/object', 'template.table_repeated', { object: key })]
  }
  const object = objects.get(key)
  if (object === undefined) {
    const details = { target: 'object', name: key, didYouMean: nearest(key, objects.keys()) } as const
    return [makeFieldProblem('/object', 'reference.unknown', details)]
  }
  if (object.system && withoutSamples.has(key)) {
    return [makeFieldProblem('/object', 'template.table_object', { object: key })]
  }
  if (table.problems.length > 0) return table.problems
  const columns = table.columns.map((column, index) => checkColumn(column, index, object, table.header))
  const inHeader = columns.flatMap(({ problem }) => problem ?? [])
  const fields = columns.map(({ field }) => field)
  return [...inHeader, ...checkNames(table), ...checkRows(table, fields, object, world)]
}

function checkColumn(
  column: string,
  index: number,
  object: KnownObject,
  header: ReadSampleTable['header'],
): { readonly field?: KnownField; readonly problem?: FieldProblem } {
  const path = place(1, header[index] ?? 1)
  const field = object.fields.get(column)
  if (field === undefined) {
    const didYouMean = nearest(column, object.fields.keys())
    return {
      problem: makeFieldProblem(path, 'reference.unknown', { target: 'field', name: shownText(column), didYouMean }),
    }
  }
  const { definition } = field
  if (definition?.group === 'file') return { problem: makeFieldProblem(path, 'template.column_files', { column }) }
  if (definition?.kind === 'details') return { problem: makeFieldProblem(path, 'template.column_details', { column }) }
  const isWritten = definition?.kind === 'stored' || definition?.kind === 'links' || definition?.kind === 'anyLookup'
  if (definition !== undefined && (!isWritten || field.keptByStages)) {
    return { problem: makeFieldProblem(path, 'template.column_computed', { column }) }
  }
  return { field }
}

/** Names are joined with `;`, stand behind `<object>:`, and beside `me` and `ask.<key>`. */
const rowNameForm = /^(?!me$|ask\.)[^;:]{1,100}$/u

function checkNames({ rows, nameColumn }: ReadSampleTable): readonly FieldProblem[] {
  const seen = new Set<string>()
  return rows.flatMap(({ name, line }) => {
    if (name === undefined) return []
    const path = place(line, nameColumn ?? 1)
    if (!rowNameForm.test(name)) return [makeFieldProblem(path, 'template.row_name', { name: shownText(name) })]
    if (seen.has(name)) return [makeFieldProblem(path, 'template.row_repeated', { name })]
    seen.add(name)
    return []
  })
}

function checkRows(
  { rows, header }: ReadSampleTable,
  fields: readonly (KnownField | undefined)[],
  object: KnownObject,
  world: SampleWorld,
): readonly FieldProblem[] {
  const present = new Set(fields.map((field) => field?.key))
  const absent = [...object.fields.values()].filter((field) => mustBeFilled(field, object) && !present.has(field.key))
  const missing =
    rows.length === 0 ? [] : absent.map(({ label }) => makeFieldProblem(place(1, 1), 'field.required', { label }))
  // Thousands of rows say the same few things.
  const good = fields.map(() => new Set<string>())
  const inCells = rows.flatMap(({ cells, line }) =>
    cells.flatMap((cell, index) => {
      const field = fields[index]
      if (field === undefined || good[index]?.has(cell) === true) return []
      const path = place(line, header[index] ?? 1)
      if (cell.trim() !== '') {
        const problems = checkCell(cell, field, path, world)
        if (problems.length === 0) good[index]?.add(cell)
        return problems
      }
      return mustBeFilled(field, object) ? [makeFieldProblem(path, 'field.required', { label: field.label })] : []
    }),
  )
  return [...missing, ...inCells]
}

/** Required, and nothing else fills it: no default, no workflow before saving. */
function mustBeFilled({ required, hasDefault, definition }: KnownField, object: KnownObject): boolean {
  const kind = definition?.kind
  const isWritten = kind === 'stored' || kind === 'links' || kind === 'anyLookup'
  return required && isWritten && definition?.emptyValue === null && !hasDefault && !object.filledBeforeSave
}

function checkCircles(
  read: readonly (ReadSampleTable & { readonly table: SampleTable })[],
  objects: KnownObjects,
): readonly FieldProblem[] {
  const linked: readonly (LinkedTable & ReadSampleTable)[] = read.map(({ table, ...of }) => ({
    object: table.object,
    ...of,
    targets: of.columns.map((column) => objects.get(table.object)?.fields.get(column)?.targets ?? []),
  }))
  const circle = tableCircle(linked)
  if (circle !== undefined) {
    const index = linked.findIndex(({ object }) => object === circle[0])
    return [makeFieldProblem(`/data/${index}`, 'template.tables_in_circle', { circle: circle.join(' → ') })]
  }
  return linked.flatMap((table, index) => {
    const found = rowCircle(table)
    if (found === undefined) return []
    const path = `/data/${index}${place(found.line, table.header[found.column] ?? 1)}`
    return [makeFieldProblem(path, 'template.rows_in_circle', { name: found.name })]
  })
}
