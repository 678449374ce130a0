import type { WireValue } from '@tessera/formula'
import { uuid7, type Catalog, type CatalogObject, type RunSnapshot } from '@tessera/engine'
import {
  AppError,
  fieldProblemOf,
  makeFieldProblem,
  nearest,
  type FieldProblem,
  type SimulateRequest,
} from '@tessera/metadata'
import type { AutomationContext } from '../automation-context.js'
import type { Graph } from '../core/graph.js'
import { objectOf } from '../evaluate/names.js'

type Values = Readonly<Record<string, WireValue>>

/**
 * What a simulated run is about: a record as it is, with the values that were sent put over it, as if it were saved so; without
 * a record a new one of these values. Errors: record.not_found, record.invalid, reference.unknown.
 */
export async function sampleSnapshot(
  { engine }: Pick<AutomationContext, 'engine'>,
  catalog: Catalog,
  graph: Graph,
  { record, values = {} }: SimulateRequest,
): Promise<RunSnapshot> {
  if (graph.object === undefined) return { before: null, after: null }
  const object = objectOf(catalog, graph.object)
  if (object === undefined) throw unknownObject(graph.object)
  const sent = parseValues(object, values)
  if (record === undefined) return { before: null, after: { id: uuid7(), version: 1, ...emptyValues(object), ...sent } }
  const found = await engine.automation.snapshots(catalog.workspace.key, object.id, [record])
  const now = found.get(record)?.after
  if (now === undefined || now === null) throw new AppError('record.not_found')
  const isNew = graph.trigger.type === 'recordCreated'
  return { before: isNew ? null : now, after: { ...now, ...sent } }
}

function unknownObject(name: string): AppError {
  const errors = [makeFieldProblem('/object', 'reference.unknown', { target: 'object', name })]
  return new AppError('document.invalid', { count: 1 }).with({ errors })
}

function emptyValues(object: CatalogObject): Values {
  return Object.fromEntries(
    object.fields.filter(({ writable }) => writable).map(({ id, definition }) => [id, definition.emptyValue]),
  )
}

/** What was sent, by field id, checked as a writer's values are. */
function parseValues(object: CatalogObject, values: Readonly<Record<string, unknown>>): Values {
  const errors: FieldProblem[] = []
  const parsed: Record<string, WireValue> = {}
  for (const [key, value] of Object.entries(values)) {
    const field = object.fieldsByKey.get(key)
    if (field === undefined) {
      errors.push(makeFieldProblem(key, 'field.unknown', { key, didYouMean: nearest(key, object.fieldsByKey.keys()) }))
    } else if (field.system && field.key !== 'owner') {
      errors.push(makeFieldProblem(key, 'field.read_only', { label: field.label }))
    } else {
      const result = field.server.parse?.(value, field.context) ?? field.definition.parse(value, field.context)
      if ('problem' in result) errors.push(fieldProblemOf(key, result.problem, field.label))
      else parsed[field.id] = result.value
    }
  }
  if (errors.length > 0) throw new AppError('record.invalid', { count: errors.length }).with({ errors })
  return parsed
}
