import type { Localized } from '../../text/localized.js'
import { defineProblem } from '../define-problem.js'
import { enCount } from '../wording.js'

/** Problems of merging records, and of taking it back. */
export const mergeProblems = {
  'merge.count': defineProblem<{ readonly max: number }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '合并的记录数不对', en: 'Wrong number of records' },
    message: {
      'zh-CN': (d) => `一次可将 1 到 ${d.max} 条记录并入另一条。`,
      en: (d) => `1 to ${d.max} records can be merged into another one at once.`,
    },
  }),
  'merge.repeated': defineProblem({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '记录重复选择', en: 'A record is named twice' },
    message: {
      'zh-CN': () => '这条记录已被选中，不能重复合并，也不能并入自身。',
      en: () => 'This record is named twice; it cannot be merged into itself either.',
    },
  }),
  'merge.conflicts': defineProblem<{ readonly count: number }>({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '关联记录有冲突', en: 'Related records are in conflict' },
    message: {
      'zh-CN': (d) => `合并后有 ${d.count} 组关联记录会重复，请先选择哪条移入回收站。未做任何改动。`,
      en: (d) =>
        `${enCount(d.count, 'group of related records', 'groups of related records')} would collide; choose which ones go to the bin. Nothing was changed.`,
    },
    hint: {
      'zh-CN': '在 bin 中写明要移入回收站的记录，每组保留一条。',
      en: 'Name the records for the bin in “bin”; one of each group stays.',
    },
  }),
  'merge.conflict': defineProblem<{
    readonly label?: Localized | undefined
    readonly fields?: string | undefined
    readonly names?: string | undefined
  }>({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '关联记录重复', en: 'Related records collide' },
    message: {
      'zh-CN': (d) => `「${d.label ?? ''}」的「${d.fields ?? ''}」必须唯一，以下记录只能保留一条：${d.names ?? ''}。`,
      en: (d) => `“${d.fields ?? ''}” of “${d.label ?? ''}” is unique; only one of these can stay: ${d.names ?? ''}.`,
    },
  }),
  'merge.conflict_out_of_sight': defineProblem({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '看不到的关联记录重复', en: 'Related records out of sight collide' },
    message: {
      'zh-CN': () => '合并后会有您看不到的关联记录重复。',
      en: () => 'Related records that you do not see would collide.',
    },
    hint: { 'zh-CN': '请由能看到它们的人合并。', en: 'Let somebody merge who sees them.' },
  }),
  'merge.not_in_conflict': defineProblem({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '这条记录没有冲突', en: 'The record is not in conflict' },
    message: {
      'zh-CN': () => '合并时只能将有冲突的关联记录移入回收站。',
      en: () => 'Only related records that are in conflict can go to the bin with a merge.',
    },
  }),
  'merge.below': defineProblem({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '上下级不能这样合并', en: 'The record is below the other one' },
    message: {
      'zh-CN': () => '要保留的记录在被合并记录的下级之下，合并后会形成循环。',
      en: () => 'The record that stays is below one that is merged, with others between; that would close a circle.',
    },
    hint: { 'zh-CN': '请改为保留上级记录，或先调整上下级。', en: 'Keep the upper record, or move it first.' },
  }),
  'merge.not_found': defineProblem({
    status: 404,
    acts: 'user',
    title: { 'zh-CN': '没有可撤销的合并', en: 'There is no merge to undo' },
    message: {
      'zh-CN': () => '这条记录没有合并过，或合并已经撤销。',
      en: () => 'Nothing was merged into this record, or it was undone already.',
    },
  }),
  'merge.kept_in_bin': defineProblem({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '保留的记录在回收站中', en: 'The kept record is in the bin' },
    message: {
      'zh-CN': () => '合并后保留的记录已在回收站中，暂时不能撤销合并。',
      en: () => 'The record that was kept is in the bin, so the merge cannot be undone now.',
    },
    hint: {
      'zh-CN': '请先恢复它；如果它后来并入了别的记录，请先撤销那次合并。',
      en: 'Restore it first; if it was merged into another one later, undo that merge first.',
    },
  }),
} as const
