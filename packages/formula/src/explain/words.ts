import type { CompareOperator } from '../check/typed-node.js'

export type Locale = 'zh-CN' | 'en'

/** What `explain` says, per language. */
export interface Words {
  readonly blank: string
  readonly yes: string
  readonly no: string
  readonly me: string
  readonly comma: string
  readonly and: string
  readonly or: string
  readonly followedBy: string
  readonly signs: Readonly<Record<'+' | '-' | '*' | '/' | '^', string>>
  readonly compare: Readonly<Record<CompareOperator, string>>
  quote(text: string): string
  brackets(text: string): string
  path(labels: readonly string[]): string
  before(text: string): string
  ofMe(text: string): string
  titleOf(text: string): string
  oneOf(text: string, list: string): string
  under(record: string, ancestors: string): string
  not(text: string): string
  when(condition: string, yes: string, no: string): string
  changed(text: string): string
  isBlank(text: string): string
  isFilled(text: string): string
}

const signs = { '+': '+', '-': '−', '*': '×', '/': '÷', '^': '^' }

export const words: Readonly<Record<Locale, Words>> = {
  'zh-CN': {
    blank: '空',
    yes: '是',
    no: '否',
    me: '当前用户',
    comma: '、',
    and: '，并且',
    or: '，或者',
    followedBy: '接',
    signs,
    compare: { '=': '等于 ', '<>': '不等于 ', '<': '小于 ', '<=': '不大于 ', '>': '大于 ', '>=': '不小于 ' },
    quote: (text) => `“${text}”`,
    brackets: (text) => `（${text}）`,
    path: (labels) => labels.join('的'),
    before: (text) => `修改前的${text}`,
    ofMe: (text) => `当前用户的${text}`,
    titleOf: (text) => `${text}的标题`,
    oneOf: (text, list) => `${text}是以下之一：${list}`,
    under: (record, ancestors) => `${record}是${ancestors}或其下级`,
    not: (text) => `并非（${text}）`,
    when: (condition, yes, no) => `如果${condition}，则${yes}，否则${no}`,
    changed: (text) => `${text}有变化`,
    isBlank: (text) => `${text}为空`,
    isFilled: (text) => `${text}不为空`,
  },
  en: {
    blank: 'blank',
    yes: 'true',
    no: 'false',
    me: 'the acting person',
    comma: ', ',
    and: ' and ',
    or: ' or ',
    followedBy: ' followed by ',
    signs,
    compare: {
      '=': ' is ',
      '<>': ' is not ',
      '<': ' is less than ',
      '<=': ' is at most ',
      '>': ' is more than ',
      '>=': ' is at least ',
    },
    quote: (text) => `“${text}”`,
    brackets: (text) => `(${text})`,
    path: (labels) => [...labels].reverse().join(' of '),
    before: (text) => `${text} before the change`,
    ofMe: (text) => `${text} of the acting person`,
    titleOf: (text) => `the title of ${text}`,
    oneOf: (text, list) => `${text} is one of ${list}`,
    under: (record, ancestors) => `${record} is ${ancestors} or below it`,
    not: (text) => `not (${text})`,
    when: (condition, yes, no) => `if ${condition}, then ${yes}, else ${no}`,
    changed: (text) => `${text} has changed`,
    isBlank: (text) => `${text} is blank`,
    isFilled: (text) => `${text} is not blank`,
  },
}
