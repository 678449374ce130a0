import type { PoolClient } from 'pg'
import type { EngineContext } from '../engine-context.js'
import { qualified, quoteIdentifier } from '../storage/identifiers.js'
import { inTransaction } from '../storage/transaction.js'
import { workspaceTable } from '../storage/workspace-table.js'
import { schemaOf } from '../storage/workspace-tables.js'
import { ARRIVING_MS, LEFT_MS, WAITING_MS } from './file-states.js'

/** Files looked at by one call. */
const BATCH = 500

/**
 * Decides which files nobody needs any more and gives the ids whose bytes are to be removed, those an earlier call gave and
 * nobody confirmed (`forgetFiles`) among them: uploads that never ended (1 hour), files no record ever held (24 hours), files
 * that no record, no bin and no hidden field has held for 60 days.
 */
export async function releaseFiles(context: EngineContext, workspace: string): Promise<readonly string[]> {
  const files = workspaceTable(workspace, 'files')
  const now = context.clock().getTime()
  const before = (ms: number): Date => new Date(now - ms)
  await context.pool.query(
    `UPDATE ${files} SET state = 'leaving' WHERE id IN (
       SELECT id FROM ${files} WHERE attached_at IS NULL
         AND (state = 'kept' AND uploaded_at < $1 OR state = 'arriving' AND uploaded_at < $2)
       ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
    [before(WAITING_MS), before(ARRIVING_MS)],
  )
  await inTransaction(context.pool, (client) => releaseLeft(client, workspace, before(LEFT_MS)))
  const { rows } = await context.pool.query<{ id: string }>(
    `SELECT id FROM ${files} WHERE state = 'leaving' ORDER BY id LIMIT ${BATCH}`,
  )
  return rows.map(({ id }) => id)
}

/** Their bytes are removed: a file that records held stays as a name in history, others leave nothing. */
export async function forgetFiles(context: EngineContext, workspace: string, ids: readonly string[]): Promise<void> {
  const files = workspaceTable(workspace, 'files')
  await context.pool.query(
    `WITH gone AS (UPDATE ${files} SET state = 'gone' WHERE id = ANY($1) AND state = 'leaving' AND attached_at IS NOT NULL)
     DELETE FROM ${files} WHERE id = ANY($1) AND state = 'leaving' AND attached_at IS NULL`,
    [ids],
  )
}

/** Locked FOR UPDATE, they cannot be attached again before this is decided. */
async function releaseLeft(client: PoolClient, workspace: string, before: Date): Promise<void> {
  const files = workspaceTable(workspace, 'files')
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM ${files} WHERE state = 'kept' AND left_at < $1 ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
    [before],
  )
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  const held = await heldAnywhere(client, workspace, ids)
  await client.query(
    `UPDATE ${files} SET left_at = CASE WHEN id = ANY($2) THEN NULL ELSE left_at END,
       state = CASE WHEN id = ANY($2) THEN state ELSE 'leaving' END WHERE id = ANY($1)`,
    [ids, [...held]],
  )
}

/** Those that some column names: of any record, in the bin too, of hidden and of parked fields too. */
async function heldAnywhere(
  client: PoolClient,
  workspace: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const schema = schemaOf(workspace)
  const { rows: columns } = await client.query<{ table: string; column: string }>(
    `SELECT t.name AS table, c.name AS column
     FROM ${qualified(schema, 'physical')} c JOIN ${qualified(schema, 'physical')} t ON t.object_id = c.object_id AND t.kind = 'table'
     WHERE c.kind = 'column' AND c.definition->>'type' = 'text[]'`,
  )
  const held = new Set<string>()
  for (const { table, column } of columns) {
    const name = quoteIdentifier(column)
    const { rows } = await client.query<{ id: string }>(
      `SELECT DISTINCT u.id FROM ${qualified(schema, table)} AS t, unnest(t.${name}) AS u(id)
       WHERE t.${name} IS NOT NULL AND t.${name} && $1::text[] AND u.id = ANY($1::text[])`,
      [ids],
    )
    for (const { id } of rows) held.add(id)
  }
  return held
}
