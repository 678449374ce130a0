import type { SqlFragment } from '../../types/sql-fragment.js'
import { raw, sql } from '../../sql/fragment.js'
import { trimWhiteSpace, whiteSpaceSql } from './white-space.js'

/** Tags behind which a new line begins. */
const lineEnd = '<(br|hr|/p|/li|/h[1-6]|/blockquote|/pre)[^>]*>'
const tag = '<[^>]*>'

/** Signs that HTML writes with names; the ampersand last, so that &amp;lt; stays &lt;. */
const entities = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&amp;', '&'],
] as const

/** The text of a piece of HTML as rich text fields keep it: tags go, blocks become lines. */
export function plainTextOf(html: string): string {
  const bare = html.replace(new RegExp(lineEnd, 'g'), '\n').replace(new RegExp(tag, 'g'), '').replace(/\n+/g, '\n')
  return trimWhiteSpace(entities.reduce((text, [name, sign]) => text.replaceAll(name, sign), bare))
}

/** The same in PostgreSQL; '' where nothing is left. */
export function plainTextSql(html: SqlFragment): SqlFragment {
  const bare = sql`regexp_replace(regexp_replace(regexp_replace(${html}, ${raw(`'${lineEnd}'`)}, E'\\n', 'g'), ${raw(`'${tag}'`)}, '', 'g'), E'\\n+', E'\\n', 'g')`
  const text = entities.reduce(
    (inner, [name, sign]) => sql`replace(${inner}, ${raw(`'${name}'`)}, ${raw(`'${sign}'`)})`,
    bare,
  )
  return sql`btrim(${text}, ${raw(whiteSpaceSql)})`
}
