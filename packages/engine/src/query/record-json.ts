import type { SqlFragment } from '@tessera/formula'
import type { CatalogField } from '../catalog/catalog.js'
import { plainJson } from '../sql/json-value.js'
import type { RowSource } from '../sql/rows.js'
import { titleText } from '../sql/title-text.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { join, raw } from '../storage/statement.js'
import { isLookup } from './resolve-path.js'
import type { SelectedField, Selection } from './selection.js'

/**
 * The columns of one record in wire form, to be turned into JSON by row_to_json: `r."id" AS "id", trim_scale(…) AS "cost"`.
 * Lookups become objects; one that points to nothing the reader may see is NULL. The joins this needs are then in `source`.
 */
export function recordColumns(source: RowSource, selection: Selection): SqlFragment {
  return commaSeparated(
    selection.fields.map((selected) => join([valueOf(source, selected), ` AS ${quoteIdentifier(selected.field.key)}`])),
  )
}

function valueOf(source: RowSource, { field, below }: SelectedField): SqlFragment {
  if (isLookup(field)) return lookupJson(source.target([field]), below)
  if (field.formulaType.kind === 'record' && field.key !== 'id') return computedLookup(source, field)
  // A column of PostgreSQL's own integer type: nothing to trim.
  return field.key === 'version' ? source.field(field) : plainJson(field, source.field(field))
}

/** `{id, title, …}` of a joined target: a nested row, since json_build_object takes at most 50 members. */
function lookupJson(target: RowSource, below: Selection): SqlFragment {
  const columns = [
    raw(`${target.alias}."id" AS "id"`),
    join([titleText(target), ' AS "title"']),
    ...below.fields
      .filter(({ field }) => field.key !== 'id')
      .map((selected) => join([valueOf(target, selected), ` AS ${quoteIdentifier(selected.field.key)}`])),
  ]
  return join([
    `CASE WHEN ${target.alias}."id" IS NOT NULL THEN (SELECT row_to_json(l) FROM (SELECT `,
    commaSeparated(columns),
    ') AS l) END',
  ])
}

/** A formula that gives a record: its title is read by the id it computes. */
function computedLookup(source: RowSource, field: CatalogField): SqlFragment {
  const object = field.formulaType.kind === 'record' ? field.formulaType.object : ''
  return join([
    '(SELECT row_to_json(l) FROM (SELECT c."id", ',
    source.context.title(object, raw('c."id"')),
    ' AS "title" FROM (SELECT ',
    source.field(field),
    ' AS "id") AS c) AS l WHERE l."title" IS NOT NULL)',
  ])
}

/** Fragments with commas between. */
export function commaSeparated(parts: readonly SqlFragment[]): SqlFragment {
  return join(parts, ', ')
}
