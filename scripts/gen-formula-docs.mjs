/**
 * Writes docs/reference/formula-functions.md from the built packages/formula: every function with its signatures, what it
 * gives in both languages, and its examples, which are its tests in JavaScript and in PostgreSQL.
 *
 * `generate(root)` gives [{ path, text }] with paths relative to `root`, and nothing before the first build; run directly,
 * the script writes the file.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const path = 'docs/reference/formula-functions.md'

const groups = [
  ['logic', '逻辑', 'Logic'],
  ['number', '数字', 'Numbers'],
  ['text', '文本', 'Text'],
  ['date', '日期与时间', 'Dates and times'],
  ['list', '列表', 'Lists'],
  ['record', '记录', 'Records'],
  ['china', '中国数据', 'Chinese data'],
]

export async function generate(root) {
  const built = join(root, 'packages/formula/dist/index.js')
  if (!existsSync(built)) return []
  const { functions } = await import(pathToFileURL(built).href)
  const sections = groups.flatMap(([group, chinese, english]) => {
    const members = functions.filter((one) => one.group === group).sort((a, b) => (a.name < b.name ? -1 : 1))
    return members.length === 0 ? [] : [`## ${chinese} · ${english}`, '', ...members.flatMap(section)]
  })
  return [{ path, text: [...opening(functions), ...sections].join('\n') }]
}

function opening(functions) {
  const names = (group) =>
    functions
      .filter((one) => one.group === group)
      .map(({ name }) => name)
      .sort()
      .map(link)
  return [
    '# 公式函数 · Formula functions',
    '',
    '<!-- Written by scripts/gen-formula-docs.mjs from packages/formula; npm run gen -->',
    '',
    '函数名不区分大小写。`?` 表示可省略，`…` 表示前面的参数可以重复；`f1`、`f2` 只能取列出的文本；`any` 可以是任何类型，同一次调用中各个 `any` 的类型必须相同（`other` 也是，与 `any` 无关）；`printable` 是 `&` 能变成文本的类型。没有特别说明时，任一参数为空则结果为空，文本函数把空当作空文本。公式从不报错：算不出时结果为空。',
    '',
    'Names are read in any case. `?` marks what may be left out, `…` that the arguments before it may be given again; `f1` and `f2` are one of the texts listed; `any` is any type, the same one for every `any` of a call (`other` likewise, apart from `any`); `printable` is whatever `&` turns into text. Unless it says otherwise a blank argument makes the result blank, and text functions take blank as empty text. A formula never fails: where there is no result it is blank.',
    '',
    '例子中现在是 2026-03-15 10:30（Asia/Shanghai）；`stage` 刚从 `"quote"` 改为 `"lost"`，`customer` 的标题是 Tessera，周末为周六、周日，2026 年春节调休已设置。',
    '',
    'In the examples it is 2026-03-15 10:30 in Asia/Shanghai; `stage` was just changed from `"quote"` to `"lost"`, the title of `customer` is Tessera, Saturday and Sunday are off, and the days of the Spring Festival of 2026 are set.',
    '',
    '| 分组 · Group | 函数 · Functions |',
    '|---|---|',
    ...groups.map(([group, chinese, english]) => `| ${chinese} · ${english} | ${names(group).join(' ')} |`),
    '',
  ]
}

function section(definition) {
  const { name, doc, examples } = definition
  const { signatures, choices } = signaturesOf(definition)
  return [
    `### ${name}`,
    '',
    `${doc['zh-CN']}${definition.volatile === undefined ? '' : '随时间变化，读取时计算，不存储。'}`,
    '',
    `${doc.en}${definition.volatile === undefined ? '' : ' Changes with time: computed when read, never stored.'}`,
    '',
    '```',
    ...signatures,
    '```',
    '',
    ...choices.flatMap(([letter, values]) => [
      `*${letter}*: ${values.map((value) => code(`"${value}"`)).join(' ')}`,
      '',
    ]),
    '| 公式 · Formula | 结果 · Result |',
    '|---|---|',
    ...examples.map(({ text, gives }) => `| ${code(text)} | ${result(gives)} |`),
    '',
  ]
}

/** One line per overload; long lists of values are named f1, f2 … and written below. */
function signaturesOf({ name, overloads }) {
  const choices = []
  const kindName = (kind) => {
    if (typeof kind === 'string') return kind
    const values = kind.oneOf.join(' ')
    const known = choices.find(([, listed]) => listed.join(' ') === values)
    if (known !== undefined) return known[0]
    choices.push([`f${choices.length + 1}`, kind.oneOf])
    return choices.at(-1)[0]
  }
  const signatures = overloads.map(({ args, optional = 0, repeat = 0, tail = [], gives }) => {
    const shown = args.map((kind, index) => kindName(kind) + (index >= args.length - optional ? '?' : ''))
    const all = [...shown, ...(repeat > 0 ? ['…'] : []), ...tail.map(kindName)]
    return `${name}(${all.join(', ')}) → ${gives}`
  })
  return { signatures, choices }
}

function result(gives) {
  return gives === null ? '空 · blank' : code(JSON.stringify(gives))
}

/** Code in a table cell: a bar would end the cell; invisible characters are written as they are in JavaScript. */
function code(text) {
  const visible = text.replace(
    /[^\x21-\x7e \u00a5\u2605\u3001-\uffef\ud800-\udfff\u00c0-\u04ff\u4e00-\u9fff]|[\u200b-\u200f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `\`${visible.replaceAll('|', '\\|')}\``
}

function link(name) {
  return `[${name}](#${name.toLowerCase()})`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(fileURLToPath(import.meta.url)))
  for (const file of await generate(root)) {
    mkdirSync(dirname(join(root, file.path)), { recursive: true })
    writeFileSync(join(root, file.path), file.text)
  }
}
