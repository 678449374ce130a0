import { makeFieldProblem, type FieldProblem } from '../../errors/field-problem.js'
import type { ActionDefinitions, TriggerDefinitions } from '../../extensions/define-action.js'
import { toPointer, type JsonPath } from '../../text/json-pointer.js'
import { nearest } from '../../text/nearest.js'
import { compileSchema } from '../compile-schema.js'
import { describeSchemaError } from '../describe-schema-error.js'
import { checkNodes } from './check-nodes.js'
import { checkUniqueNames } from './check-unique-names.js'
import { findCircle } from './graph.js'
import { isJsonObject, partsOf, textOf } from './parts.js'

/** What node types and triggers there are; without them only what all workflows share is checked. */
export interface WorkflowWorld {
  readonly actions?: ActionDefinitions
  readonly triggers?: TriggerDefinitions
}

/**
 * What the schema of a workflow cannot say: nodes that lead nowhere or in a circle, a trigger that lacks what its type needs,
 * configurations that are not what their node types ask for.
 */
export function checkWorkflow(
  document: Readonly<Record<string, unknown>>,
  { actions, triggers }: WorkflowWorld,
): readonly FieldProblem[] {
  const nodes = partsOf(document, 'nodes')
  const ids = new Set(nodes.flatMap(({ body }) => textOf(body, 'id') ?? []))
  const links = nodes.flatMap(({ path, body }) =>
    isJsonObject(body.next)
      ? Object.entries(body.next).map(([port, id]) => ({ path: [...path, 'next', port], id }))
      : [],
  )
  return [
    ...checkUniqueNames(nodes),
    ...[{ path: ['start'], id: document.start }, ...links].flatMap(({ path, id }) => checkLink(id, path, ids)),
    ...findCircle(nodes),
    ...checkTrigger(document, triggers),
    ...(actions === undefined ? [] : checkNodes(document, nodes, actions, isBeforeSave(document, triggers))),
  ]
}

function checkLink(id: unknown, path: JsonPath, ids: ReadonlySet<string>): readonly FieldProblem[] {
  if (typeof id !== 'string' || ids.has(id)) return []
  const details = { target: 'node', name: id, didYouMean: nearest(id, ids) } as const
  return [makeFieldProblem(toPointer(path), 'reference.unknown', details)]
}

function isBeforeSave(
  { trigger }: Readonly<Record<string, unknown>>,
  triggers: TriggerDefinitions | undefined,
): boolean {
  const type = isJsonObject(trigger) ? String(trigger.type) : ''
  return (triggers?.get(type)?.phase ?? type) === 'beforeSave'
}

function checkTrigger(
  document: Readonly<Record<string, unknown>>,
  triggers: TriggerDefinitions | undefined,
): readonly FieldProblem[] {
  if (!isJsonObject(document.trigger)) return []
  const { type, ...settings } = document.trigger
  const isSchedule = type === 'schedule'
  const definition = triggers?.get(String(type))
  const needsObject = definition?.needsObject ?? !isSchedule
  const missing =
    needsObject && document.object === undefined
      ? [makeFieldProblem('/object', 'document.missing', { name: 'object' })]
      : []
  if (isSchedule && settings.cron === undefined) {
    return [...missing, makeFieldProblem('/trigger/cron', 'document.missing', { name: 'cron' })]
  }
  if (definition === undefined) return missing
  const validate = compileSchema(definition.schema)
  if (!validate(settings)) {
    return [...missing, ...(validate.errors ?? []).flatMap((error) => describeSchemaError(error, '/trigger') ?? [])]
  }
  const found = definition.check?.(settings) ?? []
  return [...missing, ...found.map((problem) => ({ ...problem, path: `/trigger${problem.path}` }))]
}
