import type { Catalog, CatalogField } from '../catalog/catalog.js'
import { qualified, quoteIdentifier } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'

/** Ids of those fields that hold a value somewhere. What is computed holds none of its own. */
export async function fieldsWithValues(
  db: Queryable,
  catalog: Catalog,
  ids: readonly string[],
): Promise<readonly string[]> {
  const filled: string[] = []
  for (const object of catalog.objects.values()) {
    for (const id of ids) {
      const field = object.fieldsById.get(id)
      if (field?.object === object.id && (await holdsValues(db, catalog, field))) filled.push(id)
    }
  }
  return filled
}

async function holdsValues(db: Queryable, catalog: Catalog, field: CatalogField): Promise<boolean> {
  if (field.links !== undefined) {
    const isOwner = field.links.owner.field === field.id
    return isOwner && field.links.table !== '' && (await isThere(db, `SELECT 1 FROM ${field.links.table} LIMIT 1`))
  }
  const table = catalog.objects.get(field.object)?.table ?? ''
  const columns = [field, ...(field.members ?? [])].flatMap(({ column, writable }) => (writable ? (column ?? []) : []))
  if (columns.length === 0 || table === '') return false
  // A switch that is off says nothing.
  const holds = columns.map((name) =>
    field.type === 'boolean' ? quoteIdentifier(name) : `${quoteIdentifier(name)} IS NOT NULL`,
  )
  return isThere(db, `SELECT 1 FROM ${table} WHERE ${holds.join(' OR ')} LIMIT 1`)
}

/** Whether an object has records, in the bin or not. */
export async function hasRecords(db: Queryable, catalog: Catalog, object: string): Promise<boolean> {
  const { tableName } = catalog.objects.get(object) ?? {}
  if (tableName === undefined || tableName === '') return false
  return isThere(db, `SELECT 1 FROM ${qualified(catalog.workspace.schema, tableName)} LIMIT 1`)
}

async function isThere(db: Queryable, sql: string): Promise<boolean> {
  return (await db.query(sql)).rowCount !== 0
}
