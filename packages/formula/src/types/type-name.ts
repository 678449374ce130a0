import type { LocalizedText } from './formula-problem.js'
import type { FormulaType } from './formula-type.js'

const names: Readonly<Record<FormulaType['kind'], LocalizedText>> = {
  number: { 'zh-CN': '数字', en: 'a number' },
  text: { 'zh-CN': '文本', en: 'a text' },
  boolean: { 'zh-CN': '是/否', en: 'a boolean' },
  date: { 'zh-CN': '日期', en: 'a date' },
  datetime: { 'zh-CN': '日期时间', en: 'a datetime' },
  time: { 'zh-CN': '时间', en: 'a time' },
  duration: { 'zh-CN': '时长', en: 'a duration' },
  blank: { 'zh-CN': '空值', en: 'blank' },
  option: { 'zh-CN': '选项', en: 'an option' },
  record: { 'zh-CN': '记录', en: 'a record' },
  anyRecord: { 'zh-CN': '多个模块之一的记录', en: 'a record of one of several objects' },
  list: { 'zh-CN': '列表', en: 'a list' },
}

/** What people call a kind of value, with its article in English. */
export function nameOfKind(kind: FormulaType['kind']): LocalizedText {
  return names[kind]
}

/** What people call a type. */
export function nameOfType(type: FormulaType): LocalizedText {
  return names[type.kind]
}
