import type { CatalogField, CatalogObject, CatalogUnique } from '../catalog/catalog.js'
import { references } from '../records/leaving.js'
import { columnOf } from '../records/stored-fields.js'
import type { WriteSession } from '../records/write-session.js'
import { indexPredicate } from '../sql/index-predicate.js'
import type { MergedIds } from './merge-request.js'

/** Records that may not point to the same one: all but one of them must go to the bin. */
export interface ChildConflict {
  readonly child: CatalogObject
  readonly unique: CatalogUnique
  readonly ids: readonly string[]
}

/** What the children of the records will collide with each other in once they all point to the one that stays. */
export async function childConflicts(
  session: WriteSession,
  object: CatalogObject,
  ids: MergedIds,
): Promise<readonly ChildConflict[]> {
  const lookupsOf = new Map<CatalogObject, Set<CatalogField>>()
  for (const { child, lookup } of references(session, object))
    lookupsOf.set(child, (lookupsOf.get(child) ?? new Set()).add(lookup))
  const found: ChildConflict[] = []
  for (const [child, lookups] of lookupsOf) {
    for (const unique of child.unique) {
      const moving = unique.fields.filter((field) => lookups.has(field))
      if (moving.length > 0) found.push(...(await conflictsOf(session, object, child, unique, moving, ids)))
    }
  }
  return found
}

async function conflictsOf(
  session: WriteSession,
  object: CatalogObject,
  child: CatalogObject,
  unique: CatalogUnique,
  moving: readonly CatalogField[],
  { keep, merge }: MergedIds,
): Promise<readonly ChildConflict[]> {
  const after = (field: CatalogField): string => {
    const column = `t.${columnOf(field)}`
    return moving.includes(field) ? `CASE WHEN ${column} = ANY($2::uuid[]) THEN $1::uuid ELSE ${column} END` : column
  }
  const touched = moving.map((field) => `t.${columnOf(field)} = ANY($2::uuid[] || $1::uuid)`).join(' OR ')
  const filled = unique.fields.map((field) => `t.${columnOf(field)} IS NOT NULL`).join(' AND ')
  const keys = unique.fields.map((field) => after(field)).join(', ')
  const when = unique.when && indexPredicate(unique.when, child, (field) => `t.${columnOf(field)}`)
  const { rows } = await session.db.query<{ ids: string[] }>(
    `SELECT array_agg(t.id ORDER BY t.id) AS ids FROM ${child.table} AS t
     WHERE t.deleted_at IS NULL AND (${touched}) AND ${filled}${when === undefined ? '' : ` AND ${when}`} AND NOT ($3 AND t.id = ANY($2::uuid[]))
     GROUP BY ${keys} HAVING count(*) > 1 ORDER BY 1`,
    [keep, merge, child.id === object.id],
  )
  return rows.map((row) => ({ child, unique, ids: row.ids }))
}
