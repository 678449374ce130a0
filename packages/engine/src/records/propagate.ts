import type { WireValue } from '@tessera/formula'
import { definerAccess } from '../access/access.js'
import { objectById } from '../catalog/catalog.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { sameValue } from './draft.js'
import { feedsOf } from './feeds.js'
import type { Feed } from './feeds.js'
import { linkedIds } from './link-order.js'
import { otherSides } from './other-sides.js'
import { refuseBrokenParents } from './parent-rules.js'
import { parentsAcross } from './parents-across.js'
import { readRows } from './read-rows.js'
import { recomputeRollups } from './recompute-rollups.js'
import type { RowChange } from './row-change.js'
import type { WriteSession } from './write-session.js'

/**
 * Finds what the changes mean for records at the other end of pairs, and brings every roll-up above all of them up to date, level by level, in the running transaction: lock the parents
 * in id order in a statement of its own, recompute in a later one (its snapshot sees what the lock waited for), judge the
 * parents' rules, go on with the parents that really changed. Gives the changes of all of them.
 * Errors: write.fan-out, record.invalid with a parent's `rule.<key>`.
 */
export async function propagate(session: WriteSession, changes: readonly RowChange[]): Promise<readonly RowChange[]> {
  const sides = await otherSides(session, changes)
  const computed: RowChange[] = [...sides]
  for (let level: readonly RowChange[] = [...changes, ...sides]; level.length > 0;) {
    const next: RowChange[] = []
    const affected = await affectedParents(session, level)
    for (const [parentId, { ids, rollups }] of [...affected].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const parent = objectById(session.catalog, parentId)
      next.push(...(await recomputeLevel(session, parent, [...ids].sort(), [...rollups])))
    }
    computed.push(...next)
    level = next
  }
  return computed
}

type Affected = Map<string, { ids: Set<string>; rollups: Set<CatalogField> }>

async function affectedParents(session: WriteSession, changes: readonly RowChange[]): Promise<Affected> {
  const affected: Affected = new Map()
  const mark = (feed: Feed, id: string): void => {
    const entry = affected.get(feed.parent) ?? { ids: new Set<string>(), rollups: new Set<CatalogField>() }
    affected.set(feed.parent, entry)
    entry.ids.add(id)
    entry.rollups.add(feed.rollup)
  }
  for (const feed of feedsOf(session.catalog)) {
    for (const change of changes) {
      if (change.object !== feed.child || !touches(change, feed.own)) continue
      for (const id of parentsOf(change, feed)) mark(feed, id)
    }
    for (const input of feed.crossing) {
      const ids = changes
        .filter((change) => change.object === input.object && touches(change, new Set([input.field])))
        .map(({ id }) => id)
      if (ids.length === 0) continue
      for (const id of await parentsAcross(session, feed, input.over, ids)) mark(feed, id)
    }
  }
  return affected
}

/** The parents a changed child had and has; where nothing else of it changes only those it gains and loses, of many. */
function parentsOf(change: RowChange, { computesWith, via }: Feed): readonly string[] {
  const idsOf = (value: WireValue | undefined): readonly string[] =>
    typeof value === 'string' ? [value] : linkedIds(value)
  const [had, has] = [idsOf(change.before?.get(via)), idsOf(change.after?.get(via))]
  if (touches(change, computesWith)) return [...had, ...has]
  const [old, now] = [new Set(had), new Set(has)]
  return [...had.filter((id) => !now.has(id)), ...has.filter((id) => !old.has(id))]
}

function touches(change: RowChange, fields: ReadonlySet<string>): boolean {
  const { before, after } = change
  if (before === null || after === null) return true
  return [...fields].some((id) => !sameValue(before.get(id), after.get(id)))
}

async function recomputeLevel(
  session: WriteSession,
  parent: CatalogObject,
  ids: readonly string[],
  rollups: readonly CatalogField[],
): Promise<RowChange[]> {
  const before = await readRows(
    session.db,
    session.catalog,
    parent,
    definerAccess,
    ids,
    { lock: 'change', deleted: true },
    session.runtime,
  )
  const changed = await recomputeRollups(session, parent, ids, rollups)
  const changes = [...changed].flatMap(([id, values]) => {
    const row = before.get(id)
    return row === undefined
      ? []
      : [
          {
            object: parent.id,
            id,
            op: 'computed' as const,
            version: row.version,
            before: row.values,
            after: new Map([...row.values, ...values]),
          },
        ]
  })
  // A record in the bin is judged when it comes back.
  const live = changes.filter(({ id }) => before.get(id)?.deleted !== true)
  await refuseBrokenParents(session, parent, rollups, live)
  return changes
}
