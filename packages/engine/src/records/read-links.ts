import type { ClientBase, Pool } from 'pg'
import { definerAccess } from '../access/access.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { linkingFields } from '../catalog/link-table.js'
import { rowSource } from '../sql/row-source.js'
import { execute, join, raw, slot, toNamedStatement } from '../storage/statement.js'
import type { RuntimeValues, Statement } from '../storage/statement.js'
import type { Values } from './draft.js'
import type { RowJson } from './read-rows.js'

/** By record: the ids it is linked with, by field, null for none; nothing at all for objects that link no records. */
export async function readLinks(
  db: Pool | ClientBase,
  catalog: Catalog,
  object: CatalogObject,
  rows: readonly { readonly id: string }[],
  runtime: RuntimeValues,
): Promise<ReadonlyMap<string, Values>> {
  const fields = linkingFields(object)
  if (fields.length === 0 || rows.length === 0) return new Map()
  const ids = rows.map(({ id }) => id)
  const found = await execute<{ id: string; v: RowJson }>(db, linksStatement(catalog, object), runtime, { ids })
  return new Map(
    found.rows.map(({ id, v }) => [
      id,
      new Map(fields.map(({ field }, index) => [field.id, v[`f${index + 1}`] ?? null])),
    ]),
  )
}

const statements = new WeakMap<Catalog, Map<string, Statement>>()

function linksStatement(catalog: Catalog, object: CatalogObject): Statement {
  const ofCatalog = statements.get(catalog) ?? new Map<string, Statement>()
  statements.set(catalog, ofCatalog)
  let statement = ofCatalog.get(object.id)
  if (statement === undefined) {
    const source = rowSource(catalog, object, 'ids', definerAccess)
    const lists = linkingFields(object).map(({ field }) => source.field(field))
    statement = toNamedStatement(
      join([
        'SELECT ids."id", row_to_json(ROW(',
        join(lists, ', '),
        ')) AS v FROM unnest(',
        raw('?::uuid[]', [slot('ids') as never]),
        ') AS ids("id")',
      ]),
    )
    ofCatalog.set(object.id, statement)
  }
  return statement
}
