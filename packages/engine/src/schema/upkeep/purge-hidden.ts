import { fieldOfPart } from '@tessera/metadata'
import type { Localized } from '@tessera/metadata'
import type { PoolClient } from 'pg'
import { systemActor } from '../../access/actor.js'
import { noteAudit, whoOf } from '../../audit/note-audit.js'
import type { PhysicalName } from '../../catalog/catalog.js'
import type { EngineContext } from '../../engine-context.js'
import { failpoint } from '../../storage/failpoint.js'
import { qualified, quoteIdentifier } from '../../storage/identifiers.js'
import { inTransaction, sqlState } from '../../storage/transaction.js'
import { workspaceTable } from '../../storage/workspace-table.js'
import { schemaOf } from '../../storage/workspace-tables.js'
import { parkedOf } from '../conversions/parked-column.js'
import { dropPart } from '../ddl.js'
import { insertRevision } from '../insert-revision.js'

/** How long what a publish took away is kept, in milliseconds. Afterwards undo brings back the configuration only. */
export const KEPT_MS = 60 * 24 * 3600_000

/** Others queue behind a waiting lock: who cannot have the table at once tries again an hour later. */
const lockWaitMs = 100

/** A table, column or table of links nobody has seen for so long, with the table it is in. */
interface Expired extends PhysicalName {
  readonly tableName: string
}

/**
 * Drops tables and columns that were taken away more than 60 days ago, and the old values of fields whose type changed then. One
 * short transaction per object, each a revision of its own, so that every process plans with what is left. A table in use is left for
 * the next time.
 *
 * Gives the names of what was dropped.
 */
export async function purgeHidden(context: EngineContext, workspace: string): Promise<readonly string[]> {
  const before = new Date(context.clock().getTime() - KEPT_MS)
  const objects = new Set((await expired(context.pool, workspace, before)).map(({ objectId }) => objectId))
  const dropped: string[] = []
  for (const object of objects) {
    try {
      dropped.push(...(await purgeObject(context, workspace, object, before)))
    } catch (error) {
      if (sqlState(error) !== '55P03') throw error
    }
  }
  return dropped
}

type Db = Pick<PoolClient, 'query'>

/** What a running job fills, and options, which records may still hold, are left alone. */
async function expired(db: Db, workspace: string, before: Date, object?: string): Promise<readonly Expired[]> {
  const physical = qualified(schemaOf(workspace), 'physical')
  const { rows } = await db.query<Expired>(
    `SELECT p.object_id AS "objectId", p.part_id AS "partId", p.kind, p.name, p.definition, true AS hidden, t.name AS "tableName"
     FROM ${physical} AS p JOIN ${physical} AS t ON t.object_id = p.object_id AND t.kind = 'table'
     WHERE p.kind IN ('table', 'column', 'links') AND p.hidden_at < $1 AND p.definition->'shadow' IS NULL AND ($2::text IS NULL OR p.object_id = $2)
     ORDER BY p.object_id, p.name`,
    [before, object ?? null],
  )
  return rows
}

function purgeObject(
  context: EngineContext,
  workspace: string,
  object: string,
  before: Date,
): Promise<readonly string[]> {
  return inTransaction(context.pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`publish ${workspace}`])
    // Asked again: another process may have been here, or somebody has just taken it back.
    const parts = await expired(client, workspace, before, object)
    if (parts.length === 0) return []
    const table = parts.find(({ kind }) => kind === 'table')
    const going = table === undefined ? parts : await wholeObject(client, workspace, table)
    const names = await labelsOf(client, workspace, table === undefined ? parts : [table])
    await client.query(`SET LOCAL lock_timeout = ${lockWaitMs}`)
    await letGoOfFiles(client, workspace, going, before)
    for (const part of table === undefined ? parts : going.filter(({ kind }) => kind !== 'column')) {
      const { tableName, ...rest } = part
      await client.query(dropPart(schemaOf(workspace), { act: 'drop', part: rest, tableName }))
    }
    await failpoint('purge.after-ddl')
    await forget(client, workspace, going, table !== undefined)
    await writeRevision(client, context, workspace, names)
    return (table === undefined ? parts : [table]).map(({ name }) => name)
  })
}

