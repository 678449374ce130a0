import type { Texts, WorkflowDocument } from '@tessera/metadata'
import { portsIn, type FlowWorld } from '../flow-world'
import { nodeOf, reachableFrom, TRIGGER, withTarget } from '../graph/flow'
import { flowShape } from '../graph/flow-shape'
import { removeNode, waysOn } from '../graph/remove-node'
import type { FlowProblem } from './flow-problem'

/** What is wrong with how the steps hang together. */
export function graphProblems(flow: WorkflowDocument, world: FlowWorld): readonly FlowProblem[] {
  if (flow.nodes.length === 0) return [noSteps]
  const portsOf = portsIn(world)
  const reached = reachableFrom(flow, TRIGGER)
  const phase = world.triggers.get(flow.trigger.type)?.phase ?? 'run'
  const remove = (id: string): FlowProblem['fix'] => ({
    label: { 'zh-CN': '删除这一步', en: 'Delete this step' },
    apply: (now) => removeNode(now, id, waysOn(now, id, portsOf)[0]?.port ?? null),
  })
  const ofNodes = flow.nodes.flatMap((node, index): FlowProblem[] => {
    const place = { node: node.id, pointer: `/nodes/${index}` }
    const action = world.actions.get(node.type)
    if (action === undefined) {
      return [{ ...place, ...unknownType(node.type), id: `type:${node.id}`, grade: 'block', fix: remove(node.id) }]
    }
    const problems: FlowProblem[] = []
    if (!action.phases.includes(phase)) {
      problems.push({
        ...place,
        ...wrongPhase(action.title, phase),
        id: `phase:${node.id}`,
        grade: 'block',
        fix: remove(node.id),
      })
    }
    if (!reached.has(node.id)) {
      problems.push({ ...place, ...loose, id: `loose:${node.id}`, grade: 'warn', fix: remove(node.id) })
    }
    return [...problems, ...targetProblems(flow, node.id, place, world)]
  })
  return [...ofNodes, ...circleProblems(flow, world)]
}

const noSteps: FlowProblem = {
  id: 'empty',
  grade: 'block',
  node: TRIGGER,
  pointer: '/nodes',
  message: { 'zh-CN': '还没有任何步骤，触发后什么也不会发生。', en: 'There is no step yet: nothing would happen.' },
  hint: { 'zh-CN': '按 Tab 或点击「+」添加第一步。', en: 'Press Tab or the plus to add the first one.' },
}

const loose = {
  message: { 'zh-CN': '没有连线通到这一步，它不会执行。', en: 'No way leads to this step: it will never run.' },
  hint: {
    'zh-CN': '从前面的步骤连接到它，或者删除它。',
    en: 'Connect an earlier step with it, or delete it.',
  },
} as const

function unknownType(type: string): { message: Texts } {
  return {
    message: { 'zh-CN': `这个版本没有「${type}」这种步骤。`, en: `This version has no kind of step “${type}”.` },
  }
}

function wrongPhase(title: Texts, phase: 'run' | 'beforeSave'): { message: Texts; hint: Texts } {
  const isBefore = phase === 'beforeSave'
  return {
    message: {
      'zh-CN': `「${title['zh-CN']}」${isBefore ? '不能在保存之前执行' : '只能在保存之前执行'}。`,
      en: `“${title.en}” ${isBefore ? 'cannot run before saving' : 'can only run before saving'}.`,
    },
    hint: {
      'zh-CN': '保存之前只能判断条件、设置字段和拒绝保存。',
      en: 'Before saving only conditions, setting fields and refusing are possible.',
    },
  }
}

/** A step that works with the records of another: that one must be there, come before, and be about the same module. */
function targetProblems(
  flow: WorkflowDocument,
  id: string,
  place: { node: string; pointer: string },
  world: FlowWorld,
): readonly FlowProblem[] {
  const node = nodeOf(flow, id)
  const properties = Object.entries((world.actions.get(node?.type ?? '')?.configSchema.properties ?? {}) as object)
  const names = properties.flatMap(([name, schema]) =>
    (schema as Record<string, unknown>)['x-input'] === 'node' ? [name] : [],
  )
  return names.flatMap((name): FlowProblem[] => {
    const wanted = node?.config[name]
    if (typeof wanted !== 'string' || wanted === '') return []
    const base = { node: id, pointer: `${place.pointer}/config/${name}`, id: `target:${id}`, grade: 'block' as const }
    const target = nodeOf(flow, wanted)
    if (target === undefined) return [{ ...base, message: targets.gone, hint: targets.goneHint }]
    if (!reachableFrom(flow, wanted).has(id)) return [{ ...base, message: targets.later, hint: targets.goneHint }]
    const isSame = target.config.object === undefined || target.config.object === (node?.config.object ?? flow.object)
    return isSame ? [] : [{ ...base, message: targets.other }]
  })
}

const targets = {
  gone: { 'zh-CN': '它要用的那个步骤已被删除。', en: 'The step whose records it uses was deleted.' },
  later: {
    'zh-CN': '它要用的那个步骤不在它之前，记录还不存在。',
    en: 'The step whose records it uses does not come before it.',
  },
  goneHint: { 'zh-CN': '请重新选择「更新哪些记录」。', en: 'Choose again which records are meant.' },
  other: {
    'zh-CN': '这里的模块与所用步骤的模块不同。',
    en: 'The module is not the one of the step whose records it uses.',
  },
} as const

/** Lines that lead back: the server refuses a circle, so one click cuts it. */
function circleProblems(flow: WorkflowDocument, world: FlowWorld): readonly FlowProblem[] {
  const { otherLines } = flowShape(flow, portsIn(world))
  return otherLines
    .filter(({ from, to }) => from === to || reachableFrom(flow, to).has(from))
    .map(({ from, port, to }) => ({
      id: `circle:${from}/${port}`,
      grade: 'block' as const,
      node: from,
      pointer: `/nodes/${flow.nodes.findIndex(({ id }) => id === from)}/next/${port}`,
      message: { 'zh-CN': '这里的连线回到了前面的步骤，形成了循环。', en: 'The line from here leads back: a circle.' },
      fix: {
        label: { 'zh-CN': '断开这条连线', en: 'Cut this line' },
        apply: (now: WorkflowDocument) =>
          nodeOf(now, from)?.next?.[port] === to ? withTarget(now, { from, port }, undefined) : now,
      },
    }))
}
