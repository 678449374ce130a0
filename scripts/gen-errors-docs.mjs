/**
 * Writes docs/reference/errors.md from the built problem tables of packages/metadata and packages/formula: every code with
 * its status, who can act, and its sentences in both languages, filled with example details.
 *
 * `generate(root)` gives [{ path, text }] with paths relative to `root`, and nothing before the first build; run directly,
 * the script writes the file.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const path = 'docs/reference/errors.md'

const both = (zh, en) => ({ 'zh-CN': zh, en })

/** Details that sentences are shown with, by name. */
const examples = {
  label: both('费用', 'Cost'),
  refused: 2,
  rows: 3,
  count: 2,
  name: 'csot',
  key: 'csot',
  id: 'f1',
  value: 'lost',
  allowed: ['planned', 'done'],
  expected: 'number',
  pattern: '^[a-z]+$',
  example: 'cost-limit',
  format: 'uri',
  min: 8,
  max: 255,
  length: 300,
  limit: 100,
  limitBytes: 1024 * 1024,
  decimals: 2,
  current: 7,
  version: 7,
  type: 'sendMail',
  node: 'n3',
  limitKb: 256,
  seconds: 30,
  attempts: 8,
  url: 'ftp://example.com',
  host: 'example.com',
  status: 500,
  cause: 'ECONNREFUSED',
  place: 'object visit / fields / cost',
  from: 'cost',
  to: 'price',
  instead: 'cost2',
  reason: both('没有名为 `cost` 的字段。', 'There is no field `cost`.'),
  state: 'done',
  role: 'boss',
  target: 'object',
  path: ['a', 'b', 'a'],
  circle: '华北 → 北京 → 华北',
  message: both('费用超过 5000 需先审批。', 'More than 5000 needs an approval first.'),
  fields: both('客户、日期', 'Customer, Date'),
  character: '#',
  proposal: both('请用 TITLE()。', 'Use TITLE().'),
  text: '2026-02-30',
  found: both('文本', 'text'),
  wanted: both('数字', 'a number'),
  left: both('文本', 'text'),
  right: both('数字', 'a number'),
  first: both('数字', 'a number'),
  other: both('文本', 'text'),
  usage: 'ROUND(number, number?) → number',
  position: 2,
  choices: '"days", "months"',
  bracket: '(',
  operator: '+',
  suggestion: 'cost',
}

