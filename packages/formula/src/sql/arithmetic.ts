import type { ArithmeticRule } from '../check/typed-node.js'
import { DURATION_LIMIT_MS } from '../evaluate/arithmetic.js'
import type { SqlFragment } from '../types/sql-fragment.js'
import { addDaysSql, epochMsSql, fromEpochMsSql } from './dates.js'
import { raw, sql } from './fragment.js'
import { belowSql, divideSql, powerSql } from './numbers.js'

/** SQL of an operator of arithmetic; the same table as `arithmeticOf` in evaluate/arithmetic.ts. */
export function arithmeticSql(
  rule: ArithmeticRule,
  operator: '+' | '-' | '*' | '/' | '^',
  left: SqlFragment,
  right: SqlFragment,
  literalExponent: number | undefined,
): SqlFragment {
  const sign = raw(operator)
  switch (rule) {
    case 'number':
      if (operator === '/') return divideSql(left, right)
      if (operator === '^') return powerSql(left, right, literalExponent)
      return sql`(${left} ${sign} ${right})`
    case 'date and days':
      return addDaysSql(left, right, operator === '-' ? '-' : '+')
    case 'dates':
      return sql`(${left} - ${right})::numeric`
    case 'datetime and duration':
      return fromEpochMsSql(sql`${epochMsSql(left)} ${sign} ${right}`)
    case 'datetimes':
      return sql`(${epochMsSql(left)} - ${epochMsSql(right)})`
    case 'durations':
      return belowSql(sql`(${left} ${sign} ${right})`, DURATION_LIMIT_MS.toString())
    case 'ratio of durations':
      return divideSql(left, right)
  }
}
