import { localize, type Localized } from '../../text/localized.js'
import { defineProblem } from '../define-problem.js'
import { enCount } from '../wording.js'

/** A move that is not allowed. */
export interface RefusedMove {
  /** Label of the stage the record is in. */
  readonly from: Localized
  /** Label of the stage it should go to. */
  readonly to: Localized
  /** Labels of the stages it may go to. */
  readonly allowed: readonly Localized[]
}

const zhList = (labels: readonly Localized[]): string =>
  labels.map((label) => `「${localize(label, 'zh-CN')}」`).join('')
const enList = (labels: readonly Localized[]): string => labels.map((label) => `“${localize(label, 'en')}”`).join(', ')

/** Problems of stages: of records that move, and of the documents that say how they may. */
export const stageProblems = {
  'stage.move': defineProblem<RefusedMove>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '不能这样推进', en: 'This move is not allowed' },
    message: {
      'zh-CN': (d) => `不能从「${d.from}」推进到「${d.to}」。`,
      en: (d) => `A record cannot go from “${d.from}” to “${d.to}”.`,
    },
    hint: {
      'zh-CN': (d) => (d.allowed.length === 0 ? '这个阶段是终点。' : `从这里可以到：${zhList(d.allowed)}。`),
      en: (d) =>
        d.allowed.length === 0 ? 'This stage is the last one.' : `From here it may go to ${enList(d.allowed)}.`,
    },
  }),
  'stage.required': defineProblem<{ readonly stage: Localized; readonly label: Localized }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '阶段要求的内容未填', en: 'The stage needs more' },
    message: {
      'zh-CN': (d) => `「${d.stage}」阶段需要填写「${d.label}」。`,
      en: (d) => `The stage “${d.stage}” needs “${d.label}”.`,
    },
  }),
  'stage.cleared': defineProblem<{ readonly label: Localized; readonly set: Localized }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '阶段不能清空', en: 'A stage cannot be cleared' },
    message: {
      'zh-CN': (d) => `「${d.label}」不能清空：记录在「${d.set}」中总处于某个阶段。`,
      en: (d) => `“${d.label}” cannot be cleared: in “${d.set}” a record is always in a stage.`,
    },
  }),
  'stage.foreign': defineProblem<{
    readonly stage: Localized
    readonly set: Localized
    readonly allowed: readonly Localized[]
  }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '不是这个流程的阶段', en: 'Not a stage of this pipeline' },
    message: {
      'zh-CN': (d) => `「${d.stage}」不是「${d.set}」的阶段。`,
      en: (d) => `“${d.stage}” is no stage of “${d.set}”.`,
    },
    hint: {
      'zh-CN': (d) => `它的阶段是：${zhList(d.allowed)}。`,
      en: (d) => `Its stages are ${enList(d.allowed)}.`,
    },
  }),
  'stages.repeated': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '阶段重复', en: 'A stage is repeated' },
    message: {
      'zh-CN': (d) => `一个流程里「${d.name}」只能出现一次。`,
      en: (d) => `“${d.name}” may occur only once in a pipeline.`,
    },
  }),
  'stages.not_a_stage': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '不是阶段', en: 'Not a stage' },
    message: {
      'zh-CN': (d) => `「${d.name}」不是这个流程的阶段，不能推进到那里。`,
      en: (d) => `“${d.name}” is no stage of this pipeline: records cannot go there.`,
    },
  }),
  'stages.unreachable_set': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '流程不会用到', en: 'A pipeline that never counts' },
    message: {
      'zh-CN': (d) => `排在前面的流程「${d.name}」没有适用条件，这个流程永远不会用到。`,
      en: (d) => `The pipeline “${d.name}” before it has no condition, so this one never counts.`,
    },
    hint: {
      'zh-CN': '给前面的流程写上适用条件（when），或把没有条件的流程放到最后。',
      en: 'Give the earlier one a condition (when), or put the one without a condition last.',
    },
  }),
  'stages.since_taken': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '字段已用于另一个阶段字段', en: 'The field serves another stage field' },
    message: {
      'zh-CN': (d) => `「${d.name}」已经记录另一个阶段字段的进入时间。`,
      en: (d) => `“${d.name}” already keeps since when for another stage field.`,
    },
  }),
  'stages.since_overwrites': defineProblem<{ readonly label: Localized; readonly rows: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '已有的值会被改写', en: 'Values are written over' },
    message: {
      'zh-CN': (d) => `「${d.label}」将记录进入阶段的时间，${d.rows} 条记录里已有的值会被改写。`,
      en: (d) =>
        `“${d.label}” will keep since when a record is in its stage: what ${enCount(d.rows, 'record')} hold there is written over.`,
    },
    hint: { 'zh-CN': '新建一个字段来记录，已有的值就不受影响。', en: 'Make a new field for it to keep those values.' },
  }),
  'stages.left_behind': defineProblem<{ readonly label: Localized; readonly rows: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '记录停在原来的阶段', en: 'Records stay where they are' },
    message: {
      'zh-CN': (d) => `${d.rows} 条记录停在「${d.label}」不再有的阶段，可以从那里推进到任何阶段。`,
      en: (d) =>
        `${enCount(d.rows, 'record')} are in a stage that “${d.label}” no longer has; from there they may go anywhere.`,
    },
  }),
} as const