/** Where a name means something else, or the example would read oddly. */
const special = {
  'batch.repeated': { id: '01900000-0000-7000-8000-000000000000' },
  'batch.too_many': { limit: 10_000 },
  'document.format': { format: 'date' },
  'document.id_repeated': { id: 'f1' },
  'document.missing': { name: 'label' },
  'document.type': { expected: ['string', 'object'] },
  'document.unknown_field_type': { name: 'txt' },
  'document.unknown_kind': { name: 'objekt' },
  'document.unknown_property': { name: 'lable' },
  'document.key_reserved': { key: 'version' },
  'document.rule_key_form': { key: 'Cost limit' },
  'document.key_form': { key: 'Cost 1' },
  'document.key_repeated': { key: 'cost' },
  'draft.too_large': { limitBytes: 32 * 1024 * 1024 },
  'field.change_type': { from: both('单行文本', 'Text'), to: both('文件', 'File') },
  'field.convert': { from: { 'zh-CN': '单行文本', en: 'Text' }, to: { 'zh-CN': '数字', en: 'Number' } },
  'field.convert_unique': { from: { 'zh-CN': '单行文本', en: 'Text' }, to: { 'zh-CN': '数字', en: 'Number' } },
  'convert.several_records': { count: 2 },
  'field.format': { label: both('邮箱', 'E-mail'), expected: 'email' },
  'field.no_such_date': { label: both('日期', 'Date'), value: '2026-02-30' },
  'field.out_of_range': { min: 0, max: 100 },
  'person.stronger_role': { role: 'administrator' },
  'person.repeated': { row: 3 },
  'share.too_many': { limit: 200 },
  'person.unknown_manager': { email: 'lead@example.org' },
  'person.holdings': { count: 128, zh: '客户 120、任务 8', en: 'Account 120, Task 8' },
  'export.too_many': { count: 260_000, max: 200_000 },
  'export.other_object': { label: both('客户 / 级别', 'Customer / Level'), object: both('客户', 'Account') },
  'export.lines': { label: both('明细', 'Lines') },
  'field.too_long': { label: both('主题', 'Subject') },
  'formula.needs_as': { field: 'related', object: 'account' },
  'formula.unknown_target': { field: 'related', name: 'order', suggestion: 'account' },
  'field.wrong_object': { label: both('相关', 'Related to'), object: 'order' },
  'field.unknown_record': { label: both('客户', 'Customer') },
  'field.zone_missing': { label: both('开始', 'Start') },
  'file.not_yours': { label: both('合同附件', 'Contract files') },
  'file.over_limit': { label: both('合同附件', 'Contract files'), name: 'scan.pdf', limitBytes: 20 * 1024 * 1024 },
  'file.repeated': { label: both('合同附件', 'Contract files') },
  'file.too_large': { limitBytes: 50 * 1024 * 1024 },
  'file.too_many': { label: both('合同附件', 'Contract files'), max: 10, count: 11 },
  'file.waiting_limit': { limit: 500 },
  'file.wrong_kind': { label: both('合同附件', 'Contract files'), name: 'scan.pdf', type: 'text/html' },
  'formula.bad_literal': { wanted: both('日期', 'a date'), example: '2026-01-31' },
  'formula.bad_number': { text: '1e400' },
  'formula.full_width': { character: '，', proposal: ',' },
  'formula.argument_type': { name: 'ROUND' },
  'formula.argument_count': { name: 'ROUND' },
  'formula.argument_choice': { name: 'DATEDIF', position: 3 },
  'formula.unknown_function': { name: 'RUOND', suggestion: 'ROUND' },
  'formula.unknown_option': { key: 'dnoe', suggestion: 'done' },
  'formula.unexpected': { found: ')' },
  'formula.path_too_long': { limit: 5 },
  'key.taken': { key: 'cost' },
  'object.hide': { label: both('拜访', 'Visit') },
  'option.hide': { label: both('完成', 'Done') },
  'option.repeated': { label: both('标签', 'Tags'), value: 'done' },
  'option.unknown': {
    label: both('状态', 'Status'),
    value: '作废',
    options: [
      { key: 'planned', label: both('计划中', 'Planned') },
      { key: 'done', label: both('完成', 'Done') },
    ],
    count: 2,
  },
  'record.overlaps': { fields: both('会议室', 'Room') },
  'record.ends_before_start': { from: both('开始', 'Start'), to: both('结束', 'End') },
  'record.duplicate': { message: both('同一客户一天只记一次', 'One visit a day per customer') },
  'record.referenced': { label: both('拜访', 'Visit') },
  'reference.deleted': { name: 'cost' },
  'reference.unknown': { name: 'acount' },
  'reference.wrong_type': { name: 'cost', expected: both('查找字段', 'a lookup') },
  'template.installed': { version: '1.2.0' },
  'template.not_newer': { version: '1.2.0' },
  'template.needs': { key: 'crm', version: '1.2.0' },
  'template.needed': { by: both('制造业', 'Manufacturing'), version: '1.2.0' },
  'template.undecided': { count: 3 },
  'template.changed_since': { key: 'crm' },
  'template.sample_row': {
    object: both('客户', 'Account'),
    line: 12,
    column: 'level',
    reason: both('没有选项「c」。', 'There is no option “c”.'),
  },
  'template.key_taken': { key: 'account', instead: 'account2' },
  'secret.in_use': { names: '推送到 ERP、对账' },
  'request.bad_fields': { name: 'csot' },
  'request.method_not_allowed': { allowed: 'GET, POST' },
  'request.invalid_parameter': { name: 'limit', expected: '1 – 500' },
  'request.missing_parameter': { name: 'filter' },
  'request.repeated_parameter': { name: 'filter' },
  'request.unknown_parameter': { name: 'fitler' },
  'overlap.found': { label: both('会议室、开始、结束', 'Room, Start, End') },
  'duplicates.found': { label: 'same-name', rows: 12 },
  'merge.conflict': {
    label: both('报价', 'Quote'),
    fields: '客户、编号',
    names: 'Q-1、Q-1',
  },
  'merge.count': { max: 20 },
  'option.replace': { label: both('旧阶段', 'Old stage'), by: both('洽谈', 'Talks') },
  'rule.violations': { label: 'cost-limit' },
  'schema.too_many_fields': { limit: 900 },
  'stage.cleared': { label: both('阶段', 'Stage'), set: both('销售流程', 'Sales') },
  'stage.foreign': {
    stage: both('续约', 'Renewal'),
    set: both('销售流程', 'Sales'),
    allowed: [both('线索', 'Lead'), both('报价', 'Quote')],
  },
  'stage.move': { from: both('线索', 'Lead'), to: both('赢单', 'Won'), allowed: [both('报价', 'Quote')] },
  'stage.required': { stage: both('报价', 'Quote'), label: both('预算', 'Budget') },
  'stages.left_behind': { label: both('销售流程', 'Sales') },
  'stages.not_a_stage': { name: 'won' },
  'stages.repeated': { name: 'won' },
  'stages.since_overwrites': { label: both('进入阶段时间', 'In stage since') },
  'stages.since_taken': { name: 'stageSince' },
  'stages.unreachable_set': { name: 'sales' },
  'template.newer': { format: 2, known: 1 },
  'template.too_large': { limitBytes: 20 * 1024 * 1024 },
  'template.not_json': { reason: 'Unexpected token } in JSON at position 12' },
  'template.file_unknown': { name: 'scripts/install.sh' },
  'template.file_missing': { name: 'template.json' },
  'template.file_name': { name: 'documents/object/account.json' },
  'template.link': { name: 'data/account.csv' },
  'template.document_repeated': { name: 'object/account' },
  'template.setting': { name: 'workspace' },
  'template.need_missing': { name: 'crm', version: '1.2.0' },
  'template.former_part': { name: 'object/account/fields/levl', didYouMean: 'object/account/fields/level' },
  'template.former_taken': { key: 'grade' },
  'template.table_repeated': { object: 'account' },
  'template.table_object': { object: 'user' },
  'template.tables_in_circle': { circle: 'account → contact → account' },
  'template.rows_in_circle': { name: 'east' },
  'template.column_computed': { column: 'total' },
  'template.column_files': { column: 'contract' },
  'template.column_details': { column: 'lines' },
  'template.row_name': { name: 'ask.a' },
  'template.row_repeated': { name: 'a1' },
  'template.row_unknown': { name: 'a11', object: 'account', didYouMean: 'a1' },
  'template.row_ambiguous': { name: 'a1' },
  'template.ask_unknown': { name: 'slaes', didYouMean: 'sales' },
  'template.cell_date': { text: '30', example: 'D-30' },
  'template.scenario_name': { name: 'vist', didYouMean: 'visit' },
  'template.scenario_name_taken': { name: 'visit' },
  'template.csv_column_repeated': { column: 'name' },
  'template.csv_width': { cells: 4, columns: 5 },
  'template.csv_too_many': { max: 50_000 },
  'unique.condition': {},
  'unique.duplicates': { label: both('客户、日期', 'Customer, Date') },
  'workflow.in_circle': { path: ['n1', 'n2', 'n1'] },
  'workflow.not_before': { name: 'n3' },
  'workflow.other_object': { name: 'n1' },
  'workflow.too_deep': { limit: 8 },
  'workflow.too_often': { limit: 20 },
  'workflow.unknown_action': { name: 'notfy', didYouMean: 'notify' },
  'workflow.unknown_port': { title: both('条件', 'Condition'), name: 'yse', didYouMean: 'yes' },
  'workflow.waiting_runs': { label: both('故障通知', 'Tell about faults'), runs: 12 },
  'workflow.unreachable': { label: both('故障通知', 'Tell about faults'), name: 'n4' },
  'workflow.wrong_phase': { title: both('通知', 'Notify'), beforeSave: true },
  'write.fan-out': { rows: 250_000, limit: 100_000 },
}

