import { AppError } from '@tessera/metadata'
import type { HistoryPage } from '@tessera/metadata'
import { compileAccess } from '../access/compile-access.js'
import type { Access } from '../access/access.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import { runtimeValues } from '../engine-context.js'
import type { EngineContext } from '../engine-context.js'
import { qualified } from '../storage/identifiers.js'
import { holdsColumn } from '../access/holds-column.js'
import { join, slot, toStatement } from '../storage/statement.js'
import type { Statement } from '../storage/statement.js'
import { isUuid } from '../storage/uuid7.js'
import { readMerges } from '../merge/read-merges.js'
import { openCursor, sealCursor } from './cursor.js'
import { describeHistory } from './describe-history.js'
import type { HistoryRow } from './describe-history.js'
import { bound, readRows, revisionColumn } from './read-statement.js'
import { invalidParameter } from './refuse-query.js'
import { visibleObject } from './visible-object.js'

const defaultLimit = 50
const largestLimit = 500

/**
 * What happened to a record, newest first, with today's labels, keys and titles. Fields the actor may not read, and fields
 * that are gone, are left out. A record in the bin still has its history.
 * Errors: record.unknown_object, record.not_found, request.bad_cursor, request.invalid_parameter.
 */
export async function readHistory(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  key: string,
  id: string,
  query: { limit?: number; after?: string },
): Promise<HistoryPage> {
  const access = compileAccess(catalog, actor)
  const object = visibleObject(catalog, access, key)
  const limit = query.limit ?? defaultLimit
  if (!Number.isInteger(limit) || limit < 1 || limit > largestLimit)
    throw invalidParameter('limit', `1–${largestLimit}`)
  if (!isUuid(id)) throw new AppError('record.not_found')
  const question = JSON.stringify(['history', actor.workspace, actor.id, object.id, id.toLowerCase()])
  const [after = null] = query.after === undefined ? [] : openCursor(context.secret, question, query.after)
  const runtime = runtimeValues(context, catalog, actor)
  const statement = historyStatement(catalog, object, access)
  const rows = await readRows<HistoryRow>(context.pool, catalog, statement, runtime, { id, after, limit })
  if (rows.length === 0) throw new AppError('record.not_found')
  const page = rows.filter((row) => row.id !== null).slice(0, limit)
  const last = page.at(-1)
  const world = { db: context.pool, catalog, object, access, runtime, locale: actor.locale }
  const entries = await describeHistory(page, world)
  const versions = entries.flatMap(({ op, version }) => (op === 'merge' ? [version] : []))
  const merges = await readMerges(world, id.toLowerCase(), versions)
  return {
    entries: entries.map((entry) => {
      const merge = merges.get(entry.version)
      return entry.op !== 'merge' || merge === undefined ? entry : { ...entry, merge }
    }),
    next: rows.length > limit && last !== undefined ? sealCursor(context.secret, question, [last.id]) : null,
  }
}

/** The record through the row rule, then its entries: a visible record gives at least one row. */
function historyStatement(catalog: Catalog, object: CatalogObject, access: Access): Statement {
  return toStatement(
    join([
      `SELECT ${revisionColumn(catalog)}, h."id"::text AS "id", h."at", h."version", h."op", h."by_id", h."through", h."changes", `,
      holdsColumn(access.conditions(object), 'r'),
      ` FROM ${object.table} AS r LEFT JOIN LATERAL (SELECT * FROM ${qualified(catalog.workspace.schema, 'history')} AS e `,
      bound('WHERE e."record_id" = r."id" AND e."object_id" = ?::text', object.id),
      bound(' AND (?::bigint IS NULL OR e."id" < ?::bigint)', slot('after'), slot('after')),
      bound(
        ' ORDER BY e."id" DESC LIMIT ?::int + 1) AS h ON true WHERE r."id" = ?::uuid AND ',
        slot('limit'),
        slot('id'),
      ),
      access.rowRule(object, 'r'),
      ' ORDER BY h."id" DESC',
    ]),
  )
}
