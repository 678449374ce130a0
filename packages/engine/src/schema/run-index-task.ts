import type { PoolClient } from 'pg'
import type { PhysicalName } from '../catalog/catalog.js'
import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'
import { schemaOf } from '../storage/workspace-tables.js'
import { createIndex } from './ddl.js'
import type { JobInput } from './job-rows.js'

/**
 * Builds an index without blocking writers. A try that was cut off leaves an invalid index behind, which is dropped first;
 * an index that is no longer wanted by the time it is ready is dropped too.
 */
export async function runIndexTask(client: PoolClient, workspace: string, name: string): Promise<void> {
  const schema = schemaOf(workspace)
  const wanted = await readBuilding(client, schema, name)
  if (wanted === undefined) return
  const { rows } = await client.query<{ valid: boolean }>(
    `SELECT i.indisvalid AS valid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND c.relname = $2`,
    [schema, name],
  )
  if (rows[0]?.valid === false) await client.query(`DROP INDEX CONCURRENTLY IF EXISTS ${qualified(schema, name)}`)
  if (rows[0]?.valid !== true) await client.query(createIndex(schema, { act: 'create', ...wanted }, true))
  // Of a table that has just been filled nobody knows how frequent its pieces are.
  const { on } = wanted.part.definition
  if (typeof on === 'string') await client.query(`ANALYZE ${qualified(schema, on)}`)
  const { rowCount } = await client.query(
    `UPDATE ${qualified(schema, 'physical')} SET definition = definition - 'building' WHERE name = $1`,
    [name],
  )
  if (rowCount === 0) await client.query(`DROP INDEX CONCURRENTLY IF EXISTS ${qualified(schema, name)}`)
}

/** Forgets the indexes an aborted job has not built: the next publish asks for them again. */
export async function forgetBuilding(db: Queryable, workspace: string, input: JobInput): Promise<void> {
  const names = input.tasks.flatMap((task) => (task.do === 'index' ? [task.name] : []))
  await db.query(
    `DELETE FROM ${qualified(schemaOf(workspace), 'physical')} WHERE name = ANY($1) AND definition ? 'building'`,
    [names],
  )
}

async function readBuilding(
  db: Queryable,
  schema: string,
  name: string,
): Promise<{ part: PhysicalName; tableName: string } | undefined> {
  const { rows } = await db.query<PhysicalName & { tableName: string }>(
    `SELECT i.object_id AS "objectId", i.part_id AS "partId", i.kind, i.name, i.definition, t.name AS "tableName"
     FROM ${qualified(schema, 'physical')} i
     JOIN ${qualified(schema, 'physical')} t ON t.object_id = i.object_id AND t.kind = 'table'
     WHERE i.name = $1 AND i.definition ? 'building'`,
    [name],
  )
  const row = rows[0]
  if (row === undefined) return undefined
  const { tableName, ...part } = row
  return { part: { ...part, hidden: false }, tableName }
}