/** Which bound of a formula a problem tells. */
const limits = {
  'formula.too_long': 'maxLength',
  'formula.too_deep': 'maxDepth',
  'formula.too_large': 'maxNodes',
}

const groups = [
  ['request', '请求', 'Requests'],
  ['access', '身份与权限', 'Identity and rights'],
  ['share', '共享', 'Shares'],
  ['session', '登录', 'Sessions'],
  ['code', '两步验证', 'Two-step sign-in'],
  ['sso', '单点登录', 'Single sign-on'],
  ['link', '邀请与重设密码的链接', 'Links of a single use'],
  ['token', '令牌', 'Tokens'],
  ['setup', '初始设置', 'Set-up'],
  ['person', '成员', 'People'],
  ['workspace', '工作区', 'Workspaces'],
  ['record', '记录', 'Records'],
  ['merge', '合并', 'Merging'],
  ['export', '导出', 'Exports'],
  ['personal', '个人数据', 'Personal data'],
  ['secret', '密钥', 'Secrets'],
  ['batch', '批量写入', 'Batches'],
  ['write', '连带计算', 'What a write sets off'],
  ['field', '字段的值', 'Values of fields'],
  ['number', '数字', 'Numbers'],
  ['text', '文本', 'Text'],
  ['option', '选项', 'Options'],
  ['file', '文件', 'Files'],
  ['duplicates', '查重', 'Duplicates'],
  ['rule', '规则', 'Rules'],
  ['stage', '记录的阶段', 'Stages of records'],
  ['stages', '阶段的定义', 'How stages are defined'],
  ['unique', '唯一', 'Uniqueness'],
  ['overlap', '时段', 'Periods'],
  ['document', '文档', 'Documents'],
  ['reference', '引用', 'References'],
  ['key', '键', 'Keys'],
  ['workflow', '自动化', 'Workflows'],
  ['object', '模块', 'Objects'],
  ['schema', '发布', 'Publishing'],
  ['convert', '更换类型', 'Changing types'],
  ['revision', '修订', 'Revisions'],
  ['undo', '撤销', 'Undo'],
  ['draft', '草稿', 'Drafts'],
  ['job', '后台任务', 'Jobs'],
  ['workflow', '工作流', 'Workflows'],
  ['run', '运行', 'Runs'],
  ['outbound', '外部请求', 'Outbound requests'],
  ['template', '模板', 'Templates'],
  ['formula', '公式', 'Formulas'],
  ['internal', '内部错误', 'Our own faults'],
]

