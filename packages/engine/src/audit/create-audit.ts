import { AppError } from '@tessera/metadata'
import type { AuditQuery } from '@tessera/metadata'
import type { Actor, Audit, AuditLogName } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { openCursor, sealCursor } from '../query/cursor.js'
import { inTransaction } from '../storage/transaction.js'
import { isUuid } from '../storage/uuid7.js'
import { aroundAudit } from './around-audit.js'
import { readAuditRows } from './audit-rows.js'
import type { AuditRow, RowQuery } from './audit-rows.js'
import { describeAudit } from './describe-audit.js'
import { requireAudit } from './may-read-audit.js'
import { auditSchema, noteAudit } from './note-audit.js'
import { verifyAudit } from './verify-audit.js'

const defaultLimit = 50

/** The audit log: written by whoever does something, read by administrators, changed by nobody. */
export function createAudit(context: EngineContext): Audit {
  const rowsOf = async (
    actor: Actor,
    log: AuditLogName,
    query: AuditQuery,
    page: Parameters<typeof readAuditRows>[3],
  ) => {
    const wanted = await rowQuery(context, actor, query)
    return wanted === undefined ? [] : readAuditRows(context.pool, schemaOfLog(actor, log), wanted, page)
  }
  const describe = (actor: Actor, rows: readonly AuditRow[]) =>
    context.catalogs.with(actor.workspace, (catalog) => describeAudit(context, catalog, actor, rows))
  return {
    note: (who, note) => inTransaction(context.pool, (client) => noteAudit(context, client, who, note)),
    noteWithin: (client, who, note) => noteAudit(context, client, who, note),
    around: (who, work) => aroundAudit(context, who, work),
    list: async (actor, log, { limit = defaultLimit, after, ...query }) => {
      await requireAudit(context, actor)
      const question = JSON.stringify(['audit', actor.workspace, log, query])
      const [before = null] = after === undefined ? [] : openCursor(context.secret, question, after)
      const rows = await rowsOf(actor, log, query, {
        before: before === null ? null : Number(before),
        limit: limit + 1,
      })
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      const isMore = rows.length > limit && last !== undefined
      return {
        entries: await describe(actor, page),
        next: isMore ? sealCursor(context.secret, question, [String(last.n)]) : null,
      }
    },
    pages: async function* (actor, log, query) {
      await requireAudit(context, actor)
      let before: number | null = null
      for (;;) {
        const rows: AuditRow[] = await rowsOf(actor, log, query, { before, limit: 500 })
        yield await describe(actor, rows)
        before = rows.at(-1)?.n ?? null
        if (rows.length < 500 || before === null) return
      }
    },
    verify: async (actor, log) => {
      await requireAudit(context, actor)
      return verifyAudit(context.pool, context.secret, schemaOfLog(actor, log))
    },
  }
}

const schemaOfLog = ({ workspace }: Actor, log: AuditLogName): string =>
  auditSchema(log === 'installation' ? null : workspace)

/** Undefined: nothing can be found, such as a person or record whose id is none. Errors: request.invalid_parameter. */
async function rowQuery(
  context: EngineContext,
  actor: Actor,
  { object, ...rest }: AuditQuery,
): Promise<RowQuery | undefined> {
  for (const id of [rest.actor, rest.record]) if (id !== undefined && !isUuid(id)) return undefined
  for (const name of ['from', 'to'] as const) {
    const instant = rest[name]
    if (instant === undefined || !Number.isNaN(Date.parse(instant))) continue
    throw new AppError('request.invalid_parameter', { name, expected: '2026-01-31T08:00:00Z' })
  }
  if (object === undefined) return rest
  const found = (await context.catalogs.get(actor.workspace)).objectsByKey.get(object)
  return found === undefined ? undefined : { ...rest, objectId: found.id }
}
