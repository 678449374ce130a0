import { makeFieldProblem, type FieldProblem } from '../../errors/field-problem.js'
import type { ActionDefinition, ActionDefinitions } from '../../extensions/define-action.js'
import { toPointer } from '../../text/json-pointer.js'
import { nearest } from '../../text/nearest.js'
import { compileSchema } from '../compile-schema.js'
import { describeSchemaError } from '../describe-schema-error.js'
import { propertiesOf } from '../fill-defaults.js'
import { reachableFrom } from './graph.js'
import { isJsonObject, textOf, type Part } from './parts.js'

/**
 * What the node types say about the nodes of a workflow.
 *
 * Errors: `workflow.unknown_action`, `workflow.wrong_phase`, `workflow.unknown_port`, `workflow.not_before`,
 * `workflow.other_object`, `reference.unknown` (target node), and those of the actions' schemas and checks.
 */
export function checkNodes(
  document: Readonly<Record<string, unknown>>,
  nodes: readonly Part[],
  actions: ActionDefinitions,
  isBeforeSave: boolean,
): readonly FieldProblem[] {
  return nodes.flatMap((node) => {
    const name = textOf(node.body, 'type')
    if (name === undefined) return []
    const action = actions.get(name)
    const at = toPointer([...node.path, 'type'])
    if (action === undefined) {
      const didYouMean = nearest(name, actions.keys())
      return [makeFieldProblem(at, 'workflow.unknown_action', { name, didYouMean })]
    }
    const { title } = action
    const fits = action.phases.includes(isBeforeSave ? 'beforeSave' : 'run')
    return [
      ...(fits ? [] : [makeFieldProblem(at, 'workflow.wrong_phase', { title, beforeSave: isBeforeSave })]),
      ...checkPorts(node, action),
      ...checkConfig(node, action),
      ...checkTargets(document, node, action, nodes),
    ]
  })
}

function checkPorts({ path, body }: Part, { ports, title }: ActionDefinition): readonly FieldProblem[] {
  if (!isJsonObject(body.next)) return []
  const known = ports.map(({ key }) => key)
  return Object.keys(body.next).flatMap((name) => {
    if (known.includes(name)) return []
    const details = { name, title, didYouMean: nearest(name, known) }
    return [makeFieldProblem(toPointer([...path, 'next', name]), 'workflow.unknown_port', details)]
  })
}

function checkConfig({ path, body }: Part, action: ActionDefinition): readonly FieldProblem[] {
  const { config } = body
  if (!isJsonObject(config)) return []
  const pointer = toPointer([...path, 'config'])
  const validate = compileSchema(action.configSchema)
  if (!validate(config)) return (validate.errors ?? []).flatMap((error) => describeSchemaError(error, pointer) ?? [])
  return (action.check?.(config) ?? []).map((problem) => ({ ...problem, path: pointer + problem.path }))
}

/** Properties that name another node (`x-input: 'node'`): it must come before, and be about the same object. */
function checkTargets(
  document: Readonly<Record<string, unknown>>,
  { path, body }: Part,
  { configSchema }: ActionDefinition,
  nodes: readonly Part[],
): readonly FieldProblem[] {
  const { config } = body
  if (!isJsonObject(config)) return []
  const names = Object.entries(propertiesOf(configSchema)).flatMap(([name, schema]) =>
    isJsonObject(schema) && schema['x-input'] === 'node' ? [name] : [],
  )
  return names.flatMap((property) => {
    const name = textOf(config, property)
    if (name === undefined) return []
    const at = (last: string): string => toPointer([...path, 'config', last])
    const target = nodes.find((node) => node.body.id === name)
    if (target === undefined) {
      const didYouMean = nearest(
        name,
        nodes.flatMap((node) => textOf(node.body, 'id') ?? []),
      )
      return [makeFieldProblem(at(property), 'reference.unknown', { target: 'node', name, didYouMean })]
    }
    if (name === body.id || !reachableFrom(name, nodes).has(String(body.id))) {
      return [makeFieldProblem(at(property), 'workflow.not_before', { name })]
    }
    const wanted = isJsonObject(target.body.config) ? target.body.config.object : undefined
    const isSame = wanted === undefined || wanted === (config.object ?? document.object)
    return isSame ? [] : [makeFieldProblem(at('object'), 'workflow.other_object', { name })]
  })
}