export async function generate(root) {
  const files = [
    'metadata/dist/errors/problems.js',
    'formula/dist/problems.js',
    'formula/dist/source/formula-limits.js',
  ]
  const tables = files.map((file) => join(root, 'packages', file))
  if (!tables.every((file) => existsSync(file))) return []
  const [table, formula, { formulaLimits }] = await Promise.all(tables.map((file) => import(pathToFileURL(file).href)))
  const rows = [
    ...Object.keys(table.problems).map((code) => tableRow(table, code)),
    ...Object.keys(formula.problems).map((code) => formulaRow(formula, formulaLimits, code)),
  ]
  const known = new Set(groups.map(([name]) => name))
  const lost = rows.filter(({ code }) => !known.has(groupOf(code)))
  if (lost.length > 0) throw new Error(`scripts/gen-errors-docs.mjs: give ${lost[0].code} a group`)
  return [{ path, text: [...opening, ...groups.flatMap((group) => section(group, rows))].join('\n') }]
}

const opening = [
  '# 问题代码 · Problem codes',
  '',
  '<!-- Written by scripts/gen-errors-docs.mjs from packages/metadata and packages/formula; npm run gen -->',
  '',
  '拒绝的回答都是 `application/problem+json`：`code` 是下面的代码，`detail` 是调用者语言的句子，`errors` 列出每一处问题及其 `path`。句子里的名称和数字是示例。状态码是该问题作为整个回答时的状态；出现在 `errors` 里时，以整个回答的状态为准。模块自己的规则以 `rule.<规则的 key>` 出现，阶段的准入条件以 `criterion.<条件的 key>` 出现，句子由它们写明。「由谁处理」：用户（换一种写法）、搭建者（改文档）、运维（改部署）、我们（产品的缺陷）。',
  '',
  'Every refusal is an `application/problem+json`: `code` is one of these, `detail` a sentence in the caller’s language, `errors` lists each place with its `path`. Names and numbers in the sentences are examples. The status is that of the answer when the problem is the answer; inside `errors` the status of the whole answer counts. A rule of a module appears as `rule.<key of the rule>`, a criterion of a stage as `criterion.<key of the criterion>`, each with its own sentence. “Who acts”: the user (ask differently), the builder (change documents), the operator (change the installation), us (a fault of the product).',
  '',
]

