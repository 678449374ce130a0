import type { AuditQuery } from '@tessera/metadata'
import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'
import type { SealedContent } from './seals.js'

/** A row of the log as it is kept. */
export interface AuditRow extends SealedContent {
  readonly seal: Buffer
}

/** Which rows: as of `AuditQuery`, the object by id. */
export interface RowQuery extends Omit<AuditQuery, 'object'> {
  readonly objectId?: string | undefined
}

const columns = `n::int8 AS n, at, actor_id AS actor, through::text AS through, action, object_id AS object, record_id AS record,
  subject::text AS subject, details::text AS details, address, request_id AS "requestId", seal`

type Kept = Omit<AuditRow, 'n' | 'at'> & { readonly n: string; readonly at: Date }

/** Rows of a log below a number, newest first. What a person typed is bound. */
export async function readAuditRows(
  db: Queryable,
  schema: string,
  query: RowQuery,
  page: { readonly before: number | null; readonly limit: number },
): Promise<AuditRow[]> {
  const values: unknown[] = []
  const bind = (value: unknown): string => `$${values.push(value)}`
  const conditions = ['true']
  if (page.before !== null) conditions.push(`n < ${bind(page.before)}`)
  if (query.actor !== undefined) conditions.push(`actor_id = ${bind(query.actor)}::uuid`)
  if (query.action !== undefined) {
    const action = bind(query.action)
    conditions.push(`(action = ${action} OR starts_with(action, ${action} || '.'))`)
  }
  if (query.objectId !== undefined) {
    // A publish of several documents is about several objects.
    const object = bind(query.objectId)
    const among = `starts_with(action, 'changes.') AND details::jsonb->'objects' ? ${object}`
    conditions.push(`(object_id = ${object} OR (${among}))`)
  }
  if (query.record !== undefined) conditions.push(`record_id = ${bind(query.record)}::uuid`)
  if (query.from !== undefined) conditions.push(`at >= ${bind(query.from)}::timestamptz`)
  if (query.to !== undefined) conditions.push(`at < ${bind(query.to)}::timestamptz`)
  if (query.search !== undefined) {
    const wanted = bind(`%${query.search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)
    conditions.push(
      `concat_ws(' ', details::text, subject::text, through::text, address, request_id, record_id::text) ILIKE ${wanted}`,
    )
  }
  const { rows } = await db.query<Kept>(
    `SELECT ${columns} FROM ${qualified(schema, 'audit')} WHERE ${conditions.join(' AND ')} ORDER BY n DESC LIMIT ${bind(page.limit)}`,
    values,
  )
  return rows.map(fromKept)
}

/** Rows from a number on, oldest first: for checking the chain. */
export async function readChain(db: Queryable, schema: string, after: number, limit: number): Promise<AuditRow[]> {
  const { rows } = await db.query<Kept>(
    `SELECT ${columns} FROM ${qualified(schema, 'audit')} WHERE n > $1 ORDER BY n LIMIT $2`,
    [after, limit],
  )
  return rows.map(fromKept)
}

const fromKept = (row: Kept): AuditRow => ({ ...row, n: Number(row.n), at: row.at.toISOString() })
