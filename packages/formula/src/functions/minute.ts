import { Exact } from '../evaluate/decimal.js'
import { localTime } from '../evaluate/zone.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { toWall } from './support/wall-clock.js'
import { toWallSql } from './support/wall-clock-sql.js'

export const minute = defineFunction({
  name: 'MINUTE',
  group: 'date',
  doc: { 'zh-CN': '分钟，0 到 59。', en: 'The minute, 0 to 59.' },
  overloads: [
    { args: ['datetime'], gives: 'number' },
    { args: ['time'], gives: 'number' },
  ],
  evaluate: ([value], env, [type]) => {
    const time = type?.kind === 'datetime' ? localTime(toWall(value, type, env)) : String(value)
    return new Exact(time.slice(3, 5))
  },
  sql: ([value]) => sql`trunc(EXTRACT(MINUTE FROM ${value!.type.kind === 'datetime' ? toWallSql(value!) : value!}))`,
  examples: [
    { text: 'MINUTE(TIME(8, 5, 9))', gives: 5 },
    { text: 'MINUTE(NOW())', gives: 30 },
    { text: 'MINUTE(TIME(24, 0))', gives: null },
  ],
})
