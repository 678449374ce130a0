import type { Texts } from '@tessera/metadata'
import { blankFilters, type FilterOperator } from './filter-operator.js'

/** Named spans of days; `{n}` is a number the person gives. Weeks begin on Monday. */
export const periods: Readonly<Record<string, Texts>> = {
  today: { 'zh-CN': '今天', en: 'today' },
  yesterday: { 'zh-CN': '昨天', en: 'yesterday' },
  tomorrow: { 'zh-CN': '明天', en: 'tomorrow' },
  thisWeek: { 'zh-CN': '本周', en: 'this week' },
  lastWeek: { 'zh-CN': '上周', en: 'last week' },
  nextWeek: { 'zh-CN': '下周', en: 'next week' },
  thisMonth: { 'zh-CN': '本月', en: 'this month' },
  lastMonth: { 'zh-CN': '上月', en: 'last month' },
  nextMonth: { 'zh-CN': '下月', en: 'next month' },
  thisQuarter: { 'zh-CN': '本季度', en: 'this quarter' },
  lastQuarter: { 'zh-CN': '上季度', en: 'last quarter' },
  thisYear: { 'zh-CN': '今年', en: 'this year' },
  lastYear: { 'zh-CN': '去年', en: 'last year' },
  lastDays: { 'zh-CN': '最近 {n} 天', en: 'the last {n} days' },
  nextDays: { 'zh-CN': '未来 {n} 天', en: 'the next {n} days' },
  past: { 'zh-CN': '今天以前', en: 'before today' },
  future: { 'zh-CN': '今天以后', en: 'after today' },
}

/** Does the period ask for a number of days? */
export const isCounted = (period: string): boolean => periods[period]?.en.includes('{n}') ?? false

/** The whole unit so many units away from now, first to last day. */
function unitForm(field: string, unit: string, steps: number): string {
  const day = steps === 0 ? 'TODAY()' : `DATEADD(TODAY(), ${steps}, "${unit}s")`
  return `(${field} >= STARTOF(${day}, "${unit}") and ${field} <= ENDOF(${day}, "${unit}"))`
}

/** `field` is how the day is had from the field. */
const dayFilters = (field: string): readonly FilterOperator[] => [
  {
    name: 'within',
    label: { 'zh-CN': '在', en: 'is in' },
    input: 'period',
    forms: {
      today: `${field} = TODAY()`,
      yesterday: `${field} = TODAY() - 1`,
      tomorrow: `${field} = TODAY() + 1`,
      thisWeek: unitForm(field, 'week', 0),
      lastWeek: unitForm(field, 'week', -1),
      nextWeek: unitForm(field, 'week', 1),
      thisMonth: unitForm(field, 'month', 0),
      lastMonth: unitForm(field, 'month', -1),
      nextMonth: unitForm(field, 'month', 1),
      thisQuarter: unitForm(field, 'quarter', 0),
      lastQuarter: unitForm(field, 'quarter', -1),
      thisYear: unitForm(field, 'year', 0),
      lastYear: unitForm(field, 'year', -1),
      // Today counts: the last seven days are today and six before.
      lastDays: `(${field} > TODAY() - {number} and ${field} <= TODAY())`,
      nextDays: `(${field} >= TODAY() and ${field} < TODAY() + {number})`,
      past: `${field} < TODAY()`,
      future: `${field} > TODAY()`,
    },
  },
  { name: 'is', label: { 'zh-CN': '是', en: 'is' }, input: 'date', forms: { '': `${field} = {date}` } },
  { name: 'before', label: { 'zh-CN': '早于', en: 'is before' }, input: 'date', forms: { '': `${field} < {date}` } },
  { name: 'after', label: { 'zh-CN': '晚于', en: 'is after' }, input: 'date', forms: { '': `${field} > {date}` } },
  {
    name: 'since',
    label: { 'zh-CN': '不早于', en: 'is on or after' },
    input: 'date',
    forms: { '': `${field} >= {date}` },
  },
  {
    name: 'until',
    label: { 'zh-CN': '不晚于', en: 'is on or before' },
    input: 'date',
    forms: { '': `${field} <= {date}` },
  },
  {
    name: 'between',
    label: { 'zh-CN': '介于', en: 'is between' },
    input: 'dateRange',
    forms: { '': `(${field} >= {date} and ${field} <= {date})` },
  },
  ...blankFilters,
]

export const dateFilters: readonly FilterOperator[] = dayFilters('{f}')

/** Of instants, by the day they fall on in the time zone of the workspace. */
export const dateTimeFilters: readonly FilterOperator[] = dayFilters('DATE({f})')
