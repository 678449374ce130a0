import type { Pool } from 'pg'
import { builder } from './statement.js'
import { inTransaction } from './transaction.js'
import type { Queryable } from './statement.js'
import { schemaOf, workspaceParts } from './workspace-tables.js'

/** The workspaces among `keys` that lack a table or an index of today's layout; asks PostgreSQL once for all. */
export async function workspacesWithMissingParts(db: Queryable, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const known = await partsOf(db, keys.map(schemaOf))
  const wanted = workspaceParts(builder, 'any').map(({ name }) => name)
  return new Set(
    keys.filter((key) => {
      const names = known.get(schemaOf(key))
      return names !== undefined && wanted.some((name) => !names.has(name))
    }),
  )
}

/** Makes the tables and indexes that a workspace lacks, in one transaction. Another process that does the same is waited for. */
export async function upgradeTables(pool: Pool, key: string): Promise<void> {
  const schema = schemaOf(key)
  await inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`workspace ${key}`])
    const names = (await partsOf(client, [schema])).get(schema) ?? new Set()
    for (const { name, sql } of workspaceParts(builder, schema)) {
      if (!names.has(name)) for (const statement of sql) await client.query(statement)
    }
  })
}

/** Names of the tables and indexes of schemas; a schema that is not there is missing. */
async function partsOf(db: Queryable, schemas: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await db.query<{ schema: string; names: string[] }>(
    `SELECT n.nspname AS schema, array_agg(c.relname::text) AS names
     FROM pg_catalog.pg_namespace AS n JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid
     WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'i') GROUP BY n.nspname`,
    [schemas],
  )
  return new Map(rows.map(({ schema, names }) => [schema, new Set(names)]))
}
