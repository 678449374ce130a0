import { bind, sql } from '../../sql/fragment.js'
import type { SqlFragment } from '../../types/sql-fragment.js'
import type { SqlArgument } from '../define-function.js'

/**
 * `text LIKE pattern` for a search with a literal needle, in the form a trigram or prefix index serves; undefined when the
 * needle is not a literal. True or false, never NULL: `NULL AND false` is false.
 */
export function likeLiteral(
  text: SqlArgument,
  needle: SqlArgument,
  pattern: (escaped: string) => string,
): SqlFragment | undefined {
  const { literal } = needle
  if (typeof literal !== 'string' || literal === '') return undefined
  const escaped = literal.replace(/[\\%_]/g, '\\$&')
  return sql`(${text} LIKE ${bind(pattern(escaped), 'text')} AND ${text} IS NOT NULL)`
}
