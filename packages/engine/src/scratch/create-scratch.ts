import type { Scratch, ScratchWorkspace } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import type { PlanMemory } from '../schema/plan-memory.js'
import { qualified, quoteIdentifier } from '../storage/identifiers.js'
import { builder } from '../storage/statement.js'
import { inTransaction } from '../storage/transaction.js'
import { createWorkspaceSql, schemaOf, type WorkspaceTable } from '../storage/workspace-tables.js'
import { copyDocuments } from './copy-documents.js'
import { holdScratch, type Hold } from './hold-scratch.js'
import { scratchKeyOf, scratchSchemas } from './scratch-names.js'

/**
 * Scratch workspaces: a schema of its own that is on no list (`platform.workspaces`), so that no worker, schedule, upkeep or stream of
 * the installation ever looks into it. Whoever opened one holds a lock while its connection lives; one without is left over.
 */
export function createScratch(context: EngineContext, memory: PlanMemory): Scratch {
  return {
    open: async (from, template) => {
      const key = scratchKeyOf(from)
      const hold = await holdScratch(context.pool, key)
      if (hold === undefined) return undefined
      const workspace = scratchWorkspace(context, key, hold)
      try {
        await makeTables(context, key)
        await copyDocuments(context, memory, { from, to: key, template })
        return workspace
      } catch (error) {
        await workspace.drop()
        throw error
      }
    },
  }
}

function scratchWorkspace(context: EngineContext, key: string, hold: Hold): ScratchWorkspace {
  return {
    key,
    clear: () => clear(context, key),
    drop: async () => {
      try {
        await context.pool.query(dropSql(schemaOf(key)))
      } finally {
        await hold.release()
      }
    },
  }
}

const dropSql = (schema: string): string => `DROP SCHEMA IF EXISTS ${quoteIdentifier(schema)} CASCADE`

async function makeTables({ pool }: EngineContext, key: string): Promise<void> {
  const schema = schemaOf(key)
  await inTransaction(pool, async (client) => {
    await client.query(dropSql(schema))
    for (const sql of createWorkspaceSql(builder, schema)) await client.query(sql)
  })
}

/** What makes the workspace what it is; the audit log cannot be cleared, and nobody looks into this one. */
const kept: readonly WorkspaceTable[] = [
  'meta',
  'document_versions',
  'changes',
  'physical',
  'organisation',
  'audit',
  'audit_head',
]

/**
 * Removes all records and all that happened to them. Row by row: emptying a hundred tables that hold next to nothing takes a few
 * milliseconds so, and more than a second with TRUNCATE.
 */
async function clear({ pool }: EngineContext, key: string): Promise<void> {
  const schema = schemaOf(key)
  const { rows } = await pool.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class AS c
     WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND c.relkind = 'r' AND c.relname <> ALL($2)`,
    [schema, kept],
  )
  const emptied = rows.map(({ name }) => `DELETE FROM ${qualified(schema, name)}`)
  // People and departments went past the records API: their revision says so to whoever knows them.
  const told = `UPDATE ${qualified(schema, 'organisation')} SET revision = revision + 1`
  await pool.query([...emptied, told].join(';'))
}

/** Drops the scratch workspaces whose owners are gone. Safe in several processes at once. */
export async function dropAbandonedScratch({ pool, log }: EngineContext): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    'SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE $1',
    [scratchSchemas],
  )
  for (const { name } of rows) {
    const key = name.slice(schemaOf('').length)
    const hold = await holdScratch(pool, key)
    if (hold === undefined) continue
    try {
      await pool.query(dropSql(name))
      log.info({ workspace: key }, 'a scratch workspace that was left over is dropped')
    } finally {
      await hold.release()
    }
  }
}
