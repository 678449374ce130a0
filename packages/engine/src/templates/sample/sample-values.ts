import { fromLocalMs } from '@tessera/formula'
import { cellNames, dayFrom, fieldProblemOf, findRow, makeFieldProblem, readSampleDate } from '@tessera/metadata'
import type { FieldProblem } from '@tessera/metadata'
import type { Catalog, CatalogField } from '../../catalog/catalog.js'
import { parseCell } from '../../records/parse-values.js'
import type { SampleOrder } from '../../schema/job-rows.js'

/** What cells are read with. */
export interface SampleWorld {
  readonly catalog: Catalog
  readonly order: SampleOrder
  /** Id of whoever installs. */
  readonly me: string
  /** Ids of records by name, by the key that the templates have for their object. */
  readonly rows: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** The same without the ids. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>
}

/** A value as the API takes it; undefined where the cell is blank. */
export type SampleValue = { readonly value: unknown } | { readonly problem: FieldProblem }

/**
 * What a cell says: rows by their names, people by `me` and `ask.<key>`, days and moments counted from the day of installation on the
 * workspace's clock, and else what the same text would say pasted into a list. `path` is the field's key in problems.
 */
export function sampleValue(world: SampleWorld, field: CatalogField, cell: string): SampleValue {
  if (cell.trim() === '') return { value: undefined }
  const targets = targetsOf(world, field)
  if (targets.length > 0) return pointers(world, field, targets, cell)
  const parsed = parseCell(field, writtenOut(world, field, cell))
  if ('value' in parsed) return { value: parsed.value ?? undefined }
  return { problem: fieldProblemOf(field.key, parsed.problem, field.label) }
}

/** The objects a field points to: `id` in the workspace, `key` as the templates call it. */
interface Target {
  readonly id: string
  readonly key: string
}

function targetsOf({ order }: SampleWorld, field: CatalogField): readonly Target[] {
  return objectsOf(field).map((id) => ({
    id,
    key: Object.keys(order.objects).find((key) => order.objects[key] === id) ?? id,
  }))
}

/** Ids of the objects whose records a field may hold. */
export const objectsOf = ({ target, members, links }: CatalogField): readonly string[] =>
  (members ?? [{ target: links?.target ?? target }]).flatMap((member) => member.target ?? [])

function pointers(world: SampleWorld, field: CatalogField, targets: readonly Target[], cell: string): SampleValue {
  const found: { readonly id: string; readonly object: string }[] = []
  for (const name of cellNames(cell)) {
    const one = pointer(world, targets, name)
    // A row that was not loaded, because its template's sample was not wanted, is nobody.
    if (one !== undefined) found.push(one)
    else if (field.required)
      return { problem: makeFieldProblem(field.key, 'field.unknown_record', { label: field.label }) }
  }
  const [first] = found
  if (first === undefined) return { value: undefined }
  if (field.links !== undefined) return { value: found.map(({ id }) => id) }
  return { value: field.members === undefined ? first.id : { object: first.object, id: first.id } }
}

function pointer(
  { catalog, order, me, rows, names }: SampleWorld,
  targets: readonly Target[],
  name: string,
): { readonly id: string; readonly object: string } | undefined {
  const keyOf = (id: string): string => catalog.objects.get(id)?.key ?? id
  const people = targets.find(({ id }) => id === catalog.userObject)
  if (people !== undefined) {
    const asked = name.startsWith('ask.') ? name.slice('ask.'.length) : name
    const id = name === 'me' ? me : (order.answers[asked] ?? me)
    if (name === 'me' || name.startsWith('ask.') || targets.length === 1) return { id, object: keyOf(people.id) }
  }
  const [row] = findRow(
    name,
    targets.map(({ key }) => key),
    names,
  )
  if (row === undefined) return undefined
  const id = rows.get(row.object)?.get(row.name)
  const target = targets.find(({ key }) => key === row.object)
  return id === undefined || target === undefined ? undefined : { id, object: keyOf(target.id) }
}

/** A relative day or moment as a text that fields read. */
function writtenOut({ catalog, order }: SampleWorld, { formulaType, definition }: CatalogField, cell: string): string {
  if (definition.kind !== 'stored' || (formulaType.kind !== 'date' && formulaType.kind !== 'datetime')) return cell
  const date = readSampleDate(cell.trim())
  if (date === undefined) return cell
  const day = dayFrom(order.today, date.days)
  if (date.time === undefined) return day
  return new Date(fromLocalMs(Date.parse(`${day}T${date.time}:00Z`), catalog.workspace.timeZone)).toISOString()
}

/** Every name of a row that a cell may mean, without the object in front. */
export const namesIn = (cell: string): readonly string[] =>
  cellNames(cell).flatMap((name) => [name, ...(/^[A-Za-z][A-Za-z0-9]*:(.+)$/su.exec(name) ?? []).slice(1)])
