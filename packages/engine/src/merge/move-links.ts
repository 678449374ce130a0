import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { areSides, linkTable, linkedFrom, linkingFields } from '../catalog/link-table.js'
import type { LinkingField } from '../catalog/link-table.js'
import { definerAccess } from '../access/access.js'
import type { Draft, Values } from '../records/draft.js'
import { linkedIds } from '../records/link-order.js'
import { readRows } from '../records/read-rows.js'
import type { StoredRow } from '../records/read-rows.js'
import type { RowChange } from '../records/row-change.js'
import type { WriteSession } from '../records/write-session.js'
import type { MergedIds } from './merge-request.js'

/** A pair that a merge made: a record that was linked with a merged one is linked with the one that stays. */
export interface MovedLink {
  readonly side: LinkingField
  readonly id: string
}

/** The record that stays is linked with what the merged ones were linked with, where it has a field for that and nobody chose otherwise. */
export function takeLinks(
  object: CatalogObject,
  draft: Draft,
  rows: ReadonlyMap<string, StoredRow>,
  { keep, merge }: MergedIds,
): void {
  const own = new Set([keep, ...merge])
  for (const { field } of linkingFields(object)) {
    const known = [keep, ...merge].flatMap((id) => linkedIds(rows.get(id)?.values.get(field.id)))
    const ids = [...new Set(known)].filter((id) => !own.has(id))
    if (!draft.sent.has(field.id)) draft.sent.set(field.id, ids.length === 0 ? null : ids)
  }
}

/**
 * The same for what is linked with the merged ones by fields of others alone. The pairs of the merged ones stay: they are out of
 * sight while these are in the bin.
 */
export async function moveLinks(
  session: WriteSession,
  object: CatalogObject,
  { keep, merge }: MergedIds,
): Promise<{ readonly done: readonly MovedLink[]; readonly changes: readonly RowChange[] }> {
  const done: MovedLink[] = []
  for (const side of namedElsewhere(session, object)) {
    const [near, far] = [`"${side.links.near}"`, `"${side.links.far}"`]
    const table = linkTable(session.catalog, side.links)
    const { rows } = await session.db.query<{ id: string }>(
      `INSERT INTO ${table} (${near}, ${far}) SELECT DISTINCT ${near}, $1::uuid FROM ${table}
       WHERE ${far} = ANY($2::uuid[]) AND NOT ($3 AND ${near} = ANY($2::uuid[] || $1::uuid))
       ON CONFLICT DO NOTHING RETURNING ${near} AS id`,
      [keep, merge, side.object.id === object.id],
    )
    done.push(...rows.map(({ id }) => ({ side, id })))
  }
  return { done, changes: await changesOf(session, done, keep, 'made') }
}

/** How many live records would be linked with the one that stays, by each field of others, that are not yet. */
export async function countLinks(
  session: WriteSession,
  object: CatalogObject,
  { keep, merge }: MergedIds,
): Promise<readonly { readonly side: LinkingField; readonly count: number }[]> {
  const counts: { side: LinkingField; count: number }[] = []
  for (const side of linkedFrom(session.catalog, object)) {
    const [near, far] = [`"${side.links.near}"`, `"${side.links.far}"`]
    const table = linkTable(session.catalog, side.links)
    const { rows } = await session.db.query<{ count: number }>(
      `SELECT count(DISTINCT l.${near})::int AS count FROM ${table} AS l JOIN ${side.object.table} AS r ON r.id = l.${near}
       WHERE l.${far} = ANY($2::uuid[]) AND r.deleted_at IS NULL AND NOT ($3 AND l.${near} = ANY($2::uuid[] || $1::uuid))
         AND NOT EXISTS (SELECT 1 FROM ${table} AS k WHERE k.${near} = l.${near} AND k.${far} = $1)`,
      [keep, merge, side.object.id === object.id],
    )
    counts.push({ side, count: rows[0]?.count ?? 0 })
  }
  return counts.filter(({ count }) => count > 0)
}

/** Takes such pairs away again. */
export async function unlink(
  session: WriteSession,
  moved: readonly MovedLink[],
  kept: string,
): Promise<readonly RowChange[]> {
  for (const side of new Set(moved.map((each) => each.side))) {
    const ids = moved.filter((each) => each.side === side).map(({ id }) => id)
    await session.db.query(
      `DELETE FROM ${linkTable(session.catalog, side.links)} WHERE "${side.links.near}" = ANY($1::uuid[]) AND "${side.links.far}" = $2`,
      [ids, kept],
    )
  }
  return changesOf(session, moved, kept, 'gone')
}

/** What the one that stays was linked with before the merge: without what came from the merged ones. */
export function linksBefore(current: Values, field: CatalogField, from: unknown, to: unknown): string[] | null {
  const had = new Set(linkedIds(from as never))
  const taken = new Set(linkedIds(to as never).filter((id) => !had.has(id)))
  const ids = linkedIds(current.get(field.id)).filter((id) => !taken.has(id))
  return ids.length === 0 ? null : ids
}

/** Fields that link records of others with those of an object, which has no field for it. */
function namedElsewhere({ catalog }: WriteSession, object: CatalogObject): readonly LinkingField[] {
  const own = linkingFields(object)
  return linkedFrom(catalog, object).filter(({ links }) => !own.some((side) => areSides(side.links, links)))
}

async function changesOf(
  session: WriteSession,
  moved: readonly MovedLink[],
  kept: string,
  how: 'made' | 'gone',
): Promise<RowChange[]> {
  const changes: RowChange[] = []
  const options = { lock: 'none', deleted: true } as const
  for (const side of new Set(moved.map((each) => each.side))) {
    const { object, field } = side
    const ids = moved.filter((each) => each.side === side).map(({ id }) => id)
    const rows = await readRows(session.db, session.catalog, object, definerAccess, ids, options, session.runtime)
    for (const { id, version, values: after } of rows.values()) {
      const others = linkedIds(after.get(field.id)).filter((one) => one !== kept)
      const before = new Map(after).set(field.id, how === 'made' ? others : [...others, kept])
      changes.push({ object: object.id, id, op: 'computed', version, before, after })
    }
  }
  return changes
}
