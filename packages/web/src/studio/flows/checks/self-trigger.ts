import { compile } from '@tessera/formula'
import { localize, type Texts, type WorkflowDocument, type WorkflowNode } from '@tessera/metadata'
import { formulaScope } from '@/formula/scope'
import type { FlowWorld } from '../flow-world'
import { reachableFrom, TRIGGER } from '../graph/flow'
import type { FlowProblem } from './flow-problem'

/** Steps by which a flow would start itself again: it writes a field that it watches, or makes what it waits for. */
export function selfTriggers(flow: WorkflowDocument, world: FlowWorld): readonly FlowProblem[] {
  const reached = reachableFrom(flow, TRIGGER)
  return flow.nodes.flatMap((node, index): FlowProblem[] => {
    const message = reached.has(node.id) ? startsItself(flow, node, world) : undefined
    if (message === undefined) return []
    return [
      {
        id: `self:${node.id}`,
        // A condition that must become true ends most circles by itself.
        grade: flow.trigger.when === undefined ? 'warn' : 'hint',
        node: node.id,
        pointer: `/nodes/${index}/config`,
        message,
        hint: {
          'zh-CN': '给触发条件加上限制，让它在修改之后不再成立；否则系统会在触发 8 层后停止它。',
          en: 'Narrow the condition of the trigger so that it does not hold after the change; else it is stopped after 8 levels.',
        },
      },
    ]
  })
}

function startsItself(flow: WorkflowDocument, node: WorkflowNode, world: FlowWorld): Texts | undefined {
  const { object = flow.object, values = [] } = node.config as {
    object?: string
    values?: readonly { field: string }[]
  }
  if (object !== flow.object || object === undefined) return undefined
  if (node.type === 'createRecord' && flow.trigger.type === 'recordCreated') {
    return {
      'zh-CN': '这一步新建的记录又会触发本流程。',
      en: 'The record this step makes starts the workflow again.',
    }
  }
  if (node.type !== 'updateRecord' || flow.trigger.type !== 'recordChanged') return undefined
  const counts = watchedFields(flow, world)
  const field = values.find((row) => row.field !== '' && (counts === undefined || counts.has(row.field)))?.field
  if (field === undefined) return undefined
  const label = world.objects.get(object)?.fieldsByKey.get(field)?.label ?? field
  return {
    'zh-CN': `这一步修改「${localize(label, 'zh-CN')}」，而它的变化又会触发本流程。`,
    en: `This step changes “${localize(label, 'en')}”, whose change starts the workflow again.`,
  }
}

/** Fields whose change can start the flow; undefined: any. */
function watchedFields(
  { trigger, object = '' }: WorkflowDocument,
  { objects }: FlowWorld,
): ReadonlySet<string> | undefined {
  if (trigger.watch !== undefined && trigger.watch.length > 0) return new Set(trigger.watch)
  if (trigger.when === undefined) return undefined
  const scope = formulaScope(objects, object, { me: true, old: true })
  const { expression } = compile(trigger.when, scope, { type: 'boolean' })
  return new Set(expression?.paths.flatMap(([first]) => (first === undefined ? [] : [first.key])))
}