const acting = {
  user: '用户 · user',
  builder: '搭建者 · builder',
  operator: '运维 · operator',
  us: '我们 · us',
}

function section([group, chinese, english], rows) {
  const members = rows.filter(({ code }) => groupOf(code) === group).sort((a, b) => (a.code < b.code ? -1 : 1))
  if (members.length === 0) return []
  return [
    `## ${chinese} · ${english}`,
    '',
    '| 代码 · code | 状态 · status | 由谁处理 · who acts | 句子与建议 · sentences and hint |',
    '|---|---|---|---|',
    ...members.map(({ code, status, acts, message, hint }) => {
      const lines = [
        message['zh-CN'],
        message.en,
        ...(hint === undefined ? [] : [`*${hint['zh-CN']}*`, `*${hint.en}*`]),
      ]
      return `| \`${code}\` | ${status} | ${acting[acts]} | ${lines.map(cell).join('<br>')} |`
    }),
    '',
  ]
}

function tableRow({ problemDefinition, describeProblem, hintOfProblem }, code) {
  const { status, acts } = problemDefinition(code)
  const details = detailsOf(code)
  return whole({ code, status, acts, message: describeProblem(code, details), hint: hintOfProblem(code, details) })
}

/** A formula is refused with 422 in a document and with 400 in a query. */
function formulaRow({ problems }, formulaLimits, code) {
  const { message, hint } = problems[code]
  const limit = formulaLimits[limits[code]]
  const details = { ...detailsOf(code), ...(limit === undefined ? {} : { limit }) }
  return whole({ code, status: '422 / 400', acts: 'builder', message: message(details), hint: hint?.(details) })
}

/** Example details of a code, for its row in the reference and for pictures of every hazard. */
export function detailsOf(code) {
  return { ...examples, ...special[code] }
}

/** A row whose sentences are complete: a detail without an example would show as `undefined`. */
function whole(row) {
  const sentences = JSON.stringify([row.message, row.hint ?? ''])
  if (/undefined|NaN|\[object/.test(sentences)) {
    throw new Error(`scripts/gen-errors-docs.mjs: add an example for a detail of ${row.code}: ${sentences}`)
  }
  return row
}

function groupOf(code) {
  return code.split('.')[0]
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)))
  for (const file of await generate(root)) {
    mkdirSync(dirname(join(root, file.path)), { recursive: true })
    writeFileSync(join(root, file.path), file.text)
  }
}
