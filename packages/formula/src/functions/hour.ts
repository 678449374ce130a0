import { Exact } from '../evaluate/decimal.js'
import { localTime } from '../evaluate/zone.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { toWall } from './support/wall-clock.js'
import { toWallSql } from './support/wall-clock-sql.js'

export const hour = defineFunction({
  name: 'HOUR',
  group: 'date',
  doc: { 'zh-CN': '小时，0 到 23（工作区时区）。', en: 'The hour, 0 to 23, in the zone of the workspace.' },
  overloads: [
    { args: ['datetime'], gives: 'number' },
    { args: ['time'], gives: 'number' },
  ],
  evaluate: ([value], env, [type]) => {
    const time = type?.kind === 'datetime' ? localTime(toWall(value, type, env)) : String(value)
    return new Exact(time.slice(0, 2))
  },
  sql: ([value]) => sql`trunc(EXTRACT(HOUR FROM ${value!.type.kind === 'datetime' ? toWallSql(value!) : value!}))`,
  examples: [
    { text: 'HOUR(TIME(8, 5, 9))', gives: 8 },
    { text: 'HOUR(NOW())', gives: 10 },
    { text: 'HOUR(TIME(24, 0))', gives: null },
  ],
})
