import type { FormulaType, OptionRef } from '../types/formula-type.js'
import type { SqlFragment } from '../types/sql-fragment.js'
import { bind, join, sql } from './fragment.js'

/** Shortest decimal of a numeric that has left arithmetic. */
export function numberToTextSql(value: SqlFragment): SqlFragment {
  return sql`trim_scale(${value})::text`
}

/** The key of an option, from its id. */
export function optionToTextSql(value: SqlFragment, options: readonly OptionRef[]): SqlFragment {
  const renamed = options.filter((option) => option.id !== option.key)
  if (renamed.length === 0) return value
  const cases = options.map((option) => sql`WHEN ${bind(option.id, 'text')} THEN ${bind(option.key, 'text')}`)
  return sql`CASE ${value} ${join(cases, ' ')} END`
}

/** A value as `&` prints it; the same table as evaluate/to-text.ts. NULL stays NULL. */
export function toTextSql(value: SqlFragment, type: FormulaType): SqlFragment {
  switch (type.kind) {
    case 'number':
      return numberToTextSql(value)
    case 'boolean':
      return sql`CASE ${value} WHEN TRUE THEN 'true' WHEN FALSE THEN 'false' END`
    case 'date':
      return sql`to_char((${value})::timestamp, 'YYYY-MM-DD')`
    case 'datetime':
      return sql`to_char(${value} AT TIME ZONE ${bind({ runtime: 'timeZone' }, 'text')}, 'YYYY-MM-DD HH24:MI')`
    case 'time':
      return sql`left((${value})::text, 5)`
    case 'option':
      return optionToTextSql(value, type.options)
    case 'list':
      return optionListToTextSql(value, type.of)
    default:
      return value
  }
}

function optionListToTextSql(value: SqlFragment, member: FormulaType): SqlFragment {
  if (member.kind !== 'option' || member.options.every((option) => option.id === option.key)) return value
  const key = optionToTextSql({ sql: '"_m"."id"', bindings: [] }, member.options)
  const list = { sql: `unnest(${value.sql}) WITH ORDINALITY AS "_m"("id", "n")`, bindings: value.bindings }
  return sql`(SELECT array_agg(${key} ORDER BY "_m"."n") FROM ${list})::text[]`
}
