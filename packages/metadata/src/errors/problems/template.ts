import { defineProblem } from '../define-problem.js'
import type { Named } from './document.js'
import { enDidYouMean, formatBytes, zhDidYouMean } from '../wording.js'

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
  'template.newer': defineProblem<{ readonly format: number; readonly known: number }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '模板格式较新', en: 'Made by a newer Tessera' },
    message: {
      'zh-CN': (d) => `这个模板的格式是第 ${d.format} 版，此处只认识第 ${d.known} 版。`,
      en: (d) => `This template has format ${d.format}; only format ${d.known} is known here.`,
    },
    hint: {
      'zh-CN': '请先升级系统，再安装这个模板。',
      en: 'Upgrade the system, then install the template.',
    },
  }),
  'template.too_large': defineProblem<{ readonly limitBytes: number }>({
    status: 413,
    acts: 'builder',
    title: { 'zh-CN': '模板过大', en: 'The template is too large' },
    message: {
      'zh-CN': (d) => `模板不能超过 ${formatBytes(d.limitBytes)}。`,
      en: (d) => `A template may have at most ${formatBytes(d.limitBytes)}.`,
    },
  }),
  'template.not_json': defineProblem<{ readonly reason: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '不是 JSON', en: 'Not JSON' },
    message: {
      'zh-CN': (d) => `文件不是合法的 JSON：${d.reason}`,
      en: (d) => `The file is not valid JSON: ${d.reason}`,
    },
  }),
  'template.file_unknown': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '多余的文件', en: 'A file that does not belong' },
    message: {
      'zh-CN': (d) => `模板中不该有文件 ${d.name}。`,
      en: (d) => `A template has no file ${d.name}.`,
    },
    hint: {
      'zh-CN':
        '模板由 template.json、documents/<种类>/<key>.json、data/<模块>.csv、scenarios/<key>.json 和 README.md 组成。',
      en: 'A template is made of template.json, documents/<kind>/<key>.json, data/<object>.csv, scenarios/<key>.json and README.md.',
    },
  }),
  'template.file_missing': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '缺少文件', en: 'A file is missing' },
    message: {
      'zh-CN': (d) => `缺少文件 ${d.name}。`,
      en: (d) => `The file ${d.name} is missing.`,
    },
  }),
  'template.file_name': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '文件名不符', en: 'The file has another name' },
    message: {
      'zh-CN': (d) => `按其内容，这个文件应名为 ${d.name}。`,
      en: (d) => `By what it holds, this file must be called ${d.name}.`,
    },
  }),
  'template.link': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '链接', en: 'A link' },
    message: {
      'zh-CN': (d) => `${d.name} 是一个链接，模板中不能有链接。`,
      en: (d) => `${d.name} is a link; a template has no links.`,
    },
  }),
  'template.document_repeated': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '重复的文档', en: 'Repeated document' },
    message: {
      'zh-CN': (d) => `文档 ${d.name} 出现了不止一次（不分大小写）。`,
      en: (d) => `There is more than one document ${d.name}, whatever its case.`,
    },
  }),
  'template.setting': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '不能带的设置', en: 'A setting it may not bring' },
    message: {
      'zh-CN': (d) => `模板不能带设置「${d.name}」：它属于客户。`,
      en: (d) => `A template cannot bring the setting “${d.name}”: it is the customer’s.`,
    },
    hint: {
      'zh-CN': '可以带的设置只有 calendar（工作日）。',
      en: 'The only setting a template may bring is calendar (working days).',
    },
  }),
  'template.control_character': defineProblem({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '控制字符', en: 'A control character' },
    message: {
      'zh-CN': () => '文本中含有控制字符。',
      en: () => 'The text holds a control character.',
    },
  }),
  'template.need_missing': defineProblem<{ readonly name: string; readonly version: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '缺少所依赖的模板', en: 'A needed template is missing' },
    message: {
      'zh-CN': (d) => `需要模板「${d.name}」的 ${d.version} 版或首位数字相同的更新版本。`,
      en: (d) =>
        `The template “${d.name}” is needed, in version ${d.version} or a later one with the same first number.`,
    },
  }),
  'template.need_itself': defineProblem({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '依赖自身', en: 'It needs itself' },
    message: {
      'zh-CN': () => '模板不能依赖自己。',
      en: () => 'A template cannot need itself.',
    },
  }),
  'template.former_part': defineProblem<Named>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '找不到这一部分', en: 'No such part' },
    message: {
      'zh-CN': (d) => `模板中没有 ${d.name}。${zhDidYouMean(d.didYouMean)}`,
      en: (d) => `The template has no ${d.name}.${enDidYouMean(d.didYouMean)}`,
    },
    hint: {
      'zh-CN': '路径形如 object/account 或 object/account/fields/level/options/a。',
      en: 'A path looks like object/account or object/account/fields/level/options/a.',
    },
  }),
  'template.former_taken': defineProblem<{ readonly key: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '从前的 key 仍在使用', en: 'The former key is in use' },
    message: {
      'zh-CN': (d) => `同一处现在还有 key 为「${d.key}」的部分。`,
      en: (d) => `There is a part with the key “${d.key}” in the same place today.`,
    },
  }),
  'template.table_repeated': defineProblem<{ readonly object: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '重复的示例数据', en: 'Repeated sample data' },
    message: {
      'zh-CN': (d) => `模块「${d.object}」的示例数据出现了不止一次。`,
      en: (d) => `There is more than one table of sample data for the object “${d.object}”.`,
    },
  }),
  'template.table_object': defineProblem<{ readonly object: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '不能带示例数据的模块', en: 'An object without sample data' },
    message: {
      'zh-CN': (d) => `「${d.object}」不能带示例数据。`,
      en: (d) => `There can be no sample data for “${d.object}”.`,
    },
    hint: {
      'zh-CN': '人员由管理员邀请，部门由管理员建立；示例记录用 me 或 ask.<key> 指向人员。',
      en: 'People are invited and departments made by administrators; sample records point to people with me or ask.<key>.',
    },
  }),
  'template.tables_in_circle': defineProblem<{ readonly circle: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '示例数据互相指向', en: 'Sample data in a circle' },
    message: {
      'zh-CN': (d) => `示例数据互相指向，无法决定先后：${d.circle}。`,
      en: (d) => `Tables of sample data point to each other, so that none can be first: ${d.circle}.`,
    },
    hint: {
      'zh-CN': '把其中一列留空。',
      en: 'Leave one of these columns out.',
    },
  }),
  'template.rows_in_circle': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '行互相指向', en: 'Rows in a circle' },
    message: {
      'zh-CN': (d) => `「${d.name}」经由这一列指回自己。`,
      en: (d) => `By this column “${d.name}” leads back to itself.`,
    },
  }),
  'template.column_computed': defineProblem<{ readonly column: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '不能填写的字段', en: 'A field nobody fills in' },
    message: {
      'zh-CN': (d) => `字段「${d.column}」的值由系统给出，不能放在示例数据中。`,
      en: (d) => `The value of “${d.column}” is given by the system and cannot stand in sample data.`,
    },
  }),
  'template.column_files': defineProblem<{ readonly column: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '文件字段', en: 'A field of files' },
    message: {
      'zh-CN': (d) => `字段「${d.column}」存放文件，示例数据中不能有文件。`,
      en: (d) => `The field “${d.column}” holds files, and sample data has none.`,
    },
  }),
  'template.column_details': defineProblem<{ readonly column: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '明细字段', en: 'A field of lines' },
    message: {
      'zh-CN': (d) => `字段「${d.column}」的明细要放在其子模块自己的表中。`,
      en: (d) => `Lines of “${d.column}” stand in a table of their own object.`,
    },
  }),
  'template.row_name': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '行的名称', en: 'Name of a row' },
    message: {
      'zh-CN': (d) => `「${d.name}」不能用作行的名称。`,
      en: (d) => `“${d.name}” cannot be the name of a row.`,
    },
    hint: {
      'zh-CN': '最多 100 个字符，不含分号和冒号，不以 ask. 开头，也不是 me。',
      en: 'At most 100 characters, no semicolon and no colon, not beginning with ask., and not me.',
    },
  }),
  'template.row_repeated': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '重复的行名', en: 'Repeated name of a row' },
    message: {
      'zh-CN': (d) => `这张表中不止一行名为「${d.name}」。`,
      en: (d) => `More than one row of this table is called “${d.name}”.`,
    },
  }),
  'template.row_unknown': defineProblem<Named & { readonly object: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '找不到这一行', en: 'No such row' },
    message: {
      'zh-CN': (d) => `「${d.object}」的示例数据中没有名为「${d.name}」的行。${zhDidYouMean(d.didYouMean)}`,
      en: (d) => `The sample data of “${d.object}” has no row called “${d.name}”.${enDidYouMean(d.didYouMean)}`,
    },
  }),
  'template.row_ambiguous': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '行名有歧义', en: 'The name means several rows' },
    message: {
      'zh-CN': (d) => `几张表中都有名为「${d.name}」的行。`,
      en: (d) => `Rows of several tables are called “${d.name}”.`,
    },
    hint: {
      'zh-CN': '写成 <模块>:<行名>。',
      en: 'Write <object>:<name of the row>.',
    },
  }),
  'template.ask_unknown': defineProblem<Named>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '没有这个问题', en: 'Nothing of this kind is asked' },
    message: {
      'zh-CN': (d) => `安装时没有询问「${d.name}」。${zhDidYouMean(d.didYouMean)}`,
      en: (d) => `Nothing called “${d.name}” is asked on installation.${enDidYouMean(d.didYouMean)}`,
    },
    hint: {
      'zh-CN': '人员写作 me（安装者）或 ask.<template.json 中 asks 的 key>。',
      en: 'A person is me (whoever installs) or ask.<key of asks in template.json>.',
    },
  }),
  'template.cell_formula': defineProblem({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '以公式开头的内容', en: 'A cell that starts a formula' },
    message: {
      'zh-CN': () => '单元格不能以 =、@ 或制表符开头：表格软件会把它当作公式。',
      en: () => 'A cell cannot begin with =, @ or a tab: spreadsheets would take it for a formula.',
    },
  }),
  'template.cell_date': defineProblem<{ readonly text: string; readonly example: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '日期写法不符', en: 'Wrong form of a date' },
    message: {
      'zh-CN': (d) => `「${d.text}」应写成 ${d.example} 这样的形式。`,
      en: (d) => `“${d.text}” must be written like ${d.example}.`,
    },
  }),
  'template.scenario_name': defineProblem<Named>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '未知的名称', en: 'Unknown name' },
    message: {
      'zh-CN': (d) => `场景中没有名为「${d.name}」的记录或人员。${zhDidYouMean(d.didYouMean)}`,
      en: (d) => `The scenario has no record or person called “${d.name}”.${enDidYouMean(d.didYouMean)}`,
    },
  }),
  'template.scenario_name_taken': defineProblem<{ readonly name: string }>({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '重复的名称', en: 'Repeated name' },
    message: {
      'zh-CN': (d) => `场景中已有名为「${d.name}」的记录或人员。`,
      en: (d) => `The scenario already has a record or person called “${d.name}”.`,
    },
  }),
  'template.scenario_step': defineProblem({
    status: 422,
    acts: 'builder',
    title: { 'zh-CN': '未知的步骤', en: 'Unknown step' },
    message: {
      'zh-CN': () => '不知道这一步做什么。',
      en: () => 'It does not say what this step does.',
    },
    hint: {
      'zh-CN': '每一步恰好有 create、change、delete、wait、expect、hidden、count、told 之一。',
      en: 'Each step has exactly one of create, change, delete, wait, expect, hidden, count, told.',
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
