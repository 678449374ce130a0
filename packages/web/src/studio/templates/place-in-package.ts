import type { Localized, TemplatePackage } from '@tessera/metadata'
import { kindNames, partNames, propertyNames } from '../publish/property-names'

/** Says a label in the language of the screen. */
export type Say = (label: Localized) => string

type JsonObject = Readonly<Record<string, unknown>>

const words = {
  manifest: { 'zh-CN': '模板信息', en: 'Manifest' },
  data: { 'zh-CN': '示例数据', en: 'Sample data' },
  scenario: { 'zh-CN': '验收句', en: 'Sentence' },
  step: { 'zh-CN': '第 {n} 步', en: 'step {n}' },
  line: { 'zh-CN': '第 {line} 行', en: 'line {line}' },
  cell: { 'zh-CN': '第 {line} 行第 {column} 列', en: 'line {line}, column {column}' },
} as const

/** Properties of the manifest that are called otherwise than in documents. */
const manifestNames: Readonly<Record<string, Localized>> = {
  version: { 'zh-CN': '版本', en: 'Version' },
  summary: { 'zh-CN': '简介', en: 'Summary' },
  group: { 'zh-CN': '分组', en: 'Group' },
  needs: { 'zh-CN': '依赖的模板', en: 'Needed templates' },
  asks: { 'zh-CN': '安装时询问', en: 'What is asked' },
  formerKeys: { 'zh-CN': '曾用 key', en: 'Former keys' },
  notes: { 'zh-CN': '版本说明', en: 'Notes' },
}

/**
 * A place in a package, given as JSON pointer, in words: `/documents/3/fields/2/label` → 「模块「客户」· 字段「电话」· 名称」. What cannot
 * be followed in `content` (anybody may have written it) is shown as the pointer has it.
 */
export function placeInPackage(path: string, content: unknown, say: Say): string {
  const [area = '', index = '', ...rest] = path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const pack = (isObject(content) ? content : {}) as Partial<TemplatePackage>
  if (area === 'manifest') return joined([say(words.manifest), ...propertyWords([index, ...rest], say, manifestNames)])
  if (area === 'documents' && index !== '') return documentPlace(memberOf(pack.documents, index), rest, index, say)
  if (area === 'data' && index !== '') return dataPlace(memberOf(pack.data, index), rest, index, say)
  if (area === 'scenarios' && index !== '') return scenarioPlace(memberOf(pack.scenarios, index), rest, index, say)
  return path
}

function documentPlace(document: JsonObject | undefined, rest: readonly string[], index: string, say: Say): string {
  const kind = typeof document?.kind === 'string' ? document.kind : ''
  const name = quoted(document === undefined ? `#${index}` : labelIn(document, say), say)
  return joined([`${say(kindNames[kind] ?? kind)}${name}`, ...partWords(document, rest, say)])
}

/** Lists and members in turn; what is left over names a property. */
function partWords(owner: JsonObject | undefined, steps: readonly string[], say: Say): readonly string[] {
  const [list, index, ...rest] = steps
  if (list === undefined) return []
  const members = owner?.[list]
  if (index === undefined || !Array.isArray(members)) return propertyWords(steps, say)
  const member = memberOf(members, index)
  const name = member === undefined ? index : labelIn(member, say)
  return [`${say(partNames[list] ?? propertyNames[list] ?? list)}${quoted(name, say)}`, ...partWords(member, rest, say)]
}

function propertyWords(
  steps: readonly string[],
  say: Say,
  further: Readonly<Record<string, Localized>> = {},
): readonly string[] {
  return steps.filter((step) => step !== '').map((step) => say(further[step] ?? propertyNames[step] ?? step))
}

function dataPlace(table: JsonObject | undefined, rest: readonly string[], index: string, say: Say): string {
  const name = typeof table?.object === 'string' ? table.object : `#${index}`
  const [, line, column] = /^csv:(\d+)(?::(\d+))?$/.exec(rest[0] ?? '') ?? []
  const at = line === undefined ? [] : [filled(say(column === undefined ? words.line : words.cell), { line, column })]
  return joined([`${say(words.data)}${quoted(name, say)}`, ...at])
}

function scenarioPlace(scenario: JsonObject | undefined, rest: readonly string[], index: string, say: Say): string {
  const name = scenario === undefined ? `#${index}` : labelIn(scenario, say)
  const [list, step, ...within] = rest
  const at = list === 'steps' && step !== undefined ? [filled(say(words.step), { n: String(Number(step) + 1) })] : []
  return joined([
    `${say(words.scenario)}${quoted(name, say)}`,
    ...at,
    ...propertyWords(at.length === 0 ? rest : within, say),
  ])
}

function labelIn(one: JsonObject, say: Say): string {
  const { label, field, key, object } = one
  const named = typeof label === 'string' || isTextsLike(label) ? say(label) : ''
  return named || [field, key, object].find((name): name is string => typeof name === 'string') || ''
}

const quoted = (name: string, say: Say): string =>
  name === '' ? '' : say({ 'zh-CN': `「${name}」`, en: ` “${name}”` })
const joined = (parts: readonly string[]): string => parts.join(' · ')

function filled(text: string, values: Readonly<Record<string, string | undefined>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}

function memberOf(members: unknown, index: string): JsonObject | undefined {
  const member: unknown = Array.isArray(members) ? members[Number(index)] : undefined
  return isObject(member) ? member : undefined
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTextsLike(value: unknown): value is Exclude<Localized, string> {
  return isObject(value) && typeof value['zh-CN'] === 'string'
}
