import type { Decimal } from 'decimal.js'
import { roundTo } from '../evaluate/decimal.js'
import { raw, sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'

const CAPITALS = '零壹贰叁肆伍陆柒捌玖'

/**
 * From 18 capital digits (16 before the point, 2 after) to the amount, by the rules for cheques and bills (支付结算办法,
 * appendix 1). Patterns and replacements, in this order, mean the same in JavaScript and in PostgreSQL. On the way A
 * stands for 万 above 亿, B for 亿 and C for 万, so that the groups of four digits can be told apart.
 */
const steps: readonly (readonly [pattern: string, replacement: string])[] = [
  // units inside each group of four, then the units of the groups
  ['(.)(.)(.)(.)', '\\1仟\\2佰\\3拾\\4;'],
  ['^([^;]*);([^;]*);([^;]*);([^;]*);', '\\1A\\2B\\3C\\4元'],
  // the two decimals
  ['元零零$', '元整'],
  ['元零(.)$', '元零\\1分'],
  ['元(.)零$', '元\\1角整'],
  ['元(.)(.)$', '元\\1角\\2分'],
  // zeros: one for a run, none at the front or before a unit; a whole empty group leaves one behind
  ['零[仟佰拾]', '零'],
  ['零+', '零'],
  ['^(零[ABC])+', ''],
  ['A零B', 'AB零'],
  ['B零+C', 'B零'],
  ['零+([ABC元])', '\\1'],
  ['零+', '零'],
  ['^零', ''],
  // nothing before the point
  ['^元整$', '零元整'],
  ['^元零*', ''],
  ['[AC]', '万'],
  ['B', '亿'],
]

export const rmbUpper = defineFunction({
  name: 'RMBUPPER',
  group: 'number',
  doc: {
    'zh-CN': '人民币大写金额，先四舍五入到分；负数前加“负”。',
    en: 'The amount in Chinese capitals, as on cheques and invoices, rounded to fen; negative amounts begin with 负.',
  },
  overloads: [{ args: ['number'], gives: 'text' }],
  evaluate: ([value]) => {
    const amount = roundTo(value as Decimal, 2)
    const digits = amount.abs().mul(100).toFixed(0).padStart(18, '0')
    const capitals = digits.replace(/[0-9]/g, (digit) => CAPITALS.charAt(Number(digit)))
    const text = steps.reduce(
      (done, [pattern, replacement]) => done.replace(new RegExp(pattern, 'g'), replacement.replace(/\\/g, '$')),
      capitals,
    )
    return amount.isNegative() && !amount.isZero() ? `负${text}` : text
  },
  sql: ([value]) => {
    const digits = sql`lpad(trunc(round(abs(${value!}), 2) * 100)::text, 18, '0')`
    const text = steps.reduce(
      (done, [pattern, replacement]) => sql`regexp_replace(${done}, ${raw(`'${pattern}', '${replacement}', 'g'`)})`,
      sql`translate(${digits}, '0123456789', ${raw(`'${CAPITALS}'`)})`,
    )
    return sql`(CASE WHEN round(${value!}, 2) < 0 THEN '负' ELSE '' END || ${text})`
  },
  examples: [
    { text: 'RMBUPPER(1234.5)', gives: '壹仟贰佰叁拾肆元伍角整' },
    { text: 'RMBUPPER(1409.5)', gives: '壹仟肆佰零玖元伍角整' },
    { text: 'RMBUPPER(6007.14)', gives: '陆仟零柒元壹角肆分' },
    { text: 'RMBUPPER(16409.02)', gives: '壹万陆仟肆佰零玖元零贰分' },
    { text: 'RMBUPPER(325.04)', gives: '叁佰贰拾伍元零肆分' },
    { text: 'RMBUPPER(107000.53)', gives: '壹拾万柒仟元伍角叁分' },
    { text: 'RMBUPPER(100001000)', gives: '壹亿零壹仟元整' },
    { text: 'RMBUPPER(1000000000001)', gives: '壹万亿零壹元整' },
    { text: 'RMBUPPER(1200000000)', gives: '壹拾贰亿元整' },
    { text: 'RMBUPPER(0)', gives: '零元整' },
    { text: 'RMBUPPER(0.5)', gives: '伍角整' },
    { text: 'RMBUPPER(-0.054)', gives: '负伍分' },
    { text: 'RMBUPPER(blank)', gives: null },
  ],
})
