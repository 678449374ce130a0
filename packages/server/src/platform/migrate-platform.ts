import knex from 'knex'
import pg from 'pg'
import { migrations } from './migrations/index.js'

/** Advisory lock of the server's own migrations: one process migrates, the others wait. */
const MIGRATION_LOCK = 7_354_001

/**
 * Brings the tables the server keeps in the schema `platform` to today's layout.
 *
 * Any number of processes may start at once: they take turns by an advisory lock, which dies with its process. That is
 * why knex's own lock row, which survives a killed process, is freed first.
 */
export async function migratePlatform(databaseUrl: string): Promise<void> {
  const guard = new pg.Client({ connectionString: databaseUrl, application_name: 'tessera-migrate' })
  await guard.connect()
  try {
    await guard.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await guard.query('create schema if not exists platform')
    if (!(await isUpToDate(guard))) await runMigrations(databaseUrl)
  } finally {
    await guard.end()
  }
}

/** Spares loading knex's migrator at every start but the first. */
async function isUpToDate(client: pg.Client): Promise<boolean> {
  const table = await client.query(`select to_regclass('platform.server_migrations') is not null as found`)
  if (table.rows[0]?.found !== true) return false
  const done = await client.query<{ name: string }>('select name from platform.server_migrations')
  const names = new Set(done.rows.map((row) => row.name))
  return migrations.every((migration) => names.has(migration.name))
}

async function runMigrations(databaseUrl: string): Promise<void> {
  const database = knex({
    client: 'pg',
    connection: { connectionString: databaseUrl, options: '-c search_path=platform' },
    pool: { min: 0, max: 2 },
  })
  try {
    const config = {
      tableName: 'server_migrations',
      schemaName: 'platform',
      migrationSource: {
        getMigrations: async () => [...migrations],
        getMigrationName: (migration: (typeof migrations)[number]) => migration.name,
        getMigration: async (migration: (typeof migrations)[number]) => migration,
      },
    }
    await database.migrate.forceFreeMigrationsLock(config)
    await database.migrate.latest(config)
  } finally {
    await database.destroy()
  }
}
