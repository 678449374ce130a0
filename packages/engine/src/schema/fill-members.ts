import type { ClientBase } from 'pg'
import type { Catalog, CatalogField } from '../catalog/catalog.js'
import { quoteIdentifier } from '../storage/identifiers.js'

/** The lookup that takes over the values of one to a single object, where the field may now point to several. */
function heir({ target, column }: CatalogField, { members = [] }: CatalogField): CatalogField | undefined {
  return column === undefined || target === undefined ? undefined : members.find((member) => member.target === target)
}

/** True when a field that pointed to records of one object may point to those of several, that one among them. */
export const becomesAny = (before: CatalogField, after: CatalogField): boolean => heir(before, after) !== undefined

/** Gives such fields the records they pointed to; the bin included. */
export async function fillMembers(db: ClientBase, now: Catalog, next: Catalog): Promise<void> {
  for (const object of next.objects.values()) {
    const known = now.objects.get(object.id)
    if (known === undefined || known === object) continue
    for (const field of object.fields) {
      const before = known.fieldsById.get(field.id)
      const member = before === undefined ? undefined : heir(before, field)
      if (before === undefined || member === undefined) continue
      const [from, to] = [before, member].map(({ column = '' }) => quoteIdentifier(column))
      await db.query(`UPDATE ${object.table} SET ${to} = ${from} WHERE ${from} IS NOT NULL`)
    }
  }
}
