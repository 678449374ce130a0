import { makeFieldProblem } from '@tessera/metadata'
import type { Localized } from '@tessera/metadata'
import { definerAccess } from '../access/access.js'
import type { CatalogObject, CatalogOverlap } from '../catalog/catalog.js'
import { uniqueColumns } from '../catalog/indexed-text.js'
import { labelsOf } from '../catalog/labels-of.js'
import { toSql } from '@tessera/formula'
import { beforeEnd, overlapSql } from '../sql/overlap-sql.js'
import { rowSource } from '../sql/row-source.js'
import { execute, join, raw, slot, toStatement } from '../storage/statement.js'
import { countsFor } from './counts-for.js'
import { changedFields, pathOf } from './draft.js'
import type { Draft } from './draft.js'
import { DisjointPeriods } from './disjoint-periods.js'
import { columnOf, columnType } from './stored-fields.js'
import type { WriteSession } from './write-session.js'

/** Locks of a constraint: bookings of different things seldom share one, and 10,000 of them need no more than these. */
const lockCount = 256

/** A draft whose period is compared with others. */
interface Booking {
  readonly draft: Draft
  /** Values of what is booked, as one text. */
  readonly key: string
  readonly from: string | number
  readonly to: string | number | null
}

/** True when the change may make the record overlap others: its period, what it books, or whether it counts changes. */
export function touchesPeriods(object: CatalogObject, changed: readonly string[]): boolean {
  return object.noOverlap.some((overlap) => changed.some((id) => readsField(overlap, id)))
}

const readsField = ({ fields, from, to, when }: CatalogOverlap, id: string): boolean =>
  from.id === id || to.id === id || fields.some((field) => field.id === id) || when?.fieldIds.has(id) === true

/**
 * Drafts whose period overlaps that of a live record, or of an earlier draft of the call: each gets a problem. Who books the same
 * thing at the same time waits here for the other's transaction, and sees what it wrote. True when there are any.
 */
export async function markOverlaps(
  session: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
): Promise<boolean> {
  let found = false
  for (const overlap of object.noOverlap) {
    const touching = drafts.filter((draft) => touches(overlap, draft))
    const bookings = touching.flatMap((draft) => bookingOf(session, object, overlap, draft) ?? [])
    found ||= touching.some(({ problems }) => problems.length > 0)
    const good = bookings.filter(({ draft }) => draft.problems.length === 0)
    if (good.length === 0) continue
    await lock(session, object, overlap, good)
    const leaving = [...touching, ...drafts.filter(({ op }) => op === 'delete')].map(({ id }) => id)
    const taken = await takenBy(session, object, overlap, good, leaving)
    const periods = new DisjointPeriods(beforeEnd(overlap) === '<=')
    for (const { draft, key, from, to } of good) {
      if (!taken.has(draft.id) && periods.add(key, from, to)) continue
      const details = detailsOf(overlap)
      draft.problems.push(makeFieldProblem(pathOf(draft, overlap.from.key), 'record.overlaps', details))
      found = true
    }
  }
  return found
}

function touches(overlap: CatalogOverlap, draft: Draft): boolean {
  if (draft.op === 'delete') return false
  return draft.op !== 'change' || changedFields(draft).some((id) => readsField(overlap, id))
}

/** Undefined where the draft is not checked: it takes no time, is blank or does not count. An end before the start is a problem of its own. */
function bookingOf(
  session: WriteSession,
  object: CatalogObject,
  overlap: CatalogOverlap,
  draft: Draft,
): Booking | undefined {
  const [from, to] = [draft.after.get(overlap.from.id) ?? null, draft.after.get(overlap.to.id) ?? null]
  const booked = overlap.fields.map((field) =>
    field.server.toDatabase(draft.after.get(field.id) ?? null, field.context),
  )
  if (from === null || booked.includes(null) || !countsFor(session, object, overlap.when, draft)) return undefined
  const booking = {
    draft,
    key: JSON.stringify(booked),
    from: from as string | number,
    to: to as string | number | null,
  }
  if (booking.to !== null && booking.to < booking.from) {
    const labels = { from: overlap.from.label, to: overlap.to.label }
    draft.problems.push(makeFieldProblem(pathOf(draft, overlap.to.key), 'record.ends_before_start', labels))
    return undefined
  }
  return booking.to === booking.from && beforeEnd(overlap) === '<' ? undefined : booking
}

async function lock(
  session: WriteSession,
  object: CatalogObject,
  { id }: CatalogOverlap,
  bookings: readonly Booking[],
): Promise<void> {
  await session.db.query(
    `SELECT pg_advisory_xact_lock(hashtext($1), n) FROM (
       SELECT DISTINCT abs(hashtext(key)::bigint % ${lockCount})::int AS n FROM unnest($2::text[]) AS key ORDER BY 1
     ) AS locks`,
    [`${object.table}/${id}`, bookings.map(({ key }) => key)],
  )
}

/** Ids of the drafts whose period a live record takes; those of `leaving` are not asked: they will be elsewhere. */
async function takenBy(
  session: WriteSession,
  object: CatalogObject,
  overlap: CatalogOverlap,
  bookings: readonly Booking[],
  leaving: readonly string[],
): Promise<ReadonlySet<string>> {
  const { fields, from, to, when } = overlap
  const rows = bookings.map(({ draft, key, ...period }) => ({
    id: draft.id,
    ...Object.fromEntries((JSON.parse(key) as unknown[]).map((value, at) => [`c${at}`, value])),
    lo: from.server.toDatabase(period.from, from.context),
    hi: to.server.toDatabase(period.to, to.context),
  }))
  const typed = [
    ...fields.map((field, at) => `c${at} ${columnType(field)}`),
    `lo ${columnType(from)}`,
    `hi ${columnType(to)}`,
  ]
  const ours = uniqueColumns(fields, (field) => `t.${columnOf(field)}`)
  const theirs = uniqueColumns(fields, (field) => `r.c${fields.indexOf(field)}`)
  const same = ours.map((column, at) => `${column} = ${theirs[at] ?? ''}`)
  const source = rowSource(session.catalog, object, 't', definerAccess)
  const counting = when === undefined ? raw('true') : toSql(when, source.context, 'filter')
  const statement = toStatement(
    join([
      'SELECT DISTINCT r.id FROM jsonb_to_recordset(',
      raw('?::jsonb', [slot('rows') as never]),
      `) AS r(id uuid, ${typed.join(', ')}) JOIN ${object.table} AS t ON `,
      [...same, overlapSql(overlap, ['r.lo', 'r.hi'], [`t.${columnOf(from)}`, `t.${columnOf(to)}`])].join(' AND '),
      ' WHERE t.deleted_at IS NULL AND t.id <> ALL(',
      raw('?::uuid[]', [slot('leaving') as never]),
      ') AND ',
      counting,
    ]),
  )
  const { rows: found } = await execute<{ id: string }>(session.db, statement, session.runtime, {
    rows: JSON.stringify(rows),
    leaving,
  })
  return new Set(found.map(({ id }) => id))
}

function detailsOf({ message, fields }: CatalogOverlap): { message?: Localized; fields?: Localized } {
  if (message !== undefined) return { message }
  return fields.length === 0 ? {} : { fields: labelsOf(fields) }
}
