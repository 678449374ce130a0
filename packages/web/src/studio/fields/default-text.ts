import { durationText, readDuration, readTimeOfDay } from '@tessera/blocks/web'
import { localize, type FieldDocument, type Locale } from '@tessera/metadata'

/**
 * Defaults are formulas; in the grid simple values are written as in a spreadsheet: 计划, 12, 是, 2026-01-31. A formula begins
 * with `=`.
 */

interface Option {
  readonly key: string
  readonly label: FieldDocument['label']
}

const textTypes: ReadonlySet<string> = new Set([
  'text',
  'longText',
  'email',
  'phone',
  'url',
  'companyName',
  'socialCreditCode',
  'idCard',
  'colour',
  'barcode',
  'richText',
  'json',
  'region',
  'address',
])
const numberTypes: ReadonlySet<string> = new Set(['number', 'currency', 'percent', 'progress', 'rating', 'duration'])

const said: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  true: { 'zh-CN': '是', en: 'Yes' },
  false: { 'zh-CN': '否', en: 'No' },
  'TODAY()': { 'zh-CN': '今天', en: 'Today' },
  'NOW()': { 'zh-CN': '现在', en: 'Now' },
  me: { 'zh-CN': '当前用户', en: 'Me' },
}

/** A default as the grid shows it. */
export function shownDefault(field: FieldDocument, locale: Locale): string {
  const formula = field.default
  if (formula === undefined) return ''
  const text = quoted(formula)
  if (text !== undefined) {
    if (isChoice(field.type)) {
      const option = optionsOf(field).find(({ key }) => key === text)
      return option === undefined ? `=${formula}` : localize(option.label, locale)
    }
    if (field.type === 'time') return text.replace(/:00$/, '')
    if (textTypes.has(field.type)) return text.startsWith('=') ? `=${formula}` : text
  }
  if (numberTypes.has(field.type) && isNumber(formula)) {
    if (field.type === 'duration') return durationText(Number(formula), locale)
    return isShare(field.type) ? `${Number((Number(formula) * 100).toPrecision(12))}%` : formula.trim()
  }
  const word = said[formula]
  if (word !== undefined && !textTypes.has(field.type)) return word[locale]
  const date = /^DATE\((\d{4}), ?(\d{1,2}), ?(\d{1,2})\)$/.exec(formula)
  if (field.type === 'date' && date !== null) {
    return `${date[1]}-${date[2]?.padStart(2, '0')}-${date[3]?.padStart(2, '0')}`
  }
  return `=${formula}`
}

/**
 * The formula of a typed default: undefined = none. `problem` when it is no value of the field's type; what begins with `=` is
 * taken as it is and checked with the rest of the draft.
 */
export function defaultFrom(
  typed: string,
  field: FieldDocument,
):
  | { readonly formula: string | undefined }
  | { readonly problem: 'number' | 'date' | 'boolean' | 'option' | 'formula' } {
  const text = typed.trim()
  if (text === '') return { formula: undefined }
  if (/^[=＝]/.test(text)) return { formula: text.slice(1).trim() || undefined }
  if (textTypes.has(field.type)) return { formula: quote(text) }
  if (field.type === 'duration') {
    const seconds = readDuration(text)
    return seconds === undefined ? { problem: 'number' } : { formula: String(seconds) }
  }
  if (field.type === 'time') {
    const time = readTimeOfDay(text)
    return time === undefined ? { problem: 'formula' } : { formula: `"${time}"` }
  }
  if (numberTypes.has(field.type)) return numberFrom(text, field.type)
  if (field.type === 'boolean') {
    if (/^(是|true|yes|1|√)$/i.test(text)) return { formula: 'true' }
    return /^(否|false|no|0|×)$/i.test(text) ? { formula: undefined } : { problem: 'boolean' }
  }
  if (field.type === 'date') return dateFrom(text)
  if (field.type === 'dateTime' && /^(现在|此刻|now)$/i.test(text)) return { formula: 'NOW()' }
  if (field.type === 'user' && /^(我|本人|当前用户|me)$/i.test(text)) return { formula: 'me' }
  if (isChoice(field.type)) {
    const option = optionsOf(field).find(
      ({ key, label }) => key === text || localize(label, 'zh-CN') === text || localize(label, 'en') === text,
    )
    return option === undefined ? { problem: 'option' } : { formula: quote(option.key) }
  }
  return { problem: 'formula' }
}

function numberFrom(text: string, type: string): { formula: string } | { problem: 'number' } {
  const plain = text.replace(/[%％,，￥¥\s]/g, '')
  if (!isNumber(plain)) return { problem: 'number' }
  const value = Number(plain)
  return { formula: String(isShare(type) ? Number((value / 100).toPrecision(12)) : value) }
}

function dateFrom(text: string): { formula: string } | { problem: 'date' } {
  if (/^(今天|今日|today)$/i.test(text)) return { formula: 'TODAY()' }
  const parts = /^(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?$/.exec(text)?.slice(1).map(Number)
  if (parts === undefined) return { problem: 'date' }
  const [year = 0, month = 0, day = 0] = parts
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? { formula: `DATE(${year}, ${month}, ${day})` } : { problem: 'date' }
}

/** The text of a formula that is one quoted text and nothing else. A quote inside is written twice. */
function quoted(formula: string): string | undefined {
  const [, double, single] = /^(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)')$/.exec(formula.trim()) ?? []
  return double?.replaceAll('""', '"') ?? single?.replaceAll("''", "'")
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

const isChoice = (type: string): boolean => type === 'select' || type === 'cascader'
const isShare = (type: string): boolean => type === 'percent' || type === 'progress'

function isNumber(text: string): boolean {
  return /^[-+]?\d+(\.\d+)?$/.test(text.trim())
}

function optionsOf(field: FieldDocument): readonly Option[] {
  return Array.isArray(field.options) ? (field.options as readonly Option[]) : []
}
