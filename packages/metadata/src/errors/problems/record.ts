import type { Localized } from '../../text/localized.js'
import { defineProblem } from '../define-problem.js'
import { enCount } from '../wording.js'

/** Problems of records as a whole. A missing record and one that is not visible answer the same. */
export const recordProblems = {
  'record.not_found': defineProblem({
    status: 404,
    acts: 'user',
    title: { 'zh-CN': '找不到记录', en: 'Record not found' },
    message: { 'zh-CN': () => '找不到这条记录。', en: () => 'There is no such record.' },
  }),
  'record.out_of_scope': defineProblem({
    status: 403,
    acts: 'user',
    title: { 'zh-CN': '超出权限范围', en: 'Out of your scope' },
    message: {
      'zh-CN': () => '这样保存会把记录移出您能修改的范围。',
      en: () => 'Saved like this, the record would leave what you may change.',
    },
    hint: {
      'zh-CN': '更换负责人需要「转移」权限；请联系管理员。',
      en: 'Changing the owner takes the right to transfer; ask your administrator.',
    },
  }),
  'record.unknown_object': defineProblem({
    status: 404,
    acts: 'user',
    title: { 'zh-CN': '找不到模块', en: 'Object not found' },
    message: { 'zh-CN': () => '找不到这个模块。', en: () => 'There is no such object.' },
  }),
  'record.invalid': defineProblem<{ readonly count: number }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '记录未能保存', en: 'The record was not saved' },
    message: {
      'zh-CN': (d) => `有 ${d.count} 处需要修改，未保存任何内容。`,
      en: (d) => `${enCount(d.count, 'problem')} found; nothing was saved.`,
    },
  }),
  'record.duplicate': defineProblem<{
    readonly message?: Localized | undefined
    readonly fields?: Localized | undefined
  }>({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '记录重复', en: 'Duplicate record' },
    message: {
      'zh-CN': (d) => d.message ?? (d.fields ? `已有记录的「${d.fields}」与此相同。` : '已有相同的记录。'),
      en: (d) =>
        d.message ?? (d.fields ? `Another record has the same “${d.fields}”.` : 'Such a record exists already.'),
    },
  }),
  'record.overlaps': defineProblem<{
    readonly message?: Localized | undefined
    readonly fields?: Localized | undefined
  }>({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '时段重叠', en: 'Periods overlap' },
    message: {
      'zh-CN': (d) => d.message ?? (d.fields ? `「${d.fields}」在这个时段已被占用。` : '这个时段已被占用。'),
      en: (d) =>
        d.message ?? (d.fields ? `“${d.fields}” is taken in this period.` : 'Something else takes this period.'),
    },
  }),
  'record.ends_before_start': defineProblem<{ readonly from: Localized; readonly to: Localized }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '结束早于开始', en: 'Ends before it starts' },
    message: {
      'zh-CN': (d) => `「${d.to}」不能早于「${d.from}」。`,
      en: (d) => `“${d.to}” must not be before “${d.from}”.`,
    },
  }),
  'record.changed': defineProblem<{ readonly version?: number | undefined }>({
    status: 412,
    acts: 'user',
    title: { 'zh-CN': '记录已被修改', en: 'Changed meanwhile' },
    message: {
      'zh-CN': (d) => `这条记录已被他人修改${d.version === undefined ? '' : `（当前版本 ${d.version}）`}。`,
      en: (d) =>
        `Someone else changed this record${d.version === undefined ? '' : ` (its version is now ${d.version})`}.`,
    },
    hint: { 'zh-CN': '请重新读取后再修改。', en: 'Read it again, then change it.' },
  }),
  'record.referenced': defineProblem<{ readonly label?: Localized | undefined }>({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '记录仍被引用', en: 'The record is in use' },
    message: {
      'zh-CN': (d) => `仍有${d.label === undefined ? '其他' : `「${d.label}」`}记录引用它，不能删除。`,
      en: (d) => `Other records${d.label === undefined ? '' : ` (“${d.label}”)`} refer to it, so it cannot be deleted.`,
    },
  }),
  'record.read_only_object': defineProblem({
    status: 403,
    acts: 'user',
    title: { 'zh-CN': '只读模块', en: 'Read-only object' },
    message: {
      'zh-CN': () => '这个模块的记录由系统维护，不能在此修改。',
      en: () => 'The records of this object are kept by the system and cannot be changed here.',
    },
  }),
  'batch.invalid': defineProblem<{ readonly count: number }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '批量写入被拒绝', en: 'The batch was refused' },
    message: {
      'zh-CN': (d) => `有 ${d.count} 处需要修改，未保存任何内容。`,
      en: (d) => `${enCount(d.count, 'problem')} found; nothing was saved.`,
    },
  }),
  'batch.repeated': defineProblem<{ readonly id: string }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '记录重复出现', en: 'A record is repeated' },
    message: {
      'zh-CN': (d) => `同一批中只能出现一次：${d.id}。`,
      en: (d) => `A record may occur only once in a batch: ${d.id}.`,
    },
  }),
  'batch.too_many': defineProblem<{ readonly limit: number }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '操作过多', en: 'Too many operations' },
    message: {
      'zh-CN': (d) => `一批最多 ${d.limit} 个操作。`,
      en: (d) => `A batch takes at most ${d.limit} operations.`,
    },
  }),
  'write.fan-out': defineProblem<{ readonly rows: number; readonly limit: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '影响的记录过多', en: 'Too many records affected' },
    message: {
      'zh-CN': (d) => `这次修改会重算 ${d.rows} 条记录，超过上限 ${d.limit}。`,
      en: (d) => `This change would recompute ${d.rows} records; the limit is ${d.limit}.`,
    },
  }),
} as const
