import type { SqlFragment } from '@tessera/formula'
import { AppError } from '@tessera/metadata'
import { compileAccess } from '../access/compile-access.js'
import type { Access } from '../access/access.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import type { Actor, EventPage, EventQuery, RecordEvent } from '../contract.js'
import { runtimeValues } from '../engine-context.js'
import type { EngineContext } from '../engine-context.js'
import { qualified } from '../storage/identifiers.js'
import { join, toStatement } from '../storage/statement.js'
import { bound, readRows, revisionColumn } from './read-statement.js'
import type { Revised } from './read-statement.js'
import { invalidParameter } from './refuse-query.js'

const largestLimit = 1_000

/** `<transaction>.<event>`: the order of ids is not that of commits, so a position is first of all a transaction. */
const positionForm = /^(\d{1,19})\.(\d{1,18})$/

interface EventRow extends Revised {
  /** Every transaction before it is over. */
  readonly settled: string
  /** Null in the one row of a page without events. */
  readonly txid: string | null
  readonly id: string
  readonly object_id: string
  readonly record_id: string
  readonly event_version: number
  readonly op: RecordEvent['op']
}

/**
 * The transaction before which nothing of this database can still appear: the oldest of those running when the snapshot was
 * taken. One that is known to run in another database of the server is passed over, or a report or a CREATE DATABASE there
 * would stop every stream here; one that is found nowhere may just have ended, unseen by this snapshot, and counts.
 */
const settledSql = `SELECT coalesce((SELECT id FROM pg_snapshot_xip(pg_current_snapshot()) AS id WHERE NOT EXISTS (
    SELECT 1 FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid WHERE l.locktype = 'transactionid'
      AND l.mode = 'ExclusiveLock' AND l.transactionid = id::xid AND a.datname <> current_database())
    ORDER BY id LIMIT 1), pg_snapshot_xmax(pg_current_snapshot())) AS before`

/**
 * Events after a position that no transaction still running can come before, so that a stream which goes on from `next` misses
 * none. Errors: request.invalid_parameter, request.bad_cursor.
 */
export async function readEvents(context: EngineContext, actor: Actor, query: EventQuery): Promise<EventPage> {
  const { limit } = query
  if (!Number.isInteger(limit) || limit < 1 || limit > largestLimit)
    throw invalidParameter('limit', `1–${largestLimit}`)
  const after = query.after === undefined ? undefined : positionForm.exec(query.after)
  if (after === null) throw new AppError('request.bad_cursor')
  return context.catalogs.with(actor.workspace, async (catalog) => {
    const access = compileAccess(catalog, actor)
    const objects = visibleObjects(catalog, access, query.objects)
    const statement = toStatement(eventsSql(catalog, access, objects))
    const rows = await readRows<EventRow>(context.pool, catalog, statement, runtimeValues(context, catalog, actor), {
      txid: after?.[1] ?? '0',
      id: after?.[2] ?? '0',
      limit: after === undefined ? 0 : limit,
    })
    return pageOf(catalog, rows, after?.[1], limit)
  })
}

function visibleObjects(catalog: Catalog, access: Access, keys: readonly string[] | undefined): CatalogObject[] {
  const wanted = keys?.flatMap((key) => catalog.objectsByKey.get(key) ?? []) ?? [...catalog.objects.values()]
  return wanted.filter((object) => access.sees(object))
}

function eventsSql(catalog: Catalog, access: Access, objects: readonly CatalogObject[]): SqlFragment {
  return join([
    `WITH settled AS MATERIALIZED (${settledSql}) SELECT ${revisionColumn(catalog)}, settled.before::text AS settled, `,
    'e.txid::text AS txid, e.id, e.object_id, e.record_id, e.version AS event_version, e.op FROM settled LEFT JOIN LATERAL (SELECT * FROM ',
    qualified(catalog.workspace.schema, 'events'),
    ' AS e WHERE (e.txid, e.id) > (',
    bound('?::text::xid8, ?::bigint', { slot: 'txid' }, { slot: 'id' }),
    ') AND e.txid < settled.before AND ',
    visibleSql(access, objects),
    ' ORDER BY e.txid, e.id LIMIT ',
    bound('?', { slot: 'limit' }),
    ') AS e ON true ORDER BY e.txid, e.id',
  ])
}

/** Events of records that the access may read: where it may read all of an object, its rows are not asked. */
function visibleSql(access: Access, objects: readonly CatalogObject[]): SqlFragment {
  const whole: string[] = []
  const ruled: SqlFragment[] = []
  for (const object of objects) {
    const rule = access.rowRule(object, 't')
    if (rule.sql === 'true') whole.push(object.id)
    else {
      const row = [`EXISTS (SELECT 1 FROM ${object.table} AS t WHERE t.id = e.record_id AND `, rule, '))']
      ruled.push(join([' OR (e.object_id = ', bound('?', object.id), ' AND ', ...row]))
    }
  }
  return join(['(e.object_id = ANY(', bound('?::text[]', whole), ')', ...ruled, ')'])
}

function pageOf(catalog: Catalog, rows: readonly EventRow[], after: string | undefined, limit: number): EventPage {
  const settled = BigInt(rows[0]?.settled ?? '0')
  const newest = `${settled}.0`
  // A position ahead of everything is one of another database, or of this one before it was restored.
  if (after !== undefined && BigInt(after) > settled) return { events: [], next: newest, reset: true }
  const events = rows.flatMap(({ txid, id, object_id, record_id, event_version, op }): RecordEvent[] => {
    const object = catalog.objects.get(object_id)
    if (txid === null || object === undefined) return []
    return [{ position: `${txid}.${id}`, object: object.key, id: record_id, version: event_version, op }]
  })
  const last = events.length === limit ? events.at(-1)?.position : undefined
  return { events, next: last ?? newest, reset: false }
}
