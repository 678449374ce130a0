import type { Localized, Texts } from '../../text/localized.js'
import { defineProblem } from '../define-problem.js'
import { enCount, enDidYouMean, zhDidYouMean } from '../wording.js'
import type { Named } from './document.js'

/** Problems of workflows: of their graph when they are published, of their limits when they run. */
export const workflowProblems = {
  'workflow.unknown_action': defineProblem<Named>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '未知的动作', en: 'Unknown action' },
    message: {
      'zh-CN': (d) => `没有动作「${d.name}」。${zhDidYouMean(d.didYouMean)}`,
      en: (d) => `There is no action “${d.name}”.${enDidYouMean(d.didYouMean)}`,
    },
  }),
  'workflow.unknown_port': defineProblem<Named & { readonly title: Texts }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '未知的出口', en: 'Unknown way out' },
    message: {
      'zh-CN': (d) => `「${d.title}」没有出口「${d.name}」。${zhDidYouMean(d.didYouMean)}`,
      en: (d) => `“${d.title}” has no way out “${d.name}”.${enDidYouMean(d.didYouMean)}`,
    },
  }),
  'workflow.wrong_phase': defineProblem<{ readonly title: Texts; readonly beforeSave: boolean }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '动作不能用在这里', en: 'Action out of place' },
    message: {
      'zh-CN': (d) => `「${d.title}」${d.beforeSave ? '不能用在保存前的规则里' : '只能用在保存前的规则里'}。`,
      en: (d) => `“${d.title}” ${d.beforeSave ? 'cannot be part of' : 'can only be part of'} a rule before saving.`,
    },
    hint: {
      'zh-CN': '保存前的规则只能判断条件、设置字段和拒绝保存；其他动作请放在保存后的流程里。',
      en: 'A rule before saving can ask conditions, set fields and refuse; other actions belong into a workflow after saving.',
    },
  }),
  'workflow.in_circle': defineProblem<{ readonly path: readonly string[] }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '流程成环', en: 'Nodes in a circle' },
    message: {
      'zh-CN': (d) => `节点连成了环：${d.path.join(' → ')}。`,
      en: (d) => `The nodes lead in a circle: ${d.path.join(' → ')}.`,
    },
  }),
  'workflow.not_before': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '节点不在前面', en: 'Node does not come before' },
    message: {
      'zh-CN': (d) => `节点「${d.name}」不在这个节点之前，它的结果还不存在。`,
      en: (d) => `The node “${d.name}” does not come before this one, so its result does not exist yet.`,
    },
  }),
  'workflow.other_object': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '模块不一致', en: 'Different object' },
    message: {
      'zh-CN': (d) => `这里的模块与节点「${d.name}」的不同。`,
      en: (d) => `The object is not the one of the node “${d.name}”.`,
    },
  }),
  'workflow.unreachable': defineProblem<{ readonly label: Localized; readonly name: Localized }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '节点到不了', en: 'Node out of reach' },
    message: {
      'zh-CN': (d) => `「${d.label}」的节点「${d.name}」没有连进流程，不会执行。`,
      en: (d) => `No way of “${d.label}” leads to the node “${d.name}”: it will never run.`,
    },
  }),
  'workflow.waiting_runs': defineProblem<{ readonly label: Localized; readonly runs: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '仍有运行在等待', en: 'Runs are waiting' },
    message: {
      'zh-CN': (d) =>
        `「${d.label}」以前的版本还有 ${d.runs} 次运行未结束，它们用到了将被隐藏的内容，执行到那里会失败。`,
      en: (d) =>
        `${enCount(d.runs, 'run')} of earlier versions of “${d.label}” ${d.runs === 1 ? 'is' : 'are'} not over and will fail where what is hidden is used.`,
    },
    hint: {
      'zh-CN': '可以等它们结束，或先取消它们；失败的运行在恢复后可以重试。',
      en: 'Wait until they are over, or cancel them; runs that failed can be retried when it is restored.',
    },
  }),
  'workflow.too_deep': defineProblem<{ readonly limit: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '自动化层层触发过深', en: 'Automations start each other too deeply' },
    message: {
      'zh-CN': (d) => `自动化互相触发超过 ${d.limit} 层，已停止。`,
      en: (d) => `Automations started each other more than ${d.limit} levels deep; this one was stopped.`,
    },
    hint: {
      'zh-CN': '检查这个流程修改的字段是否又触发了它自己，给触发条件加上限制。',
      en: 'Look whether what this workflow changes starts it again, and narrow the condition of its trigger.',
    },
  }),
  'workflow.too_often': defineProblem<{ readonly limit: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '自动化触发过于频繁', en: 'Automation started too often' },
    message: {
      'zh-CN': (d) => `这个流程一分钟内在同一条记录上已运行 ${d.limit} 次，这一次没有运行。`,
      en: (d) => `This workflow ran ${d.limit} times on this record within a minute; this time it did not.`,
    },
    hint: {
      'zh-CN': '检查它修改的字段或它调用的系统是否又触发了它自己。',
      en: 'Look whether what it changes, or the system it calls, starts it again.',
    },
  }),
} as const
