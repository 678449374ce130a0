import { AppError } from '@tessera/metadata'
import { definerAccess } from '../access/access.js'
import type { CatalogObject } from '../catalog/catalog.js'
import { objectById } from '../catalog/catalog.js'
import { areSides, linkTable, linkedFrom, linkingFields } from '../catalog/link-table.js'
import type { LinkingField } from '../catalog/link-table.js'
import { mayStartRuns } from '../workflows/match-triggers.js'
import type { Values } from './draft.js'
import { readsField } from './feeds.js'
import { linkChanges, linkedIds } from './link-order.js'
import { readRows } from './read-rows.js'
import type { RowChange } from './row-change.js'
import type { WriteSession } from './write-session.js'

/** So many records of the other sides may change with one write (decisions, section 1). */
const limit = 20_000

/** What one record of the other side has gained and lost, by field. */
type Shift = Map<LinkingField, { readonly gained: Set<string>; readonly lost: Set<string> }>
type Shifts = Map<string, Map<string, Shift>>

/**
 * A pair has two ends, and a record in the bin is linked with nothing: so a write changes what other records are linked with.
 * Gives their changes, as far as a roll-up or a workflow looks at them; like roll-ups they touch neither version nor history.
 * Errors: write.fan-out.
 */
export async function otherSides(session: WriteSession, changes: readonly RowChange[]): Promise<RowChange[]> {
  const shifts: Shifts = new Map()
  for (const object of new Set(changes.map((change) => change.object))) {
    const own = changes.filter((change) => change.object === object)
    const stays = own.filter(({ op }) => op === 'create' || op === 'change')
    const moves = own.filter(({ op }) => op === 'delete' || op === 'restore')
    noteWritten(session, objectById(session.catalog, object), stays, shifts)
    await noteBin(session, objectById(session.catalog, object), moves, shifts)
  }
  const found: RowChange[] = []
  for (const [object, records] of shifts) {
    if (records.size > limit) throw new AppError('write.fan-out', { rows: records.size, limit })
    found.push(...(await changesOf(session, objectById(session.catalog, object), records)))
  }
  return found
}

/** Whether anything is computed from what a field links with. */
const isLookedAt = (session: WriteSession, { object, field }: LinkingField): boolean =>
  readsField(session.catalog, object.id, field.id) || mayStartRuns(session, object)

function note(shifts: Shifts, side: LinkingField, id: string, other: string, how: 'gained' | 'lost'): void {
  const records = shifts.get(side.object.id) ?? new Map<string, Shift>()
  shifts.set(side.object.id, records)
  const shift: Shift = records.get(id) ?? new Map()
  records.set(id, shift)
  const both = shift.get(side) ?? { gained: new Set<string>(), lost: new Set<string>() }
  shift.set(side, both)
  both[how].add(other)
}

/** Pairs that were made and taken away. */
function noteWritten(
  session: WriteSession,
  object: CatalogObject,
  changes: readonly RowChange[],
  shifts: Shifts,
): void {
  const nothing: Values = new Map()
  for (const { field, links } of linkingFields(object)) {
    const sides = linkedFrom(session.catalog, object).filter(
      (side) => areSides(side.links, links) && isLookedAt(session, side),
    )
    for (const side of sides) {
      for (const { id, before, after } of changes) {
        const { added, removed } = linkChanges({ before: before ?? nothing, after: after ?? nothing }, field)
        for (const far of added) note(shifts, side, far, id, 'gained')
        for (const far of removed) note(shifts, side, far, id, 'lost')
      }
    }
  }
}

/** Pairs of records that went to the bin or came back. */
async function noteBin(
  session: WriteSession,
  object: CatalogObject,
  changes: readonly RowChange[],
  shifts: Shifts,
): Promise<void> {
  if (changes.length === 0) return
  const restored = new Set(changes.flatMap(({ id, op }) => (op === 'restore' ? [id] : [])))
  for (const side of linkedFrom(session.catalog, object)) {
    if (!isLookedAt(session, side)) continue
    const { rows } = await session.db.query<{ near: string; far: string }>(
      `SELECT "${side.links.near}" AS near, "${side.links.far}" AS far FROM ${linkTable(session.catalog, side.links)}
       WHERE "${side.links.far}" = ANY($1::uuid[]) LIMIT ${limit + 1}`,
      [changes.map(({ id }) => id)],
    )
    if (rows.length > limit) throw new AppError('write.fan-out', { rows: rows.length, limit })
    for (const { near, far } of rows) note(shifts, side, near, far, restored.has(far) ? 'gained' : 'lost')
  }
}

async function changesOf(
  session: WriteSession,
  object: CatalogObject,
  records: ReadonlyMap<string, Shift>,
): Promise<RowChange[]> {
  const options = { lock: 'none', deleted: true } as const
  const ids = [...records.keys()]
  const rows = await readRows(session.db, session.catalog, object, definerAccess, ids, options, session.runtime)
  return [...rows.values()].map(({ id, version, values: after }) => {
    const before: Values = new Map(after)
    for (const [{ field }, { gained, lost }] of records.get(id) ?? []) {
      const had = [...linkedIds(after.get(field.id)).filter((other) => !gained.has(other)), ...lost]
      before.set(field.id, had.length === 0 ? null : had)
    }
    return { object: object.id, id, op: 'computed' as const, version, before, after }
  })
}
