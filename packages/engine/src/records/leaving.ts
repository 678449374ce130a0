import { AppError } from '@tessera/metadata'
import { fieldById, objectById } from '../catalog/catalog.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { definerAccess } from '../access/access.js'
import type { Draft } from './draft.js'
import { readRows } from './read-rows.js'
import type { StoredRow } from './read-rows.js'
import { columnOf } from './stored-fields.js'
import type { WriteSession } from './write-session.js'

/** So many records go to the bin with others in one write. */
const limit = 20_000

/** Records of one object that go to the bin. */
export interface LeavingGroup {
  readonly object: CatalogObject
  /** By id: the deletion that takes it along, its own or that of a record above it. */
  readonly roots: Map<string, Draft>
  /** Those that are taken along, locked and as they are. */
  readonly rows: Map<string, StoredRow>
}

/** Everything that a deletion takes along, by object id, the deleted records themselves first. */
export type Leaving = ReadonlyMap<string, LeavingGroup>

/**
 * What goes to the bin with these records because its lookup says so, level by level, each level locked before the next is looked
 * for: nothing can join it until the transaction ends. Errors: write.fan-out.
 */
export async function leavingWith(
  session: WriteSession,
  object: CatalogObject,
  deleted: readonly Draft[],
): Promise<Leaving> {
  const leaving = new Map<string, LeavingGroup>()
  const groupOf = (one: CatalogObject): LeavingGroup => {
    const group = leaving.get(one.id) ?? { object: one, roots: new Map<string, Draft>(), rows: new Map() }
    leaving.set(one.id, group)
    return group
  }
  let level = new Map([[object.id, new Map(deleted.map((draft) => [draft.id, draft]))]])
  for (const draft of deleted) groupOf(object).roots.set(draft.id, draft)
  for (let count = 0; level.size > 0;) {
    const next: typeof level = new Map()
    for (const [parentId, roots] of level) {
      for (const { child, lookup } of references(session, objectById(session.catalog, parentId))) {
        if (lookup.onDelete !== 'cascade') continue
        const known = groupOf(child)
        const pointing = (await pointingRows(session, child, lookup, [...roots.keys()])).filter(
          ({ id }) => !known.roots.has(id),
        )
        count += pointing.length
        if (count > limit) throw new AppError('write.fan-out', { rows: count, limit })
        const rows = await lockForBin(session, child, pointing)
        for (const { id, target } of pointing) {
          const [row, root] = [rows.get(id), roots.get(target)]
          if (row === undefined || root === undefined) continue
          known.rows.set(id, row)
          known.roots.set(id, root)
          next.set(child.id, (next.get(child.id) ?? new Map<string, Draft>()).set(id, root))
        }
      }
    }
    level = next
  }
  return leaving
}

async function lockForBin(
  session: WriteSession,
  child: CatalogObject,
  pointing: readonly { id: string }[],
): Promise<ReadonlyMap<string, StoredRow>> {
  if (pointing.length === 0) return new Map()
  const ids = pointing.map(({ id }) => id)
  const options = { lock: 'bin', deleted: false } as const
  return readRows(session.db, session.catalog, child, definerAccess, ids, options, session.runtime)
}

/** The lookups that point to an object. */
export function references(
  session: WriteSession,
  object: CatalogObject,
): { readonly child: CatalogObject; readonly lookup: CatalogField }[] {
  return object.referencedBy.map((relation) => {
    const child = objectById(session.catalog, relation.object)
    return { child, lookup: fieldById(child, relation.field) }
  })
}

/** The live records whose lookup points to one of these. */
export async function pointingRows(
  session: WriteSession,
  child: CatalogObject,
  lookup: CatalogField,
  ids: readonly string[],
): Promise<{ id: string; target: string }[]> {
  const column = columnOf(lookup)
  const { rows } = await session.db.query<{ id: string; target: string }>(
    `SELECT id, ${column} AS target FROM ${child.table} WHERE ${column} = ANY($1::uuid[]) AND deleted_at IS NULL ORDER BY id`,
    [ids],
  )
  return rows
}
