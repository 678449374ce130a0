import type { Localized } from '../../text/localized.js'
import { defineProblem } from '../define-problem.js'
import { enCount } from '../wording.js'

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
  'template.not_found': defineProblem({
    status: 404,
    acts: 'builder',
    title: { 'zh-CN': '找不到模板', en: 'Template not found' },
    message: { 'zh-CN': () => '没有这个模板，或没有这个版本。', en: () => 'There is no such template or version.' },
  }),
  'template.installed': defineProblem<{ readonly version: string }>({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '模板已安装', en: 'The template is installed' },
    message: {
      'zh-CN': (d) => `这个模板已经安装了版本 ${d.version}。`,
      en: (d) => `This template is installed in version ${d.version}.`,
    },
    hint: { 'zh-CN': '要换成新版本，请升级。', en: 'Upgrade it to get a newer version.' },
  }),
  'template.not_installed': defineProblem({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '模板未安装', en: 'The template is not installed' },
    message: { 'zh-CN': () => '这个模板没有安装。', en: () => 'This template is not installed.' },
  }),
  'template.not_newer': defineProblem<{ readonly version: string }>({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '不是更新的版本', en: 'Not a newer version' },
    message: {
      'zh-CN': (d) => `已安装的版本 ${d.version} 不比它旧。`,
      en: (d) => `The installed version ${d.version} is not older.`,
    },
  }),
  'template.needs': defineProblem<{ readonly key: string; readonly version: string }>({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '缺少所依赖的模板', en: 'A template it needs is missing' },
    message: {
      'zh-CN': (d) => `需要先安装模板「${d.key}」${d.version} 或更高的同主版本。`,
      en: (d) =>
        `The template “${d.key}” must be installed first, in ${d.version} or later with the same first number.`,
    },
  }),
  'template.needed': defineProblem<{ readonly by: Localized; readonly version: string }>({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '仍被其他模板依赖', en: 'Needed by another template' },
    message: {
      'zh-CN': (d) => `模板「${d.by}」依赖它的版本 ${d.version}。`,
      en: (d) => `The template “${d.by}” needs its version ${d.version}.`,
    },
    hint: { 'zh-CN': '请先卸载或升级那个模板。', en: 'Uninstall or upgrade that template first.' },
  }),
  'template.undecided': defineProblem<{ readonly count: number }>({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '有冲突尚未决定', en: 'Conflicts are undecided' },
    message: {
      'zh-CN': (d) => `有 ${d.count} 处双方都改过，需要决定保留哪一方，未做任何改动。`,
      en: (d) =>
        `${enCount(d.count, 'place was', 'places were')} changed by you and by the template and must be decided; nothing was changed.`,
    },
    hint: {
      'zh-CN': '在 decisions 中为每个冲突的 id 写明 mine 或 theirs。',
      en: 'Name “mine” or “theirs” for the id of every conflict in “decisions”.',
    },
  }),
  'template.changed_since': defineProblem<{ readonly key: string }>({
    status: 409,
    acts: 'builder',
    title: { 'zh-CN': '模板后来又变过', en: 'The template has changed since' },
    message: {
      'zh-CN': (d) => `模板「${d.key}」在这次修订之后又升级或卸载过。`,
      en: (d) => `The template “${d.key}” was upgraded or uninstalled after this revision.`,
    },
    hint: { 'zh-CN': '请先撤销后来的修订。', en: 'Undo the later revision first.' },
  }),
  'template.key_taken': defineProblem<{ readonly key: string; readonly instead: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': 'key 已被占用', en: 'Key taken' },
    message: {
      'zh-CN': (d) => `「${d.key}」已被占用，模板的这一份改用「${d.instead}」。`,
      en: (d) => `“${d.key}” is taken; what comes with the template is called “${d.instead}”.`,
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
