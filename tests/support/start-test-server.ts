import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { startPostgres, sweepTestFolders, testDataFolder } from '@tessera/cli'
import pg from 'pg'

/**
 * Starts the one PostgreSQL of a test run, fast and forgetful, and names it in TESSERA_TEST_DATABASE_URL. With
 * DATABASE_URL that server is used instead: tests make and drop databases with random names there, nothing else.
 *
 * @returns stops the server and removes its data
 */
export async function startTestServer(): Promise<() => Promise<void>> {
  const run = randomBytes(4).toString('hex')
  // Templates carry it in their name, so that two runs on one server do not take each other's.
  process.env['TESSERA_TEST_RUN'] = run
  const given = process.env['DATABASE_URL']
  if (given !== undefined && given !== '') {
    process.env['TESSERA_TEST_DATABASE_URL'] = given
    return () => dropTemplates(given, run)
  }
  sweepTestFolders()
  const dataDir = testDataFolder()
  const server = await startPostgres({ dataDir, preset: 'test' })
  process.env['TESSERA_TEST_DATABASE_URL'] = server.url
  return async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function dropTemplates(url: string, run: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    "select quote_ident(datname) as name from pg_database where datname like 'template\\_' || $1 || '\\_%'",
    [run],
  )
  for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`)
  await client.end()
}
