import type { PoolClient } from 'pg'
import type { PhysicalName } from '../../catalog/catalog.js'
import { qualified } from '../../storage/identifiers.js'
import type { Queryable } from '../../storage/statement.js'
import { schemaOf } from '../../storage/workspace-tables.js'
import { addColumn, dropPart } from '../ddl.js'
import type { PartChange } from '../physical-part.js'
import type { Shadow } from './shadow-column.js'
import { convertingRevision } from '../conversions/unconverted.js'

/** How long a try queues for the table, and everybody who comes later behind it. */
const lockWaitMs = 150

/**
 * Adds the column that a field would get, as a shadow column, in the running transaction. Gives the position from which on writes
 * have not been seen. Errors: 55P03 when the table is in use.
 */
export async function addShadow(
  client: PoolClient,
  workspace: string,
  { part, tableName }: PartChange,
  shadow: Shadow,
): Promise<string> {
  const schema = schemaOf(workspace)
  const hidden: PhysicalName = {
    ...part,
    partId: `${part.partId}+${shadow.job}`,
    definition: { ...part.definition, shadow },
    hidden: true,
  }
  await client.query(`SET LOCAL lock_timeout = ${lockWaitMs}`)
  await client.query(addColumn(schema, { act: 'create', part, tableName }))
  await client.query(
    `INSERT INTO ${qualified(schema, 'physical')} (object_id, part_id, kind, name, definition, hidden_at) VALUES ($1, $2, 'column', $3, $4, now())`,
    [hidden.objectId, hidden.partId, hidden.name, JSON.stringify(hidden.definition)],
  )
  const { rows } = await client.query<{ since: string }>(
    'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS since',
  )
  return rows[0]?.since ?? '0'
}

/** Notes a unique index that a job is about to build, in the running transaction; `runIndexTask` builds what is noted. */
export async function noteUnique(
  client: PoolClient,
  workspace: string,
  part: PhysicalName,
  job: string,
): Promise<void> {
  const definition = { ...part.definition, building: true, ahead: { job } }
  await client.query(
    `INSERT INTO ${qualified(schemaOf(workspace), 'physical')} (object_id, part_id, kind, name, definition, hidden_at)
     VALUES ($1, $2, 'unique', $3, $4, now())`,
    [part.objectId, `${part.partId}+${job}`, part.name, JSON.stringify(definition)],
  )
}

/** Drops the shadow columns and indexes of a job that were not adopted, with what was written down about their values. */
export async function dropShadows(db: Queryable, workspace: string, job: string): Promise<void> {
  const schema = schemaOf(workspace)
  const physical = qualified(schema, 'physical')
  const { rows } = await db.query<PhysicalName & { tableName: string; fieldId: string }>(
    `SELECT i.object_id AS "objectId", i.part_id AS "partId", i.kind, i.name, i.definition, true AS hidden,
       t.name AS "tableName", i.definition->'shadow'->'after'->>'id' AS "fieldId"
     FROM ${physical} AS i JOIN ${physical} AS t ON t.object_id = i.object_id AND t.kind = 'table'
     WHERE i.definition->'shadow'->>'job' = $1 OR i.definition->'ahead'->>'job' = $1`,
    [job],
  )
  for (const { tableName, fieldId, ...part } of rows) {
    await db.query(dropPart(schema, { act: 'drop', part, tableName }))
    await db.query(`DELETE FROM ${physical} WHERE name = $1`, [part.name])
    if (part.kind !== 'column') continue
    await db.query(
      `DELETE FROM ${qualified(schema, 'unconverted')} WHERE object_id = $1 AND field_id = $2 AND revision = ${convertingRevision}`,
      [part.objectId, fieldId],
    )
  }
}
