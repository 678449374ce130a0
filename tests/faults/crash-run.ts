import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fieldTypes } from '@tessera/blocks/server'
import { reconcile } from '@tessera/engine'
import type { WireDocument } from '@tessera/metadata'
import type { Pool } from 'pg'
import { randomSchemaChange, seededRandom, type Random } from '../support/random-schema-change.js'
import { CrashClient, CutOff, type Acknowledged } from './crash-client.js'
import { fillBigTables } from './fill-big-tables.js'
import { jobChange } from './job-change.js'
import { startMortalServer } from './mortal-server.js'

export interface CrashOptions {
  readonly url: string
  readonly pool: Pool
  readonly seed: number
  /** How many deaths; up to twice as many where lives were too short for `leastRevisions` changes to be acknowledged. */
  readonly cases: number
  readonly leastRevisions?: number
  onDeath?(line: string): void
}

export interface CrashResult {
  readonly revisions: number
  readonly records: number
  /** Sentences about what did not agree; empty when all is well. */
  readonly failures: readonly string[]
}

const points = [
  'publish.begin',
  'publish.after-ddl',
  'publish.after-documents',
  'publish.before-commit',
  'publish.after-commit',
  'job.step',
]

const jobDeathWithinMs = 3_000
const jobsWithinMs = 60_000

/** Changes per life at most: then the process is killed between two of them. */
const longestLife = 8

/**
 * Kills a real server during seeded schema changes, again and again, on one database: by a failpoint at the nth time it is
 * passed, or at a moment drawn at random. After each death documents and tables must agree, and every revision and
 * record that was answered with 201 must be there. The next process goes on where the last one died.
 */
export async function runCrashes(options: CrashOptions): Promise<CrashResult> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tessera-crash-'))
  const random = seededRandom(options.seed)
  const acknowledged: Acknowledged = { revisions: new Set(), records: new Set() }
  const failures: string[] = []
  try {
    await prepareWorkspace(options, dataDir, acknowledged)
    const { cases, leastRevisions = 0 } = options
    const isEnough = (): boolean => acknowledged.revisions.size >= leastRevisions
    for (let death = 1; death <= cases || (!isEnough() && death <= 2 * cases); death += 1) {
      const how = await liveAndDie(options.url, dataDir, random, death, acknowledged)
      const found = await findDisagreement(options.pool, acknowledged)
      failures.push(...found.map((sentence) => `death ${death} (${how}): ${sentence}`))
      options.onDeath?.(`${death}: ${how}, ${acknowledged.revisions.size} revisions${found.length > 0 ? ' ✗' : ''}`)
    }
    failures.push(...(await finishJobs(options, dataDir)))
    return { revisions: acknowledged.revisions.size, records: acknowledged.records.size, failures }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Two objects with so many records that roll-ups and indexes are left to jobs. */
async function prepareWorkspace(
  { url, pool }: CrashOptions,
  dataDir: string,
  acknowledged: Acknowledged,
): Promise<void> {
  const server = await startMortalServer(url, dataDir, '')
  if (server === undefined) throw new Error('the first server died by itself')
  const client = await CrashClient.signIn(server.url, acknowledged)
  await fillBigTables(client, pool)
  await server.kill()
}

async function liveAndDie(
  databaseUrl: string,
  dataDir: string,
  random: Random,
  life: number,
  acknowledged: Acknowledged,
): Promise<string> {
  const byFailpoint = random() < 0.6
  const failpoint = `${points[Math.floor(random() * points.length)]}=kill@${1 + Math.floor(random() * 4)}`
  const server = await startMortalServer(databaseUrl, dataDir, byFailpoint ? failpoint : '')
  if (server === undefined) return `${failpoint}, while starting`
  const lastChange = 1 + Math.floor(random() * (byFailpoint ? longestLife : 3))
  const delayMs = random() * 120
  const work = async (): Promise<void> => {
    const client = await CrashClient.signIn(server.url, acknowledged)
    for (let n = 1; n <= lastChange; n += 1) {
      const { documents, revision } = await client.documents()
      const forJob = failpoint.startsWith('job.') ? jobChange(documents, life * 100 + n) : undefined
      const change =
        forJob ?? randomSchemaChange(random, documents as readonly WireDocument[], revision, life * 100 + n)
      if (!byFailpoint && n === lastChange) setTimeout(() => void server.kill(), delayMs)
      await client.publish(change)
      await client.createSomewhere(random, documents as readonly WireDocument[])
    }
    // A job dies after the answer.
    if (byFailpoint && failpoint.startsWith('job.')) await Promise.race([server.death, pause(jobDeathWithinMs)])
  }
  let isDead = false
  void server.death.then(() => (isDead = true))
  // A request that finds the server dead is what this is about; everything else is a failure of the test.
  const died = await work().then(
    () => isDead,
    (error: unknown) => {
      if (!(error instanceof CutOff)) throw error
      return true
    },
  )
  if (died) await server.death
  else await server.kill()
  if (!byFailpoint) return `killed ${Math.round(delayMs)} ms into change ${lastChange}`
  return died ? failpoint : `killed after ${lastChange} changes`
}

/** A last process takes up every job that was cut off, and ends it. */
async function finishJobs({ url, pool }: CrashOptions, dataDir: string): Promise<string[]> {
  const server = await startMortalServer(url, dataDir, '')
  if (server === undefined) return ['the last server died by itself']
  const statesOf = async (): Promise<readonly string[]> => {
    const { rows } = await pool.query<{ state: string }>('SELECT state FROM ws_main.jobs')
    return rows.map(({ state }) => state)
  }
  const isOpen = (state: string): boolean => state === 'queued' || state === 'running'
  const until = performance.now() + jobsWithinMs
  while ((await statesOf()).some(isOpen) && performance.now() < until) await pause(100)
  const unfinished = (await statesOf()).filter((state) => state !== 'done')
  await server.kill()
  return unfinished.map((state) => `a job is ${state} in the end`)
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function findDisagreement(pool: Pool, acknowledged: Acknowledged): Promise<string[]> {
  const drift = await reconcile({ pool, fieldTypes }, 'main')
  const { rows } = await pool.query<{ revision: number; newest: number; orphans: string }>(
    `SELECT m.revision, (SELECT max(revision) FROM ws_main.changes) AS newest,
       (SELECT count(*) FROM ws_main.document_versions v WHERE v.revision > m.revision OR v.until > m.revision) AS orphans
     FROM ws_main.meta m`,
  )
  const state = rows[0]
  const revisions = await pool.query<{ revision: number }>('SELECT revision FROM ws_main.changes')
  const known = new Set(revisions.rows.map(({ revision }) => revision))
  const written = await pool.query<{ id: string }>(
    `SELECT DISTINCT record_id AS id FROM ws_main.history WHERE op = 'create' AND record_id = ANY($1)`,
    [[...acknowledged.records]],
  )
  const lost = [...acknowledged.revisions].filter((revision) => !known.has(revision))
  return [
    ...drift,
    ...(state?.revision === state?.newest
      ? []
      : [`meta is at ${state?.revision}, the changes are at ${state?.newest}`]),
    ...(state?.orphans === '0' ? [] : [`${state?.orphans} document versions of no revision`]),
    ...lost.map((revision) => `revision ${revision} was acknowledged and is lost`),
    ...(written.rows.length === acknowledged.records.size ? [] : ['acknowledged records are lost']),
  ]
}