/** Tables of a hidden object: its own, those it is searched by, those of its links; what stands on them goes along. */
async function wholeObject(client: PoolClient, workspace: string, table: Expired): Promise<readonly Expired[]> {
  const { rows } = await client.query<Expired>(
    `SELECT object_id AS "objectId", part_id AS "partId", kind, name, definition, true AS hidden, $2::text AS "tableName"
     FROM ${qualified(schemaOf(workspace), 'physical')} WHERE object_id = $1 AND kind IN ('table', 'search', 'column', 'links')`,
    [table.objectId, table.tableName],
  )
  return rows
}

/** Files that these columns hold are nobody's from now on, unless another record has them: the sweep decides. */
async function letGoOfFiles(
  client: PoolClient,
  workspace: string,
  parts: readonly Expired[],
  before: Date,
): Promise<void> {
  for (const { name, tableName, definition } of parts) {
    if (definition.type !== 'text[]') continue
    const column = quoteIdentifier(name)
    await client.query(
      `UPDATE ${workspaceTable(workspace, 'files')} AS f SET left_at = $1
       FROM (SELECT DISTINCT unnest(${column}) AS id FROM ${qualified(schemaOf(workspace), tableName)} WHERE ${column} IS NOT NULL) AS held
       WHERE f.id::text = held.id AND f.left_at IS NULL`,
      [before],
    )
  }
}

async function forget(
  client: PoolClient,
  workspace: string,
  parts: readonly Expired[],
  isWhole: boolean,
): Promise<void> {
  const schema = schemaOf(workspace)
  const physical = qualified(schema, 'physical')
  const [objectId] = parts.map((part) => part.objectId)
  if (isWhole) {
    await client.query(`DELETE FROM ${physical} WHERE object_id = $1`, [objectId])
    await client.query(`DELETE FROM ${qualified(schema, 'unconverted')} WHERE object_id = $1`, [objectId])
    return
  }
  await client.query(`DELETE FROM ${physical} WHERE name = ANY($1)`, [parts.map(({ name }) => name)])
  for (const part of parts) {
    const parked = parkedOf(part)
    await client.query(
      `DELETE FROM ${qualified(schema, 'unconverted')} WHERE object_id = $1 AND field_id = $2 AND ($3::int IS NULL OR revision = $3)`,
      [objectId, parked?.field.id ?? part.partId, parked?.revision ?? null],
    )
  }
}

/** What people called it last: labels of fields after that of their module. */
async function labelsOf(client: PoolClient, workspace: string, parts: readonly Expired[]): Promise<readonly string[]> {
  const labels: string[] = []
  for (const part of parts) {
    const field = part.kind === 'table' ? null : (parkedOf(part)?.field.id ?? fieldOfPart(part.partId))
    const { rows } = await client.query<{ object: Localized; field: Localized | null }>(
      `SELECT d.body->'label' AS object, f->'label' AS field FROM ${qualified(schemaOf(workspace), 'document_versions')} AS d
       LEFT JOIN LATERAL jsonb_array_elements(d.body->'fields') AS f ON f->>'id' = $2
       WHERE d.document_id = $1 AND ($2::text IS NULL OR f IS NOT NULL) ORDER BY d.revision DESC LIMIT 1`,
      [part.objectId, field],
    )
    const [found] = rows
    if (found === undefined) continue
    labels.push([found.object, ...(found.field === null ? [] : [found.field])].map(inChinese).join(' · '))
  }
  return [...new Set(labels)]
}

const inChinese = (label: Localized): string => (typeof label === 'string' ? label : label['zh-CN'])

async function writeRevision(
  client: PoolClient,
  context: EngineContext,
  workspace: string,
  names: readonly string[],
): Promise<void> {
  const schema = schemaOf(workspace)
  const { rows } = await client.query<{ base: number }>(`SELECT revision AS base FROM ${qualified(schema, 'meta')}`)
  const base = rows[0]?.base ?? 0
  await insertRevision(client, schema, workspace, {
    revision: base + 1,
    base,
    actor: systemActor(workspace, 'upkeep'),
    at: context.clock(),
    message: `清除隐藏超过 60 天的数据 · Removed what was hidden for 60 days: ${names.join('、')}`,
    undoes: undefined,
    changes: [],
    summary: [],
    plan: { base, steps: [], hazards: [], usages: [] },
  })
  await noteAudit(context, client, whoOf(systemActor(workspace, 'upkeep'), undefined), {
    action: 'changes.purged',
    details: { revision: base + 1, parts: names },
  })
}
