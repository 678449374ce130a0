/**
 * Real databases for tests, on the server of this run. A database is made per call and dropped afterwards; it costs
 * about 20 ms, so one per test is affordable and one per file is free.
 */
import { randomBytes } from 'node:crypto'
import pg from 'pg'

const CLOSING_TIMEOUT_MS = 2_000

/** What a test gets: a database nobody else uses. */
export interface TestDatabase {
  /** `postgresql://…/test_4f1c…` */
  readonly url: string
  /** Ended afterwards; a client left checked out fails the test. */
  readonly pool: pg.Pool
}

type Body<Result> = (database: TestDatabase) => Promise<Result>

/**
 * Gives `body` a fresh empty database (a copy of template1), and drops it afterwards.
 *
 * Errors: fails when the body leaves a client of the pool checked out.
 */
export async function withDatabase<Result>(body: Body<Result>): Promise<Result> {
  return withCopyOf('template1', body)
}

/**
 * Like `withDatabase`, but the database is a copy of a template that `build` fills once per run, whichever test file
 * comes first. `name` names what is built: use another name for another content.
 */
withDatabase.fromTemplate = async function fromTemplate<Result>(
  name: string,
  build: (database: TestDatabase) => Promise<void>,
  body: Body<Result>,
): Promise<Result> {
  const template = `template_${process.env['TESSERA_TEST_RUN']}_${name.replaceAll(/[^a-z0-9]/gi, '_').toLowerCase()}`
  await buildOnce(template, build)
  return withCopyOf(template, body)
}

async function buildOnce(template: string, build: (database: TestDatabase) => Promise<void>): Promise<void> {
  await withAdmin(async (admin) => {
    await admin.query('select pg_advisory_lock(hashtext($1))', [template])
    const found = await admin.query('select 1 from pg_database where datname = $1', [template])
    if (found.rowCount !== 0) return
    // Built under another name: a build that fails leaves no half-filled template behind.
    const unfinished = `${template}_unfinished`
    await admin.query(`drop database if exists ${unfinished} with (force)`)
    await admin.query(`create database ${unfinished} strategy file_copy`)
    await usePool(unfinished, build)
    await admin.query(`alter database ${unfinished} rename to ${template}`)
  })
}

async function withCopyOf<Result>(template: string, body: Body<Result>): Promise<Result> {
  const name = `test_${randomBytes(8).toString('hex')}`
  return withAdmin(async (admin) => {
    await admin.query(`create database ${name} template ${template} strategy file_copy`)
    try {
      return await usePool(name, body)
    } finally {
      await waitUntilUnused(admin, name)
      await admin.query(`drop database if exists ${name} with (force)`)
    }
  })
}

/** A connection that was ended a moment ago is still closing; cut then, it would report an error nobody listens for. */
async function waitUntilUnused(admin: pg.Client, name: string): Promise<void> {
  for (const deadline = Date.now() + CLOSING_TIMEOUT_MS; Date.now() < deadline;) {
    const { rowCount } = await admin.query('select 1 from pg_stat_activity where datname = $1', [name])
    if (rowCount === 0) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

async function usePool<Result>(name: string, body: Body<Result>): Promise<Result> {
  const url = addressOf(name)
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  // The server ends idle connections when a database is dropped; that is no error of the test.
  pool.on('error', () => undefined)
  let result: Result
  try {
    result = await body({ url, pool })
  } catch (error) {
    await endPool(pool)
    throw error
  }
  const leftOut = await clientsLeftOut(pool)
  await endPool(pool)
  if (leftOut > 0)
    throw new Error(`${leftOut} database client(s) were left checked out: release them before the test ends`)
  return result
}

/** How many clients do not come back. One that is only opening, or answering a question nobody waits for, does. */
async function clientsLeftOut(pool: pg.Pool): Promise<number> {
  const out = (): number => pool.totalCount - pool.idleCount
  for (const deadline = Date.now() + CLOSING_TIMEOUT_MS; out() > 0 && Date.now() < deadline;)
    await new Promise((resolve) => setTimeout(resolve, 5))
  return out()
}

/** `pool.end()` waits for checked-out clients, perhaps for ever: those are cut by dropping the database. */
async function endPool(pool: pg.Pool): Promise<void> {
  if (pool.ended) return
  const ended = pool.end()
  if (pool.totalCount === pool.idleCount) await ended
  else ended.catch(() => undefined)
}

async function withAdmin<Result>(action: (admin: pg.Client) => Promise<Result>): Promise<Result> {
  const admin = new pg.Client({ connectionString: serverAddress() })
  await admin.connect()
  try {
    return await action(admin)
  } finally {
    await admin.end()
  }
}

function serverAddress(): string {
  const address = process.env['TESSERA_TEST_DATABASE_URL']
  if (address === undefined)
    throw new Error('TESSERA_TEST_DATABASE_URL is not set: run tests through jest, whose globalSetup starts PostgreSQL')
  return address
}

function addressOf(database: string): string {
  const address = new URL(serverAddress())
  address.pathname = `/${database}`
  return address.href
}
