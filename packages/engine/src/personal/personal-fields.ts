import { fieldOfPart } from '@tessera/metadata'
import type { FieldDocument } from '@tessera/metadata'
import type { Catalog, CatalogField, CatalogObject, PhysicalName } from '../catalog/catalog.js'
import { withMembers } from '../catalog/with-members.js'
import { parkedOf } from '../schema/conversions/parked-column.js'
import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'

/** The fields of an object that are marked as personal and that people fill in, in document order. */
export function personalFields(catalog: Catalog, object: CatalogObject): readonly CatalogField[] {
  const fields = (catalog.documents.get(object.id)?.['fields'] ?? []) as readonly FieldDocument[]
  const marked = new Set(fields.flatMap(({ id, personal }) => (personal === true && id !== undefined ? [id] : [])))
  return object.fields.filter(({ id, writable }) => writable && marked.has(id))
}

/** As they are kept: of a field with members those. */
export const keptFields = (fields: readonly CatalogField[]): readonly CatalogField[] => withMembers(fields)

/** What is left of personal fields beside them: columns from before their type changed, and fields that were taken away. */
export interface Leftovers {
  /** Ids of fields that are gone from the document and were personal when it last had them. */
  readonly fields: readonly string[]
  /** Columns nobody sees any more, unquoted, with the value that means blank. */
  readonly columns: readonly { readonly name: string; readonly blank: 'NULL' | 'false' }[]
}

/** Looks for leftovers of an object in what is hidden, or being prepared by a job. */
export async function findLeftovers(
  db: Queryable,
  schema: string,
  object: CatalogObject,
  personal: readonly CatalogField[],
): Promise<Leftovers> {
  const known = new Set(object.fieldsById.keys())
  const { rows: gone } = await db.query<{ id: string; personal: boolean }>(
    `SELECT DISTINCT ON (f->>'id') f->>'id' AS id, coalesce((f->>'personal')::boolean, false) AS personal
     FROM ${qualified(schema, 'document_versions')} AS d, jsonb_array_elements(d.body->'fields') AS f
     WHERE d.document_id = $1 ORDER BY f->>'id', d.revision DESC`,
    [object.id],
  )
  const fields = gone.filter(({ id, personal: was }) => was && !known.has(id)).map(({ id }) => id)
  const wanted = new Set([...personal.map(({ id }) => id), ...fields])
  const { rows: parts } = await db.query<PhysicalName>(
    `SELECT object_id AS "objectId", part_id AS "partId", kind, name, definition, hidden_at IS NOT NULL AS hidden
     FROM ${qualified(schema, 'physical')} WHERE object_id = $1 AND kind = 'column'`,
    [object.id],
  )
  const visible = new Set(withMembers(object.fields).flatMap(({ column }) => column ?? []))
  const left = parts.flatMap((part) => {
    const id = parkedOf(part)?.field.id ?? part.partId.split('~')[0] ?? ''
    return wanted.has(fieldOfPart(id)) && !visible.has(part.name) ? [{ part, id }] : []
  })
  return {
    // Of a field whose records are of several objects, those too that it may no longer point to.
    fields: [...new Set([...fields, ...left.flatMap(({ id }) => (wanted.has(id) ? [] : [id]))])],
    columns: left.map(({ part: { name, definition } }) => ({
      name,
      blank: definition.type === 'boolean' ? ('false' as const) : ('NULL' as const),
    })),
  }
}
