import type { Decimal } from 'decimal.js'
import { localTime } from '../evaluate/zone.js'
import { raw, sql } from '../sql/fragment.js'
import type { SqlFragment } from '../types/sql-fragment.js'
import { defineFunction } from './define-function.js'
import { toWall } from './support/wall-clock.js'
import { toWallSql } from './support/wall-clock-sql.js'
import { wholeNumber, wholeNumberSql } from './support/whole-number.js'

export const time = defineFunction({
  name: 'TIME',
  group: 'date',
  doc: {
    'zh-CN': '一天中的时间：取自日期时间（工作区时区），或由时、分、秒（默认 0）组成；不存在时为空。',
    en: 'A time of day: of a datetime (in the zone of the workspace), or of hour, minute and second (0 if left out); blank when there is none.',
  },
  overloads: [
    { args: ['datetime'], gives: 'time' },
    { args: ['number', 'number', 'number'], optional: 1, gives: 'time' },
  ],
  evaluate: (args, env, [type]) => {
    if (args.length === 1) return localTime(toWall(args[0], type, env))
    const [hour, minute, second = 0] = args.map((arg) => wholeNumber(arg as Decimal, 0))
    if (hour === null || minute === null || second === null) return null
    if (hour! > 23 || minute! > 59 || second > 59) return null
    return [hour!, minute!, second].map((part) => String(part).padStart(2, '0')).join(':')
  },
  sql: (args) => {
    if (args.length === 1) return sql`date_trunc('second', ${toWallSql(args[0]!)})::time`
    const [hour, minute, second] = args
    const hours = sql`${part(hour!, 23)} * interval '1 hour'`
    const minutes = sql`${part(minute!, 59)} * interval '1 minute'`
    const seconds = second === undefined ? sql`` : sql` + ${part(second, 59)} * interval '1 second'`
    return sql`(time '00:00' + (${hours} + ${minutes}${seconds}))`
  },
  examples: [
    { text: 'TIME(8, 30)', gives: '08:30:00' },
    { text: 'TIME(23, 59, 59)', gives: '23:59:59' },
    { text: 'TIME(NOW())', gives: '10:30:00' },
    { text: 'TIME(24, 0)', gives: null },
    { text: 'TIME(8, blank)', gives: null },
  ],
})

function part(value: SqlFragment, most: number): SqlFragment {
  return sql`NULLIF(LEAST(${wholeNumberSql(value, 0)}, ${raw(String(most + 1))}), ${raw(String(most + 1))})`
}
