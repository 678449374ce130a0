import type { Decimal } from 'decimal.js'
import { DURATION_LIMIT_MS } from '../evaluate/arithmetic.js'
import { roundTo } from '../evaluate/decimal.js'
import { raw, sql } from '../sql/fragment.js'
import { belowSql } from '../sql/numbers.js'
import { defineFunction } from './define-function.js'
import { clockUnits, unitMs, unitOf } from './support/units.js'

export const duration = defineFunction({
  name: 'DURATION',
  group: 'date',
  doc: {
    'zh-CN': '一段时长：若干周、天（24 小时）、时、分、秒。',
    en: 'A length of time: some weeks, days (of 24 hours), hours, minutes or seconds.',
  },
  overloads: [{ args: ['number', { oneOf: clockUnits }], gives: 'duration' }],
  evaluate: ([count, spelling]) => {
    const ms = roundTo((count as Decimal).mul(unitMs[unitOf(spelling)] ?? 0), 0)
    return ms.abs().gte(DURATION_LIMIT_MS) ? null : ms.toNumber()
  },
  sql: ([count, spelling]) => {
    const ms = raw(String(unitMs[unitOf(spelling!.literal)] ?? 0))
    return belowSql(sql`round(${count!} * ${ms})`, '1000000000000000')
  },
  examples: [
    { text: 'NOW() + DURATION(90, "minutes")', gives: '2026-03-15T04:00:00.000Z' },
    { text: 'DURATION(1.5, "hours") / DURATION(1, "minute")', gives: 90 },
    { text: 'DURATION(1, "second")', gives: 1000 },
    { text: 'DURATION(blank, "hours")', gives: null },
  ],
})
