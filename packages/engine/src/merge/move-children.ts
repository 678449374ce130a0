import { definerAccess } from '../access/access.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { readRows } from '../records/read-rows.js'
import type { RowChange } from '../records/row-change.js'
import { columnOf } from '../records/stored-fields.js'
import type { WriteSession } from '../records/write-session.js'
import { draftOf, writeSet } from './write-set.js'

/** Sets a lookup of a record, past rules and defaults; nothing happens where it no longer points to `from`. */
export interface Redirection {
  readonly child: CatalogObject
  readonly lookup: CatalogField
  readonly id: string
  readonly from: string
  readonly to: string
}

/** Redirections that took place, and what they change for roll-ups and workflows. */
export interface Redirected {
  readonly done: readonly Redirection[]
  readonly changes: readonly RowChange[]
}

/**
 * Points records elsewhere, those of one object at once. What is outside the bin gets a version, history and event of its own; what is
 * in the bin only points elsewhere, for the day it comes back.
 */
export async function redirect(session: WriteSession, redirections: readonly Redirection[]): Promise<Redirected> {
  const done: Redirection[] = []
  const changes: RowChange[] = []
  for (const [child, own] of byChild(redirections)) {
    const ids = [...new Set(own.map(({ id }) => id))].sort()
    const options = { lock: 'change', deleted: true } as const
    const rows = await readRows(session.db, session.catalog, child, definerAccess, ids, options, session.runtime)
    const valid = own.filter(({ id, lookup, from }) => rows.get(id)?.values.get(lookup.id) === from)
    const drafts = ids.flatMap((id) => {
      const row = rows.get(id)
      const mine = valid.filter((each) => each.id === id)
      if (row === undefined || row.deleted || mine.length === 0) return []
      return [
        draftOf('change', row, new Map([...row.values, ...mine.map(({ lookup, to }) => [lookup.id, to] as const)])),
      ]
    })
    changes.push(...(await writeSet(session, child, 'change', drafts)))
    await redirectInBin(
      session,
      child,
      valid.filter(({ id }) => rows.get(id)?.deleted === true),
    )
    done.push(...valid)
  }
  return { done, changes }
}

async function redirectInBin(session: WriteSession, child: CatalogObject, own: readonly Redirection[]): Promise<void> {
  for (const lookup of new Set(own.map((each) => each.lookup))) {
    const mine = own.filter((each) => each.lookup === lookup)
    await session.db.query(
      `UPDATE ${child.table} AS t SET ${columnOf(lookup)} = u.target
       FROM unnest($1::uuid[], $2::uuid[]) AS u(id, target) WHERE t.id = u.id AND t.deleted_at IS NOT NULL`,
      [mine.map(({ id }) => id), mine.map(({ to }) => to)],
    )
  }
}

function byChild(redirections: readonly Redirection[]): ReadonlyMap<CatalogObject, readonly Redirection[]> {
  const found = new Map<CatalogObject, Redirection[]>()
  for (const each of redirections) found.set(each.child, [...(found.get(each.child) ?? []), each])
  return new Map([...found].sort(([a], [b]) => (a.id < b.id ? -1 : 1)))
}
