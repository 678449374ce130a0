import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import type { Draft } from './draft.js'
import { references } from './leaving.js'
import { columnOf } from './stored-fields.js'
import type { WriteSession } from './write-session.js'

/** Records of one object that come back from the bin with those above them. */
export interface ReturningGroup {
  readonly object: CatalogObject
  readonly ids: readonly string[]
}

/**
 * What went to the bin together with these records and is still there: its lookup deletes along, and it went in the very same
 * moment. Asked before they are restored; level by level, those above first.
 */
export async function returningWith(
  session: WriteSession,
  object: CatalogObject,
  restored: readonly Draft[],
): Promise<readonly ReturningGroup[]> {
  const groups: ReturningGroup[] = []
  const seen = new Map([[object.id, new Set(restored.map(({ id }) => id))]])
  let level: readonly ReturningGroup[] = [{ object, ids: restored.map(({ id }) => id) }]
  while (level.length > 0) {
    const next: ReturningGroup[] = []
    for (const { object: parent, ids } of level) {
      for (const { child, lookup } of references(session, parent)) {
        if (lookup.onDelete !== 'cascade') continue
        const known = seen.get(child.id) ?? new Set<string>()
        seen.set(child.id, known)
        const found = (await binnedWith(session, parent, child, lookup, ids)).filter((id) => !known.has(id))
        for (const id of found) known.add(id)
        if (found.length > 0) next.push({ object: child, ids: found })
      }
    }
    groups.push(...next)
    level = next
  }
  return groups
}

async function binnedWith(
  session: WriteSession,
  parent: CatalogObject,
  child: CatalogObject,
  lookup: CatalogField,
  ids: readonly string[],
): Promise<string[]> {
  const { rows } = await session.db.query<{ id: string }>(
    `SELECT c.id FROM ${child.table} AS c JOIN ${parent.table} AS p ON p.id = c.${columnOf(lookup)}
     WHERE p.id = ANY($1::uuid[]) AND c.deleted_at = p.deleted_at ORDER BY c.id`,
    [ids],
  )
  return rows.map(({ id }) => id)
}

/** Everything that comes back with these records, they themselves too: what points from one to another still points there. */
export async function comingBack(
  session: WriteSession,
  object: CatalogObject,
  restored: readonly Draft[],
): Promise<ReadonlySet<string>> {
  if (restored.length === 0) return new Set()
  const groups = await returningWith(session, object, restored)
  return new Set([...restored.map(({ id }) => id), ...groups.flatMap(({ ids }) => ids)])
}
