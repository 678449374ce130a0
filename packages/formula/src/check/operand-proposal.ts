import type { LocalizedText } from '../types/formula-problem.js'
import type { FormulaType } from '../types/formula-type.js'

type Kind = FormulaType['kind']

/** What to write instead when an operator does not work on two kinds of values, where that can be told. */
export function operandProposal(operator: string, left: Kind, right: Kind): LocalizedText | undefined {
  const are = (a: Kind, b: Kind) => (left === a && right === b) || (left === b && right === a)
  if (are('date', 'datetime')) {
    return { 'zh-CN': '请用 DATE(…) 取日期时间的日期。', en: 'Use DATE(…) for the date of a datetime.' }
  }
  if (are('number', 'text')) {
    return {
      'zh-CN': '请用 NUMBER(…) 把文本变成数字；连接文本用 `&`。',
      en: 'Use NUMBER(…) to turn a text into a number, and `&` to join texts.',
    }
  }
  if (are('text', 'text') || are('option', 'option') || are('option', 'text')) {
    return operator === '+'
      ? { 'zh-CN': '连接文本用 `&`。', en: 'Texts are joined with `&`.' }
      : { 'zh-CN': '文本和选项只能比较是否相等。', en: 'Texts and options can only be compared for equality.' }
  }
  if (are('number', 'duration')) {
    return {
      'zh-CN': '请用 DURATION(…, "hours") 把数字变成时长。',
      en: 'Use DURATION(…, "hours") to turn a number into a duration.',
    }
  }
  if (are('datetime', 'number')) {
    return { 'zh-CN': '请写成 `x + DURATION(1, "days")`。', en: 'Write `x + DURATION(1, "days")`.' }
  }
  return undefined
}
