import type { SqlFragment } from '@tessera/formula'
import type { CatalogField } from '../catalog/catalog.js'
import { join, raw } from '../storage/statement.js'
import { jsonOfType } from './json-value.js'
import type { RowSource } from './rows.js'

/** A title field that is a lookup shows the title of its target; a chain of such objects ends here. */
const longestChain = 3

/**
 * The title of the rows of `source` as text, the way `&` writes values: text as it is, numbers in their shortest form, dates as
 * yyyy-MM-dd, instants in the workspace's zone, options by key, lookups by their target's title.
 */
export function titleText(source: RowSource, depth = 0): SqlFragment {
  const field = source.object.titleField
  if (field.target === undefined || field.key === 'id') return textOf(field, source.visible(field))
  return depth < longestChain ? titleText(source.target([field]), depth + 1) : raw('NULL::text')
}

function textOf(field: CatalogField, value: SqlFragment): SqlFragment {
  switch (field.formulaType.kind) {
    case 'text':
      return value
    case 'datetime':
      return join([
        'to_char((',
        value,
        ') AT TIME ZONE ',
        raw('?::text', [{ runtime: 'timeZone' }]),
        ", 'YYYY-MM-DD HH24:MI')",
      ])
    case 'list':
      return join(['array_to_string(', jsonOfType(field.formulaType, value), ", ', ')"])
    default:
      return join(['(', jsonOfType(field.formulaType, value), ')::text'])
  }
}
