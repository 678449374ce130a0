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
  /** The same between days and times. */
  readonly compareTimes: Readonly<Record<CompareOperator, string>>
  readonly today: string
  readonly now: string
  /** The first or last day of the current week, month, … */
  edgeOfNow(edge: 'first' | 'last', unit: string): string
  /** The same of the one that a day lies in. */
  edgeOf(edge: 'first' | 'last', unit: string, day: string): string
  /** So many days after a day; before it when negative. */
  days(day: string, count: number): string
  quote(text: string): string
  brackets(text: string): string
  path(labels: readonly string[]): string
  before(text: string): string
  ofMe(text: string): string
  titleOf(text: string): string
  oneOf(text: string, list: string): string
  noneOf(text: string, list: string): string
  under(record: string, ancestors: string): string
  not(text: string): string
  when(condition: string, yes: string, no: string): string
  changed(text: string): string
  isBlank(text: string): string
  isFilled(text: string): string
}

const signs = { '+': '+', '-': '−', '*': '×', '/': '÷', '^': '^' }

const zhEdge = { first: '第一天', last: '最后一天' } as const
const zhUnits: Readonly<Record<string, string>> = { year: '年', quarter: '季度', month: '月', week: '周', day: '天' }
const zhNow: Readonly<Record<string, string>> = { year: '今年', day: '今天' }
const zhUnit = (unit: string): string => zhUnits[unit] ?? unit

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
    compareTimes: { '=': '是', '<>': '不是', '<': '早于', '<=': '不晚于', '>': '晚于', '>=': '不早于' },
    today: '今天',
    now: '现在',
    edgeOfNow: (edge, unit) => `${zhNow[unit] ?? `本${zhUnit(unit)}`}${zhEdge[edge]}`,
    edgeOf: (edge, unit, day) => `${day}所在${zhUnit(unit)}${zhEdge[edge]}`,
    days: (day, count) => `${day} ${count < 0 ? '−' : '+'} ${Math.abs(count)} 天`,
    quote: (text) => `“${text}”`,
    brackets: (text) => `（${text}）`,
    path: (labels) => labels.join('的'),
    before: (text) => `修改前的${text}`,
    ofMe: (text) => `当前用户的${text}`,
    titleOf: (text) => `${text}的标题`,
    oneOf: (text, list) => `${text}是以下之一：${list}`,
    noneOf: (text, list) => `${text}不是以下任何一个：${list}`,
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
    compareTimes: {
      '=': ' is ',
      '<>': ' is not ',
      '<': ' is before ',
      '<=': ' is no later than ',
      '>': ' is after ',
      '>=': ' is no earlier than ',
    },
    today: 'today',
    now: 'now',
    edgeOfNow: (edge, unit) => `the ${edge} day of this ${unit}`,
    edgeOf: (edge, unit, day) => `the ${edge} day of the ${unit} of ${day}`,
    days: (day, count) =>
      `${day} ${count < 0 ? '−' : '+'} ${Math.abs(count)} ${Math.abs(count) === 1 ? 'day' : 'days'}`,
    quote: (text) => `“${text}”`,
    brackets: (text) => `(${text})`,
    path: (labels) => [...labels].reverse().join(' of '),
    before: (text) => `${text} before the change`,
    ofMe: (text) => `${text} of the acting person`,
    titleOf: (text) => `the title of ${text}`,
    oneOf: (text, list) => `${text} is one of ${list}`,
    noneOf: (text, list) => `${text} is none of ${list}`,
    under: (record, ancestors) => `${record} is ${ancestors} or below it`,
    not: (text) => `not (${text})`,
    when: (condition, yes, no) => `if ${condition}, then ${yes}, else ${no}`,
    changed: (text) => `${text} has changed`,
    isBlank: (text) => `${text} is blank`,
    isFilled: (text) => `${text} is not blank`,
  },
}
