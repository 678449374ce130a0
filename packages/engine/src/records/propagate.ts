import { AppError } from '@tessera/metadata'
import type { WireValue } from '@tessera/formula'
import { definerAccess } from '../access/access.js'
import { fieldById, objectById } from '../catalog/catalog.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { rowSource } from '../sql/row-source.js'
import { execute, join, raw, slot, toStatement } from '../storage/statement.js'
import { sameValue } from './draft.js'
import { feedsOf } from './feeds.js'
import type { Feed } from './feeds.js'
import { refuseBrokenParents } from './parent-rules.js'
import { readRows } from './read-rows.js'
import { recomputeRollups } from './recompute-rollups.js'
import type { RowChange } from './row-change.js'
import type { WriteSession } from './write-session.js'

/** A roll-up whose inputs cross a lookup propagates in the transaction up to this many parents (decisions, section 1). */
const fanOutLimit = 20_000

/**
 * Brings every roll-up above the changed records up to date, level by level, in the running transaction: lock the parents
 * in id order in a statement of its own, recompute in a later one (its snapshot sees what the lock waited for), judge the
 * parents' rules, go on with the parents that really changed. Gives the changes of all of them.
 * Errors: write.fan-out, record.invalid with a parent's `rule.<key>`.
 */
export async function propagate(session: WriteSession, changes: readonly RowChange[]): Promise<readonly RowChange[]> {
  const computed: RowChange[] = []
  for (let level = changes; level.length > 0;) {
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
  const mark = (feed: Feed, id: WireValue | undefined): void => {
    if (typeof id !== 'string') return
    const entry = affected.get(feed.parent) ?? { ids: new Set<string>(), rollups: new Set<CatalogField>() }
    affected.set(feed.parent, entry)
    entry.ids.add(id)
    entry.rollups.add(feed.rollup)
  }
  for (const feed of feedsOf(session.catalog)) {
    for (const change of changes) {
      if (change.object !== feed.child || !touches(change, feed.own)) continue
      mark(feed, change.before?.get(feed.via))
      mark(feed, change.after?.get(feed.via))
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

function touches(change: RowChange, fields: ReadonlySet<string>): boolean {
  const { before, after } = change
  if (before === null || after === null) return true
  return [...fields].some((id) => !sameValue(before.get(id), after.get(id)))
}

/** Parents of the children that reach one of `ids` over lookups. */
async function parentsAcross(
  session: WriteSession,
  feed: Feed,
  over: Feed['crossing'][number]['over'],
  ids: readonly string[],
): Promise<string[]> {
  const child = objectById(session.catalog, feed.child)
  const source = rowSource(session.catalog, child, 'c', definerAccess)
  const reached = source.path(over.map((step) => ({ ...step, key: '' })))
  const via = source.field(fieldById(child, feed.via))
  const statement = toStatement(
    join([
      'SELECT DISTINCT ',
      via,
      ` AS id FROM ${child.table} AS c `,
      source.joins(),
      ' WHERE c.deleted_at IS NULL AND ',
      reached,
      ' = ANY(',
      raw('?::uuid[]', [slot('ids') as never]),
      ') AND ',
      via,
      ` IS NOT NULL LIMIT ${fanOutLimit + 1}`,
    ]),
  )
  const { rows } = await execute<{ id: string }>(session.db, statement, session.runtime, { ids })
  if (rows.length > fanOutLimit) throw new AppError('write.fan-out', { rows: rows.length, limit: fanOutLimit })
  return rows.map((row) => row.id)
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
