import type { Decimal } from 'decimal.js'
import { dateOfDayNumber } from '../evaluate/date-text.js'
import { bindOnce } from '../sql/bind-once.js'
import { raw, sql } from '../sql/fragment.js'
import { belowSql } from '../sql/numbers.js'
import type { SqlFragment } from '../types/sql-fragment.js'
import { defineFunction } from './define-function.js'
import { daysInMonth, firstOfMonth } from './support/civil-date.js'
import { DAY_MS, toWall } from './support/wall-clock.js'
import { addSql, toWallSql } from './support/wall-clock-sql.js'
import { trimWhiteSpace, whiteSpaceSql } from './support/white-space.js'
import { wholeWithin, wholeWithinSql } from './support/whole-number.js'

/** 2026-01-05, 2026/1/5, 2026.1.5, 2026年1月5日. */
const PATTERN = '^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日{0,1}$'
const pattern = new RegExp(PATTERN)

const YEARS = 20_000
const MONTHS = 120_000
const DAYS = 1_000_000

export const date = defineFunction({
  name: 'DATE',
  group: 'date',
  doc: {
    'zh-CN': '日期：取自日期时间（工作区时区）、由年月日组成（月、日超出时顺延，同 Excel），或读自文本；不存在时为空。',
    en: 'A date: of a datetime (in the zone of the workspace), of year, month and day (which run over as in Excel), or read from text; blank when there is none.',
  },
  overloads: [
    { args: ['datetime'], gives: 'date' },
    { args: ['text'], gives: 'date' },
    { args: ['number', 'number', 'number'], gives: 'date' },
  ],
  evaluate: (args, env, [type]) => {
    if (args.length === 3) return fromNumbers(args as readonly Decimal[])
    if (type?.kind === 'datetime') return dateOfDayNumber(Math.floor(toWall(args[0], type, env) / DAY_MS))
    return fromText(String(args[0]))
  },
  sql: (args) => {
    if (args.length === 3) return fromNumbersSql(args)
    if (args[0]?.type.kind === 'datetime') return sql`(${toWallSql(args[0])})::date`
    return fromTextSql(args[0]!)
  },
  examples: [
    { text: 'DATE(2026, 1, 31)', gives: '2026-01-31' },
    { text: 'DATE(2026, 14, 0)', gives: '2027-01-31' },
    { text: 'DATE(NOW())', gives: '2026-03-15' },
    { text: 'DATE("2026年1月5日")', gives: '2026-01-05' },
    { text: 'DATE("2026-02-29")', gives: null },
    { text: 'DATE(99999, 1, 1)', gives: null },
    { text: 'DATE(2026, blank, 1)', gives: null },
  ],
})

function fromNumbers([year, month, day]: readonly Decimal[]): string | null {
  const [y, m, d] = [wholeWithin(year!, YEARS), wholeWithin(month!, MONTHS), wholeWithin(day!, DAYS)]
  if (y === null || m === null || d === null) return null
  const months = (y - 1) * 12 + m - 1
  return Math.abs(months) >= MONTHS ? null : dateOfDayNumber(firstOfMonth(1, months + 1) + d - 1)
}

function fromNumbersSql([year, month, day]: readonly SqlFragment[]): SqlFragment {
  const [y, m] = [wholeWithinSql(year!, YEARS), wholeWithinSql(month!, MONTHS)]
  const months = sql`(${belowSql(sql`(${y} - 1) * 12 + ${m} - 1`, String(MONTHS))})::int`
  const days = sql`${wholeWithinSql(day!, DAYS)} - 1`
  const interval = sql`(${months} * interval '1 month' + (${days}) * interval '1 day')`
  return sql`(${addSql(raw("timestamp '0001-01-01'"), interval)})::date`
}

function fromText(text: string): string | null {
  const match = pattern.exec(trimWhiteSpace(text))
  if (match === null) return null
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number)
  const exists = year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  return exists ? dateOfDayNumber(firstOfMonth(year, month) + day - 1) : null
}

/** Counts from 0001-01-01, which cannot fail, and keeps the date when month and day came out as they were written. */
function fromTextSql(text: SqlFragment): SqlFragment {
  const parts = sql`regexp_match(btrim(${text}, ${raw(whiteSpaceSql)}), ${raw(`'${PATTERN}'`)})`
  return bindOnce([parts], ([match]) => {
    const [year, month, day] = [1, 2, 3].map((index) => sql`(${match!})[${raw(String(index))}]::int`)
    const months = sql`((${year!} - 1) * 12 + ${month!} - 1) * interval '1 month'`
    const counted = sql`(timestamp '0001-01-01' + ${months} + (${day!} - 1) * interval '1 day')`
    const isSame = sql`EXTRACT(MONTH FROM ${counted}) = ${month!} AND EXTRACT(DAY FROM ${counted}) = ${day!}`
    return sql`(CASE WHEN ${year!} > 0 AND ${isSame} THEN ${counted} END)::date`
  })
}
