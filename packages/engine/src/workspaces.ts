import { isAppError } from '@tessera/metadata'
import { startingRoles } from './catalog/starting-roles.js'
import { systemDocuments } from './catalog/system-documents.js'
import { settingDocuments } from './catalog/workspace-settings.js'
import { systemActor } from './access/actor.js'
import type { Changes, Workspaces } from './contract.js'
import type { EngineContext } from './engine-context.js'
import { builder } from './storage/statement.js'
import { inTransaction } from './storage/transaction.js'
import { addMissingParts } from './schema/add-missing-parts.js'
import { addSystemDocuments } from './schema/add-system-documents.js'
import { auditIndexes, auditTables } from './storage/audit-tables.js'
import { upgradeTables, workspacesWithMissingParts } from './storage/upgrade-tables.js'
import { createWorkspaceSql, schemaOf } from './storage/workspace-tables.js'

/** Workspaces: one schema each, listed in `platform.workspaces`. */
export function createWorkspaces(context: EngineContext, changes: Changes): Workspaces {
  return {
    create: async ({ key, title, timeZone = 'Asia/Shanghai', locale = 'zh-CN' }) => {
      if (!/^[a-z][a-z0-9_]{0,29}$/.test(key)) throw new Error(`not a workspace key: ${key}`)
      await inTransaction(context.pool, async (client) => {
        await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`workspace ${key}`])
        const { rowCount } = await client.query(
          'INSERT INTO platform.workspaces (key) VALUES ($1) ON CONFLICT DO NOTHING',
          [key],
        )
        if (rowCount === 0) return
        for (const sql of createWorkspaceSql(builder, schemaOf(key))) await client.query(sql)
      })
      const catalog = await context.catalogs.refresh(key)
      if (catalog.revision > 0) return
      const documents = [...systemDocuments, ...startingRoles, ...settingDocuments({ title, timeZone, locale })]
      const first = {
        base: 0,
        changes: documents.map((document) => ({ op: 'put' as const, document })),
        message: locale === 'zh-CN' ? '新建工作区' : 'New workspace',
      }
      await changes.publish(systemActor(key, 'new workspace'), first).catch(async (error: unknown) => {
        // Another process that started at the same moment published the same first revision: all is well.
        if (!isAppError(error, 'revision.conflict') || (await context.catalogs.refresh(key)).revision === 0) throw error
      })
    },
    list: async () => {
      const { rows } = await context.pool.query<{ key: string }>(
        'SELECT key FROM platform.workspaces ORDER BY created_at, key',
      )
      const catalogs = await Promise.all(rows.map(({ key }) => context.catalogs.get(key)))
      return catalogs.map(({ workspace }) => ({
        key: workspace.key,
        title: workspace.title,
        timeZone: workspace.timeZone,
      }))
    },
  }
}

/**
 * Brings every workspace to today's layout: tables and indexes, then system documents that came later and what records have beside them. Safe to run again and
 * from several processes at once. A workspace that cannot be brought there is told and does not keep the others from it.
 */
export async function upgradeWorkspaces(context: EngineContext, changes: Changes): Promise<void> {
  const { rows } = await context.pool.query<{ key: string }>('SELECT key FROM platform.workspaces ORDER BY key')
  const keys = rows.map(({ key }) => key)
  const outdated = await workspacesWithMissingParts(context.pool, keys)
  for (const key of keys) {
    try {
      if (outdated.has(key)) await upgradeTables(context.pool, key)
      await addSystemDocuments(context, changes, key)
      await addMissingParts(context, changes, key)
    } catch (error) {
      context.log.error({ workspace: key, error }, 'the workspace could not be brought to the layout of this version')
    }
  }
}

/** Makes what the engine keeps outside workspaces. Safe to run again and from several processes at once. */
export async function migrateEngine(context: EngineContext): Promise<void> {
  await inTransaction(context.pool, async (client) => {
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended('tessera migrate', 0))")
    await client.query('CREATE SCHEMA IF NOT EXISTS platform')
    await client.query(
      'CREATE TABLE IF NOT EXISTS platform.workspaces (key text PRIMARY KEY, created_at timestamptz(3) NOT NULL DEFAULT now())',
    )
    const { rows } = await client.query<{ isThere: boolean }>(
      `SELECT to_regclass('platform.audit') IS NOT NULL AS "isThere"`,
    )
    if (rows[0]?.isThere === true) return
    for (const { sql } of auditTables('platform')) for (const statement of sql) await client.query(statement)
    for (const [name, on] of auditIndexes) await client.query(`CREATE INDEX ${name} ON platform.audit ${on}`)
  })
}
