import type { FormulaType, SqlFragment } from '@tessera/formula'
import type { CatalogField } from '../catalog/catalog.js'
import { join, raw } from '../storage/statement.js'

/**
 * SQL that turns a value in storage form into its wire form inside row_to_json: numbers without trailing zeros, instants as
 * ISO text with milliseconds and Z, options by key, lists of them too. Lookups come as the bare id; titles are the
 * reader's business.
 */
export function plainJson(field: CatalogField, value: SqlFragment): SqlFragment {
  const stored = field.column !== undefined && field.rollup === undefined && value.bindings.length === 0
  return stored ? field.server.toJsonSql(value.sql, field.context) : jsonOfType(field.formulaType, value)
}

/** The same for a value that only has a type: formulas, roll-ups, group values. */
export function jsonOfType(type: FormulaType, value: SqlFragment): SqlFragment {
  switch (type.kind) {
    case 'number':
    case 'duration':
      return join(['trim_scale(', value, ')'])
    case 'datetime':
      return join(['to_char((', value, `) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`])
    case 'option':
      return type.options.every(({ id, key }) => id === key) ? value : optionKey(type.options, value)
    case 'list':
      return listOf(type.of, value)
    default:
      return value
  }
}

/** The members as they are on their own, where that is not what an array of them gives already. */
function listOf(type: FormulaType, value: SqlFragment): SqlFragment {
  const isPlain = type.kind === 'option' ? type.options.every(({ id, key }) => id === key) : type.kind !== 'datetime'
  if (isPlain) return value
  return join([
    '(SELECT array_agg(o.member ORDER BY o.n) FROM (SELECT ',
    jsonOfType(type, raw('u.member')),
    ' AS member, u.n FROM unnest(',
    value,
    ') WITH ORDINALITY AS u(member, n)) AS o)',
  ])
}

function optionKey(options: readonly { id: string; key: string }[], value: SqlFragment): SqlFragment {
  const cases = options.map(({ id, key }) => raw('WHEN ? THEN ? ', [id, key]))
  return join(['CASE ', value, ' ', ...cases, 'END'])
}
