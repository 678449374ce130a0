/**
 * Writes docs/reference/workflow-actions.md from the built registry and the examples of packages/blocks: triggers and actions of
 * workflows, what they ask for, how they read as a sentence. Both languages.
 *
 * `generate(root)` gives [{ path, text }] with paths relative to `root`, and nothing before the first build; run directly,
 * the script writes the file.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const path = 'docs/reference/workflow-actions.md'

export async function generate(root) {
  const built = join(root, 'packages/blocks/dist')
  if (!existsSync(join(built, 'actions/wait/examples.js'))) return []
  const load = (file) => import(pathToFileURL(join(built, file)).href)
  const { actionDefinitions, triggerDefinitions } = await load('definitions.js')
  const folders = readdirSync(join(root, 'packages/blocks/src/actions')).filter((name) => !name.startsWith('_'))
  const actions = []
  for (const folder of folders.sort()) {
    const name = folder.replace(/-(.)/g, (_, letter) => letter.toUpperCase())
    const definition = actionDefinitions.get(name)
    if (definition === undefined) continue
    actions.push({ definition, examples: (await load(`actions/${folder}/examples.js`)).examples })
  }
  const groups = ['logic', 'record', 'person', 'outside']
  actions.sort((a, b) => groups.indexOf(a.definition.group) - groups.indexOf(b.definition.group))
  const triggers = [...triggerDefinitions.values()]
  const text = [...opening, ...triggers.flatMap(triggerSection), ...between, ...actions.flatMap(actionSection)].join(
    '\n',
  )
  return [{ path, text }]
}

const opening = [
  '# 工作流的触发与节点 · Triggers and actions of workflows',
  '',
  '<!-- Written by scripts/gen-action-docs.mjs from packages/blocks; npm run gen -->',
  '',
  '工作流文档的 `trigger.type` 和 `nodes[].type` 取下面的名称。节点 `config` 里的值是公式（文本要加引号），都关于触发记录：`old.字段` 是修改前的值，`me` 是引起运行的人。没有连线的出口就是结束。',
  '',
  'These are the names for `trigger.type` and `nodes[].type` of a workflow document. Values in the `config` of a node are formulas (text in quotes) about the triggering record: `old.field` is the value before the change, `me` the person whose change set it off. A way out that leads nowhere ends there.',
  '',
  '## 触发 · Triggers',
  '',
]

const between = ['## 节点 · Actions', '']

function triggerSection({ name, title, help, schema }) {
  return [`### ${name}`, '', ...both(title, help), ...propertyTable(schema)]
}

function actionSection({ definition, examples }) {
  const { name, title, help, configSchema, ports, phases } = definition
  return [
    `### ${name}`,
    '',
    ...both(title, help),
    ...propertyTable(configSchema),
    ports.length === 0
      ? '出口 · ways out: –'
      : `出口 · ways out: ${ports.map((port) => `${code(port.key)} ${port.title['zh-CN']} · ${port.title.en}`).join('，')}`,
    '',
    `可用于 · stands in: ${phases.map((phase) => words[phase]).join('，')}`,
    '',
    '| 设置 · configuration | 读作 · reads as |',
    '|---|---|',
    ...unique(examples.good).map(({ config, sentence }) =>
      row([code(JSON.stringify(config)), `${sentence['zh-CN']}<br>${sentence.en}`]),
    ),
    '',
  ]
}

const words = { run: '保存之后的流程 · workflows after saving', beforeSave: '保存之前的规则 · rules before saving' }

/** Examples that differ only in what is evaluated read the same. */
const unique = (examples) => [...new Map(examples.map((example) => [JSON.stringify(example.config), example])).values()]

function both(title, help) {
  return [`**${title['zh-CN']}**：${help['zh-CN']}`, '', `**${title.en}**: ${help.en}`, '']
}

function propertyTable({ properties = {}, required = [] }) {
  const rows = Object.entries(properties).map(([name, schema]) => {
    const title = schema['x-title']
    const help = schema['x-help']
    const standard = required.includes(name)
      ? '必填 · required'
      : schema.default === undefined
        ? ''
        : code(schema.default)
    const chinese = help === undefined ? title['zh-CN'] : `${title['zh-CN']}：${help['zh-CN']}`
    const english = help === undefined ? title.en : `${title.en}: ${help.en}`
    return row([code(name), valueOf(schema), standard, `${chinese}<br>${english}`])
  })
  return rows.length === 0
    ? []
    : ['| 属性 · property | 值 · value | 默认 · default | |', '|---|---|---|---|', ...rows, '']
}

const inputs = {
  formula: '公式 · formula',
  text: '给出文本的公式 · formula that gives text',
  object: '模块的 key · key of an object',
  field: '字段的 key · key of a field',
  fields: '字段的 key · keys of fields',
  values: '`[{field, value}]`',
  people: '给出人员的公式 · formulas that give people',
  node: '节点 id · id of a node',
  duration: '数字或公式 · number or formula',
  sort: '字段或路径 · fields or paths',
  headers: '`[{name, value}]`',
  cron: 'cron',
  localized: '文本，或 · text, or `{zh-CN, en}`',
}

function valueOf(schema) {
  const input = inputs[schema['x-input']]
  if (input !== undefined) return input
  if (schema.enum !== undefined) return schema.enum.map(code).join(' ')
  const bounds = [schema.minimum, schema.maximum].filter((bound) => bound !== undefined)
  return bounds.length === 0 ? code(schema.type) : `${code(schema.type)} ${bounds.join(' – ')}`
}

const code = (value) => `\`${String(value)}\``

const row = (cells) =>
  `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)))
  for (const { path: file, text } of await generate(root)) writeFileSync(join(root, file), text)
}
