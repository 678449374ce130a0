import type { FieldProblem, Texts, WorkflowDocument } from '@tessera/metadata'
import { isTexts } from '@tessera/metadata'
import { portsIn, type FlowWorld } from '../flow-world'
import { TRIGGER } from '../graph/flow'
import { flowLines, stepNumbers } from '../graph/flow-lines'
import type { FlowProblem } from './flow-problem'
import { graphProblems } from './graph-problems'
import { referenceProblems } from './reference-problems'
import { schemaFaults } from './schema-faults'
import { selfTriggers } from './self-trigger'

/**
 * Everything wrong with a flow that can be known without asking the server, what blocks first, then in reading order. The
 * server looks again, and further, when publishing.
 */
export function flowProblems(flow: WorkflowDocument, world: FlowWorld): readonly FlowProblem[] {
  const all = [
    ...triggerProblems(flow, world),
    ...configProblems(flow, world),
    ...referenceProblems(flow, world),
    ...graphProblems(flow, world),
    ...selfTriggers(flow, world),
  ]
  const order = { block: 0, warn: 1, hint: 2 } as const
  const numbers = stepNumbers(flowLines(flow, portsIn(world)))
  const numberOf = ({ node }: FlowProblem): number => numbers.get(node) ?? 0
  return [...all].sort((a, b) => order[a.grade] - order[b.grade] || numberOf(a) - numberOf(b))
}

function triggerProblems(flow: WorkflowDocument, { triggers }: FlowWorld): readonly FlowProblem[] {
  const definition = triggers.get(flow.trigger.type)
  if (definition === undefined) {
    const message = { 'zh-CN': '这个版本没有这种触发方式。', en: 'This version has no such trigger.' }
    return [{ id: 'trigger:type', grade: 'block', node: TRIGGER, pointer: '/trigger/type', message }]
  }
  const { type: _, ...settings } = flow.trigger
  const needs: FlowProblem[] =
    definition.needsObject && (flow.object ?? '') === ''
      ? [
          {
            id: 'trigger:object',
            grade: 'block',
            node: TRIGGER,
            pointer: '/object',
            message: { 'zh-CN': '还没有选择模块。', en: 'No module is chosen yet.' },
          },
        ]
      : []
  const faults = schemaFaults(definition.schema, settings)
  const checked = faults.length === 0 ? safely(() => definition.check?.(settings)) : []
  return [
    ...needs,
    ...faults.map(({ path, message }) => blocking(TRIGGER, `/trigger${path}`, message)),
    ...checked.map((problem) => blocking(TRIGGER, `/trigger${problem.path}`, textsOf(problem), problem.hint)),
  ]
}

function configProblems(flow: WorkflowDocument, { actions }: FlowWorld): readonly FlowProblem[] {
  return flow.nodes.flatMap((node, index) => {
    const action = actions.get(node.type)
    if (action === undefined) return []
    const at = `/nodes/${index}/config`
    const faults = schemaFaults(action.configSchema, node.config)
    const checked = faults.length === 0 ? safely(() => action.check?.(node.config)) : []
    return [
      ...faults.map(({ path, message }) => blocking(node.id, at + path, message)),
      ...checked.map((problem) => blocking(node.id, at + problem.path, textsOf(problem), problem.hint)),
    ]
  })
}

function blocking(node: string, pointer: string, message: Texts, hint?: FlowProblem['hint']): FlowProblem {
  return { id: `config:${node}${pointer}`, grade: 'block', node, pointer, message, hint }
}

function textsOf({ message }: FieldProblem): Texts {
  return isTexts(message) ? message : { 'zh-CN': message, en: message }
}

/** Checks of definitions expect what their schema allows; a document from elsewhere may hold anything. */
function safely(check: () => readonly FieldProblem[] | undefined): readonly FieldProblem[] {
  try {
    return check() ?? []
  } catch {
    return []
  }
}
