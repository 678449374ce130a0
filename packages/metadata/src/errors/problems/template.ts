import { defineProblem } from '../define-problem.js'

/** Problems of templates: of packages and folders, of their sample data and scenarios, and of installing them. */
export const templateProblems = {
  'template.invalid': defineProblem<{ readonly count: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '模板未通过检查', en: 'The template does not check' },
    message: {
      'zh-CN': (d) => `模板有 ${d.count} 处需要修改，没有安装任何内容。`,
      en: (d) => `${d.count} ${d.count === 1 ? 'problem' : 'problems'} found in the template; nothing was installed.`,
    },
  }),
  'template.csv_quotes': defineProblem({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '引号不成对', en: 'Broken quotes' },
    message: {
      'zh-CN': () => '这一行的引号没有正确结束。',
      en: () => 'A quote of this line does not end as it should.',
    },
    hint: {
      'zh-CN': '含逗号、引号或换行的内容要整个放在双引号中，其中的双引号写两遍。',
      en: 'A cell with commas, quotes or line breaks stands in double quotes, and a double quote in it is doubled.',
    },
  }),
  'template.csv_empty': defineProblem({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '缺少表头', en: 'No header' },
    message: { 'zh-CN': () => '第一行必须是表头。', en: () => 'The first line must be a header.' },
    hint: {
      'zh-CN': '表头的列名为 # 和字段的 key，如 #,name,phone。',
      en: 'Columns of the header are # and keys of fields, such as #,name,phone.',
    },
  }),
  'template.csv_column_repeated': defineProblem<{ readonly column: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '重复的列', en: 'Repeated column' },
    message: {
      'zh-CN': (d) => `列「${d.column}」出现了不止一次。`,
      en: (d) => `There is more than one column “${d.column}”.`,
    },
  }),
  'template.csv_width': defineProblem<{ readonly cells: number; readonly columns: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '列数不符', en: 'Wrong number of cells' },
    message: {
      'zh-CN': (d) => `这一行有 ${d.cells} 格，表头有 ${d.columns} 列。`,
      en: (d) => `This line has ${d.cells} cells, the header ${d.columns} columns.`,
    },
  }),
  'template.csv_too_many': defineProblem<{ readonly max: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '示例数据过多', en: 'Too much sample data' },
    message: {
      'zh-CN': (d) => `一张表最多 ${d.max} 行、200 列。`,
      en: (d) => `A table may have at most ${d.max} rows and 200 columns.`,
    },
  }),
  'template.scenarios_running': defineProblem({
    status: 409,
    acts: 'user',
    title: { 'zh-CN': '场景正在运行', en: 'Scenarios are running' },
    message: {
      'zh-CN': () => '这个工作区的场景正在运行，请稍后再试。',
      en: () => 'Scenarios of this workspace are being run; try again in a moment.',
    },
  }),
} as const
