import { ownersTell } from '../access/access.js'
import type { Access } from '../access/access.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { rowSource } from '../sql/row-source.js'
import { titleText } from '../sql/title-text.js'
import { join, slot, toNamedStatement } from '../storage/statement.js'
import type { Statement } from '../storage/statement.js'
import { bound, revisionColumn } from './read-statement.js'
import { jsonRow, recordColumns } from './record-json.js'
import type { Selection } from './selection.js'

/**
 * Named statement that reads one record by key: one plan per connection serves every id. Slot: `id`.
 *
 * Shape of a row: { id, version, revision, json: '{"id":"…","version":1,…}' }
 */
export function recordStatement(
  catalog: Catalog,
  object: CatalogObject,
  access: Access,
  selection: Selection,
): Statement {
  const source = rowSource(catalog, object, 'r', access)
  const columns = recordColumns(catalog, access, source, selection)
  return toNamedStatement(
    join([
      `SELECT r."id", r."version", ${ownersTell(access, object) ? 'r."owner", ' : ''}${revisionColumn(catalog)}, row_to_json(${jsonRow})::text AS "json" FROM ${object.table} AS r `,
      source.joins(),
      ' CROSS JOIN LATERAL (SELECT ',
      columns,
      `) AS ${jsonRow} WHERE `,
      bound('r."id" = ?::uuid AND r."deleted_at" IS NULL AND ', slot('id')),
      ownersTell(access, object) ? 'true' : access.rowRule(object, 'r'),
    ]),
  )
}

/** Named statement for titles by id (slot `ids`), records in the bin included: history and lookups still name them. */
export function titleStatement(catalog: Catalog, object: CatalogObject, access: Access): Statement {
  const source = rowSource(catalog, object, 'r', access)
  const title = titleText(source)
  return toNamedStatement(
    join([
      `SELECT r."id", ${revisionColumn(catalog)}, `,
      title,
      ` AS "title" FROM ${object.table} AS r `,
      source.joins(),
      bound(' WHERE r."id" = ANY(?::uuid[]) AND ', slot('ids')),
      access.rowRule(object, 'r'),
    ]),
  )
}
