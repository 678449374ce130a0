import { sql } from '../../sql/fragment.js'
import type { SqlFragment } from '../../types/sql-fragment.js'
import { codePointCount } from './code-points.js'

/** Code points a text function may produce; a longer result is blank. */
export const TEXT_LIMIT = 100_000

/** The text, or blank when it is longer than the limit. */
export function limitText(text: string): string | null {
  return text.length > TEXT_LIMIT && codePointCount(text) > TEXT_LIMIT ? null : text
}

/** The same in SQL. */
export function limitTextSql(text: SqlFragment): SqlFragment {
  return sql`(CASE WHEN char_length(${text}) <= 100000 THEN ${text} END)`
}
