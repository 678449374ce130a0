import { makeFieldProblem, type FieldProblem } from '../../errors/field-problem.js'
import { toPointer, type JsonPath } from '../../text/json-pointer.js'
import { nearest } from '../../text/nearest.js'
import { checkUniqueNames } from './check-unique-names.js'
import { isJsonObject, partsOf, textOf } from './parts.js'

/** What the schema of a workflow cannot say: nodes that lead nowhere, a trigger that lacks what its type needs. */
export function checkWorkflow(document: Readonly<Record<string, unknown>>): readonly FieldProblem[] {
  const nodes = partsOf(document, 'nodes')
  const ids = new Set(nodes.flatMap(({ body }) => textOf(body, 'id') ?? []))
  const links = nodes.flatMap(({ path, body }) =>
    isJsonObject(body.next)
      ? Object.entries(body.next).map(([port, id]) => ({ path: [...path, 'next', port], id }))
      : [],
  )
  return [
    ...checkUniqueNames(nodes),
    ...[{ path: ['start'], id: document.start }, ...links].flatMap(({ path, id }) => checkNode(id, path, ids)),
    ...checkTrigger(document),
  ]
}

function checkNode(id: unknown, path: JsonPath, ids: ReadonlySet<string>): readonly FieldProblem[] {
  if (typeof id !== 'string' || ids.has(id)) return []
  const details = { target: 'node', name: id, didYouMean: nearest(id, ids) } as const
  return [makeFieldProblem(toPointer(path), 'reference.unknown', details)]
}

function checkTrigger(document: Readonly<Record<string, unknown>>): readonly FieldProblem[] {
  if (!isJsonObject(document.trigger)) return []
  const { type, cron } = document.trigger
  if (type === 'schedule') {
    return cron === undefined ? [makeFieldProblem('/trigger/cron', 'document.missing', { name: 'cron' })] : []
  }
  return document.object === undefined ? [makeFieldProblem('/object', 'document.missing', { name: 'object' })] : []
}
