import type { ClientBase } from 'pg'
import type { Catalog, CatalogField } from '../catalog/catalog.js'
import { linkTable } from '../catalog/link-table.js'
import { quoteIdentifier } from '../storage/identifiers.js'

/** True when a field that pointed to one record links with many of the same object: each keeps its one. */
export function becomesMany(before: CatalogField, after: CatalogField): boolean {
  const { target, column } = before
  return column !== undefined && target !== undefined && after.links?.near === 'source' && after.links.target === target
}

/** Gives such fields a pair for each record that pointed to one, in the order of the records; the bin included. */
export async function fillLinks(db: ClientBase, now: Catalog, next: Catalog): Promise<void> {
  for (const object of next.objects.values()) {
    const known = now.objects.get(object.id)
    if (known === undefined || known === object) continue
    for (const field of object.fields) {
      const before = known.fieldsById.get(field.id)
      if (field.links === undefined || before === undefined || !becomesMany(before, field)) continue
      const column = quoteIdentifier(before.column ?? '')
      await db.query(
        `INSERT INTO ${linkTable(next, field.links)} ("source", "target")
         SELECT id, ${column} FROM ${object.table} WHERE ${column} IS NOT NULL ORDER BY id ON CONFLICT DO NOTHING`,
      )
    }
  }
}
