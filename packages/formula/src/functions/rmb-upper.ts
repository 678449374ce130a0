import type { Decimal } from 'decimal.js'
import { raw, sql } from '../sql/fragment.js'
import { defineFunction } from './define-function.js'
import { capitalDigits, capitalSteps, rmbCapitals } from './support/rmb-capitals.js'

export const rmbUpper = defineFunction({
  name: 'RMBUPPER',
  group: 'number',
  doc: {
    'zh-CN': '人民币大写金额，先四舍五入到分；负数前加“负”。',
    en: 'The amount in Chinese capitals, as on cheques and invoices, rounded to fen; negative amounts begin with 负.',
  },
  overloads: [{ args: ['number'], gives: 'text' }],
  evaluate: ([value]) => rmbCapitals(value as Decimal),
  sql: ([value]) => {
    const digits = sql`lpad(trunc(round(abs(${value!}), 2) * 100)::text, 18, '0')`
    const text = capitalSteps.reduce(
      (done, [pattern, replacement]) => sql`regexp_replace(${done}, ${raw(`'${pattern}', '${replacement}', 'g'`)})`,
      sql`translate(${digits}, '0123456789', ${raw(`'${capitalDigits}'`)})`,
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
    { text: 'RMBUPPER(10.05)', gives: '壹拾元零伍分' },
    { text: 'RMBUPPER(1010.1)', gives: '壹仟零壹拾元壹角整' },
    { text: 'RMBUPPER(100000001)', gives: '壹亿零壹元整' },
    { text: 'RMBUPPER(-1)', gives: '负壹元整' },
    { text: 'RMBUPPER(0)', gives: '零元整' },
    { text: 'RMBUPPER(0.5)', gives: '伍角整' },
    { text: 'RMBUPPER(-0.054)', gives: '负伍分' },
    { text: 'RMBUPPER(blank)', gives: null },
  ],
})
