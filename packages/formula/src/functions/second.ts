import { Exact } from '../evaluate/decimal.js'
import { localTime } from '../evaluate/zone.js'
import { sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { toWall } from './support/wall-clock.js'
import { toWallSql } from './support/wall-clock-sql.js'

export const second = defineFunction({
  name: 'SECOND',
  group: 'date',
  doc: { 'zh-CN': '秒，0 到 59。', en: 'The second, 0 to 59.' },
  overloads: [
    { args: ['datetime'], gives: 'number' },
    { args: ['time'], gives: 'number' },
  ],
  evaluate: ([value], env, [type]) => {
    const time = type?.kind === 'datetime' ? localTime(toWall(value, type, env)) : String(value)
    return new Exact(time.slice(6, 8))
  },
  sql: ([value]) => sql`trunc(EXTRACT(SECOND FROM ${value!.type.kind === 'datetime' ? toWallSql(value!) : value!}))`,
  examples: [
    { text: 'SECOND(TIME(8, 5, 9))', gives: 9 },
    { text: 'SECOND(NOW())', gives: 0 },
    { text: 'SECOND(TIME(24, 0))', gives: null },
  ],
})
