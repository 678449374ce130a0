import type { Decimal } from 'decimal.js'
import { Exact } from '../../evaluate/decimal.js'
import { raw, sql } from '../../sql/fragment.js'
import type { SqlFragment } from '../../types/sql-fragment.js'

/** The step of CEILING and FLOOR: 1 if left out, its sign does not matter; blank when it is zero. */
export function significance(step: Decimal | undefined): Decimal | null {
  const size = step === undefined ? new Exact(1) : step.abs()
  return size.isZero() ? null : size
}

/** The same in SQL. */
export function significanceSql(step: SqlFragment | undefined): SqlFragment {
  return step === undefined ? raw('1::numeric') : sql`NULLIF(abs(${step}), 0)`
}
