import { bind, sql } from '../../sql/fragment.js'
import type { SqlFragment } from '../../types/sql-fragment.js'
import type { SqlArgument } from '../define-function.js'

/**
 * The SQL half of wall-clock.ts: a `timestamp` without zone is the wall clock. Only immutable PostgreSQL functions are
 * used (`timestamptz + interval` and `to_char` are not), and nothing can raise: values are kept in range by clamping to a
 * limit and turning the limit into NULL, which names the value once (GREATEST and LEAST skip NULL; it ends up NULL again).
 */
export function toWallSql(arg: SqlArgument): SqlFragment {
  return arg.type.kind === 'datetime' ? sql`(${arg} AT TIME ZONE ${zone()})` : sql`(${arg})::timestamp`
}

/** A wall reading back to the type of `arg`. */
export function fromWallSql(wall: SqlFragment, arg: SqlArgument): SqlFragment {
  return arg.type.kind === 'datetime'
    ? inInstantsSql(sql`(${wall} AT TIME ZONE ${zone()})`)
    : sql`(${inWallSql(wall)})::date`
}

/** The workspace's zone, bound when the statement runs. */
export function zone(): SqlFragment {
  return bind({ runtime: 'timeZone' }, 'text')
}

/** A wall reading within the years 1 to 9999, else NULL. */
export function inWallSql(wall: SqlFragment): SqlFragment {
  return between(wall, "timestamp '0001-12-31 23:59:59.999999 BC'", "timestamp '10000-01-01 00:00:00'")
}

/** An instant within the range of datetimes (0001-01-02 to 9999-12-30 UTC, so that every zone is in range), else NULL. */
export function inInstantsSql(instant: SqlFragment): SqlFragment {
  return between(instant, "timestamptz '0001-01-01 23:59:59.999999+00'", "timestamptz '9999-12-31 00:00:00+00'")
}

/**
 * `wall` plus an interval, NULL outside the years 1 to 9999. PostgreSQL would raise before 4713 BC, so the addition is
 * done 10,000 years later: a whole number of 400-year cycles, hence the same calendar.
 */
export function addSql(wall: SqlFragment, interval: SqlFragment): SqlFragment {
  const later = sql`(${wall} + interval '10000 years' + ${interval})::timestamp(3)`
  const kept = between(later, "timestamp '10000-12-31 23:59:59.999999'", "timestamp '20000-01-01 00:00:00'")
  return sql`(${kept} - interval '10000 years')`
}

function between(value: SqlFragment, below: string, above: string): SqlFragment {
  return {
    sql: `NULLIF(NULLIF(GREATEST(LEAST(${value.sql}, ${above}), ${below}), ${above}), ${below})`,
    bindings: value.bindings,
  }
}
