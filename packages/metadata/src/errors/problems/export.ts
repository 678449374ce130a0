import type { Localized } from '../../text/localized.js'
import { defineProblem } from '../define-problem.js'
import { enCount, grouped } from '../wording.js'

/** A column, by its head. */
export interface ColumnDetails {
  readonly label: Localized
}

/** Problems of taking records out as a file. Those of a column are also said before anything is asked for. */
export const exportProblems = {
  'export.too_many': defineProblem<{ readonly count: number; readonly max: number }>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '记录过多，无法导出', en: 'Too many records for one file' },
    message: {
      'zh-CN': (d) => `符合条件的记录有 ${grouped(d.count)} 条，这种格式的文件最多 ${grouped(d.max)} 条。`,
      en: (d) => `${enCount(d.count, 'record')} would come; a file of this format holds at most ${grouped(d.max)}.`,
    },
    hint: {
      'zh-CN': '请缩小筛选范围，分几次导出；Excel 文件放不下时可改用 CSV。',
      en: 'Narrow the filter and export in parts; CSV holds more than Excel.',
    },
  }),
  'export.busy': defineProblem({
    status: 503,
    acts: 'user',
    title: { 'zh-CN': '其他导出正在进行', en: 'Others are exporting' },
    message: {
      'zh-CN': () => '服务器正在进行其他导出，请稍后再试。',
      en: () => 'The server is busy with other exports; try again shortly.',
    },
  }),
  'export.not_granted': defineProblem<ColumnDetails>({
    status: 403,
    acts: 'user',
    title: { 'zh-CN': '字段不能导出', en: 'Not to be exported' },
    message: {
      'zh-CN': (d) => `「${d.label}」可以查看，但您的导出权限不包括这个字段。`,
      en: (d) => `You may read “${d.label}”, but your right to export leaves it out.`,
    },
    hint: { 'zh-CN': '请联系管理员。', en: 'Ask your administrator.' },
  }),
  'export.other_object': defineProblem<ColumnDetails & { readonly object: Localized }>({
    status: 403,
    acts: 'user',
    title: { 'zh-CN': '不能导出另一模块的字段', en: 'A field of what may not be exported' },
    message: {
      'zh-CN': (d) => `「${d.label}」属于模块「${d.object}」，您没有导出该模块的权限。`,
      en: (d) => `“${d.label}” belongs to “${d.object}”, which you may not export.`,
    },
    hint: { 'zh-CN': '请联系管理员。', en: 'Ask your administrator.' },
  }),
  'export.lines': defineProblem<ColumnDetails>({
    status: 422,
    acts: 'user',
    title: { 'zh-CN': '明细不能作为一列', en: 'Lines are no column' },
    message: {
      'zh-CN': (d) => `「${d.label}」是明细，一条记录有多行，不能放在一列中。`,
      en: (d) => `“${d.label}” holds lines, several for a record, which do not fit into a column.`,
    },
    hint: { 'zh-CN': '请导出明细所在的模块。', en: 'Export the object of the lines instead.' },
  }),
} as const
