import type { CatalogObject } from '../catalog/catalog.js'
import { linkTable, linkedFrom } from '../catalog/link-table.js'
import type { LinkingField } from '../catalog/link-table.js'
import type { Leaving, LeavingGroup } from './leaving.js'
import type { WriteSession } from './write-session.js'

/** A record that may not go to the bin, with the object of what holds it. */
export interface Held {
  readonly id: string
  readonly holder: CatalogObject
}

/**
 * Records of a group that others, which stay, are linked with and do not let go: because their field says so, or because it is
 * required and would be left without any.
 */
export async function heldByLinks(session: WriteSession, leaving: Leaving, group: LeavingGroup): Promise<Held[]> {
  const held: Held[] = []
  for (const side of linkedFrom(session.catalog, group.object)) {
    if (side.field.onDelete !== 'refuse' && !side.field.required) continue
    const gone = leaving.get(side.object.id)?.roots
    for (const { near, far } of await holding(session, side, group.object, [...group.roots.keys()])) {
      if (gone?.has(near) !== true) held.push({ id: far, holder: side.object })
    }
  }
  return [...new Map(held.map((one) => [`${one.id}/${one.holder.id}`, one])).values()]
}

async function holding(
  session: WriteSession,
  { object, field, links }: LinkingField,
  target: CatalogObject,
  ids: readonly string[],
): Promise<{ near: string; far: string }[]> {
  const table = linkTable(session.catalog, links)
  const [near, far] = [`"${links.near}"`, `"${links.far}"`]
  const hasAnother = `EXISTS (SELECT 1 FROM ${table} AS o JOIN ${target.table} AS t ON t.id = o.${far}
    WHERE o.${near} = l.${near} AND o.${far} <> ALL($1::uuid[]) AND t.deleted_at IS NULL)`
  const { rows } = await session.db.query<{ near: string; far: string }>(
    `SELECT l.${near} AS near, l.${far} AS far FROM ${table} AS l JOIN ${object.table} AS r ON r.id = l.${near}
     WHERE l.${far} = ANY($1::uuid[]) AND r.deleted_at IS NULL${field.onDelete === 'refuse' ? '' : ` AND NOT ${hasAnother}`}
     ORDER BY 1, 2`,
    [ids],
  )
  return rows
}
