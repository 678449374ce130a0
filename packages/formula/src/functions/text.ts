import { Decimal } from 'decimal.js'
import { defineFunction } from './define-function.js'
import { dateFormats, dateTimeFormats, formatWall, formatWallSql, timeFormats } from './support/date-formats.js'
import { formatNumber, formatNumberSql, numberFormats } from './support/number-formats.js'
import { timeMs } from './support/time-of-day.js'
import { toWall } from './support/wall-clock.js'
import { toWallSql } from './support/wall-clock-sql.js'

export const text = defineFunction({
  name: 'TEXT',
  group: 'text',
  doc: {
    'zh-CN': '把值变成文本：数、日期、时间可指定格式，日期时间按工作区时区显示；选项给出它的 key，名称改了也不变。',
    en: 'A value as text; numbers, dates and times in a format, datetimes in the zone of the workspace; an option as its key, whatever it is called.',
  },
  overloads: [
    { args: ['printable'], gives: 'text' },
    { args: ['number', { oneOf: numberFormats }], gives: 'text' },
    { args: ['date', { oneOf: dateFormats }], gives: 'text' },
    { args: ['datetime', { oneOf: dateTimeFormats }], gives: 'text' },
    { args: ['time', { oneOf: timeFormats }], gives: 'text' },
  ],
  evaluate: ([value, format], env, [type]) => {
    if (format === undefined) return value ?? null
    const pattern = String(format)
    if (Decimal.isDecimal(value)) return formatNumber(value, pattern)
    return formatWall(type?.kind === 'time' ? timeMs(String(value)) : toWall(value, type, env), pattern)
  },
  sql: ([value, format]) => {
    if (format === undefined) return value!
    const pattern = String(format.literal)
    if (value!.type.kind === 'number') return formatNumberSql(value!, pattern)
    return formatWallSql(value!.type.kind === 'datetime' ? toWallSql(value!) : value!, pattern)
  },
  examples: [
    { text: 'TEXT(1234.5, "#,##0.00")', gives: '1,234.50' },
    { text: 'TEXT(0.256, "0.0%")', gives: '25.6%' },
    { text: 'TEXT(-0.001, "0.00")', gives: '0.00' },
    { text: 'TEXT(7, "000")', gives: '007' },
    { text: 'TEXT(DATE(2026, 1, 5), "yyyy年M月d日")', gives: '2026年1月5日' },
    { text: 'TEXT(NOW(), "yyyy-MM-dd HH:mm")', gives: '2026-03-15 10:30' },
    { text: 'TEXT(1 / 4)', gives: '0.25' },
    { text: 'TEXT(true)', gives: 'true' },
    { text: 'TEXT(blank, "0.00")', gives: null },
  ],
})
