import type { SqlFragment } from '../types/sql-fragment.js'
import { bindOnce } from './bind-once.js'
import { raw, sql } from './fragment.js'

/**
 * SQL for numbers. All of it names its argument once, so that nesting does not multiply the text, and none of it can
 * raise: limits are reached by clamping and turned into NULL by NULLIF (GREATEST and LEAST skip NULL, so NULL becomes the
 * limit and is NULL again).
 */

/** A number as it leaves arithmetic: 10 decimals, half away from zero, NULL from 10^15 on. */
export function leaveArithmeticSql(value: SqlFragment): SqlFragment {
  return belowSql(sql`round(${value}, 10)`, '1e15')
}

/** The number when its magnitude is below `limit` (as SQL, for example 1e15), else NULL. */
export function belowSql(value: SqlFragment, limit: string): SqlFragment {
  return {
    sql: `NULLIF(NULLIF(GREATEST(LEAST(${value.sql}, ${limit}::numeric), -${limit}::numeric), ${limit}::numeric), -${limit}::numeric)`,
    bindings: value.bindings,
  }
}

/** a / b to 30 decimals, half away from zero; NULL when b is zero. The dividend gets the scale first, exactly. */
export function divideSql(a: SqlFragment, b: SqlFragment): SqlFragment {
  return sql`round((${a} + 0.000000000000000000000000000000) / NULLIF(${b}, 0), 30)`
}

/**
 * base ^ exponent to 30 decimals, with the limits of `power` in evaluate/decimal.ts. A literal exponent keeps the text
 * short and needs no guard; the scale of 30 given to the base is what numeric's power computes to.
 */
export function powerSql(base: SqlFragment, exponent: SqlFragment, literalExponent?: number): SqlFragment {
  const scaled = belowSql(sql`round(${base}, 30)`, '1e15')
  if (literalExponent !== undefined) {
    if (!Number.isInteger(literalExponent) || Math.abs(literalExponent) > 100) return raw('NULL::numeric')
    const safe = literalExponent < 0 ? sql`NULLIF(${scaled}, 0)` : scaled
    return innerResult(sql`power(${safe}, ${raw(`${literalExponent}::numeric`)})`)
  }
  const whole = leaveArithmeticSql(exponent)
  return bindOnce([scaled, whole], (args) => {
    const [b, e] = args as readonly [SqlFragment, SqlFragment]
    const allowed = sql`${e} = trunc(${e}) AND abs(${e}) <= 100 AND (${b} <> 0 OR ${e} >= 0)`
    return innerResult(sql`CASE WHEN ${allowed} THEN power(${b}, ${e}) END`)
  })
}

function innerResult(value: SqlFragment): SqlFragment {
  return sql`round(${belowSql(value, `1e60`)}, 30)`
}
