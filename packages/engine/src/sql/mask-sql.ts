import type { SqlFragment } from '@tessera/formula'
import type { CatalogField } from '../catalog/catalog.js'
import { join } from '../storage/statement.js'

/**
 * A text with most of it left out: 13800001234 → 138****1234, a@example.com → a***@example.com, 张三丰 → 张***. Of anything that is no
 * text, or is kept sealed, nothing is left.
 */
export function maskSql(field: CatalogField, value: SqlFragment): SqlFragment {
  if (field.formulaType.kind !== 'text' || field.encrypted) return join(['NULL'])
  const masked =
    field.type === 'email'
      ? "left(m.t, 1) || '***' || substring(m.t FROM position('@' IN m.t))"
      : "CASE WHEN char_length(m.t) >= 10 THEN left(m.t, 3) || repeat('*', char_length(m.t) - 7) || right(m.t, 4) " +
        "ELSE left(m.t, LEAST(1, char_length(m.t) / 2)) || '***' END"
  return join([`(SELECT ${masked} FROM (SELECT (`, value, ')::text AS t) AS m)'])
}
