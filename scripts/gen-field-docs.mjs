/**
 * Writes docs/reference/field-types.md from the built registry and the examples of packages/blocks: what each field type
 * holds, its options, values that are accepted and refused. Both languages.
 *
 * `generate(root)` gives [{ path, text }] with paths relative to `root`, and nothing before the first build; run directly,
 * the script writes the file.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const path = 'docs/reference/field-types.md'

export async function generate(root) {
  const built = join(root, 'packages/blocks/dist')
  if (!existsSync(join(built, 'server.js'))) return []
  const load = (file) => import(pathToFileURL(join(built, file)).href)
  const { fieldTypes } = await load('server.js')
  const folders = readdirSync(join(root, 'packages/blocks/src/fields')).filter((name) => !name.startsWith('_'))
  const types = []
  for (const folder of folders.sort()) {
    const file = `fields/${folder}/examples.js`
    const name = folder.replace(/-(.)/g, (_, letter) => letter.toUpperCase())
    const definition = fieldTypes.definitions.get(name)
    if (definition === undefined || !existsSync(join(built, file))) continue
    const { examples } = await load(file)
    types.push({ definition, server: fieldTypes.servers.get(name), examples })
  }
  const groups = ['text', 'number', 'choice', 'time', 'relation', 'file', 'computed']
  types.sort((a, b) => groups.indexOf(a.definition.group) - groups.indexOf(b.definition.group))
  return [{ path, text: [...opening(types), ...types.flatMap(section)].join('\n') }]
}

function opening(types) {
  return [
    '# 字段类型 · Field types',
    '',
    '<!-- Written by scripts/gen-field-docs.mjs from packages/blocks; npm run gen -->',
    '',
    '每个字段都有 `label`，可有 `help`、`required`、`default`（公式，文本要加引号）；下面是各类型自己的属性。未列出的属性会被拒绝。文本统一为 Unicode NFC，含 NUL 字符或残缺的 Unicode 字符则拒绝；值从不悄悄改变含义。',
    '',
    'Every field has a `label` and may have `help`, `required` and `default` (a formula, so text is quoted inside); below are the properties of each type. Unknown properties are refused. Text is brought into Unicode NFC and refused with NUL or half of a Unicode character; no value changes its meaning silently.',
    '',
    '| `type` | 名称 | Name | 公式中 · in formulas | PostgreSQL | 筛选 · filters |',
    '|---|---|---|---|---|---|',
    ...types.map(({ definition, server, examples }) => {
      const cells = [
        link(definition.name),
        definition.title['zh-CN'],
        definition.title.en,
        typeName(definition, examples),
        columnName(definition, server, examples),
        definition.filterOperators.map(code).join(' '),
      ]
      return row(cells)
    }),
    '',
  ]
}

function section({ definition, examples }) {
  return [
    `## ${definition.name}`,
    '',
    `**${definition.title['zh-CN']}**：${examples.doc['zh-CN']}`,
    '',
    `**${definition.title.en}**: ${examples.doc.en}`,
    '',
    ...optionTable(definition, examples),
    ...valueTable(definition, examples),
    ...cellTable(definition, examples),
  ]
}

function optionTable({ optionsSchema }, { optionDocs }) {
  const properties = Object.entries(optionsSchema.properties)
  if (properties.length === 0) return []
  const required = new Set(optionsSchema.required ?? [])
  return [
    '| 属性 · property | 值 · value | 默认 · default | |',
    '|---|---|---|---|',
    ...properties.map(([name, schema]) => {
      const standard = required.has(name) ? '必填 · required' : schema.default === undefined ? '' : json(schema.default)
      // What many types have in common says what it is where it is declared.
      const doc = optionDocs[name] ?? schema['x-help']
      return row([code(name), describe(schema), standard, `${doc['zh-CN']}<br>${doc.en}`])
    }),
    '',
  ]
}

function valueTable({ kind }, { good, bad }) {
  const accepted = good.map(({ value, gives, options }) =>
    row([json(value), options === undefined ? '' : json(options), gives === undefined ? '=' : json(gives)]),
  )
  const refused = bad.map((example) =>
    row([json(example.value), example.options === undefined ? '' : json(example.options), `✗ ${code(example.code)}`]),
  )
  const heading = kind === 'stored' ? '写入 · written' : '值 · value'
  return [`| ${heading} | 属性 · properties | 读出 · read |`, '|---|---|---|', ...accepted, ...refused, '']
}

function cellTable({ kind }, { cells }) {
  if (kind !== 'stored') return []
  return [
    '| 导入的单元格 · imported cell | |',
    '|---|---|',
    ...cells.map(({ cell, gives, code: refusal }) =>
      row([json(cell), refusal === undefined ? json(gives) : `✗ ${code(refusal)}`]),
    ),
    '',
  ]
}

function describe(schema) {
  if (schema.enum !== undefined) return schema.enum.map(json).join(' ')
  const bounds = [schema.minimum, schema.maximum].filter((bound) => bound !== undefined)
  return bounds.length === 0 ? code(schema.type) : `${code(schema.type)} ${bounds.join(' – ')}`
}

function typeName(definition, { options }) {
  if (definition.kind === 'formula' || definition.kind === 'rollup') return '推断 · inferred'
  const name = (type) => (type.kind === 'list' ? `list(${name(type.of)})` : type.kind)
  return code(name(definition.formulaType(options, { id: 'f' })))
}

function columnName({ kind }, server, { options }) {
  if (kind === 'rollup') return '推断 · inferred'
  const column = server.column(options)
  return column === undefined ? '—' : code(column.type)
}

const link = (name) => `[${name}](#${name.toLowerCase()})`
const code = (text) => `\`${text}\``
const row = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

/** A value as JSON in a table: short, without control characters, halves of surrogate pairs escaped. */
function json(value) {
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value)
  const characters = [...text]
  return code((characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : text).replaceAll('`', 'ˋ'))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)))
  for (const file of await generate(root)) writeFileSync(join(root, file.path), file.text)
}
