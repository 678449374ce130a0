import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { seededRandom, type Random } from '../support/random-schema-change.js'
import { CrashClient, CutOff } from './crash-client.js'
import { startMortalServer, type MortalServer } from './mortal-server.js'
import { findDoubts } from './workflow-doubts.js'
import { workflowDocuments } from './workflow-documents.js'

export interface WorkflowKillOptions {
  readonly url: string
  readonly pool: Pool
  readonly seed: number
  /** How many processes are killed. */
  readonly kills: number
  /** How many records are created meanwhile. */
  readonly records: number
  /** Let the time of dead workers' leases pass at once instead of waiting for it. */
  readonly hurry?: boolean
  onKill?(line: string): void
}

export interface WorkflowKillResult {
  readonly acknowledged: number
  readonly runs: number
  /** From the start of a run to its end, the longest. */
  readonly longestSeconds: number
  /** Sentences about what did not agree; empty when all is well. */
  readonly failures: readonly string[]
}

const points = ['before-write', 'before-commit', 'after-commit'] as const
const roles = ['all', 'worker'] as const
const clients = 4
const finishWithinMs = 120_000

/**
 * Kills a server and a worker again and again (SIGKILL at a random moment, or at a point of a step) while records are created
 * whose workflow tells their owner, makes a task and counts up. In the end each must have happened exactly once.
 */
export async function runWorkflowKills(options: WorkflowKillOptions): Promise<WorkflowKillResult> {
  const { url, pool, seed, kills, records } = options
  const dataDir = await mkdtemp(join(tmpdir(), 'tessera-workflows-'))
  const random = seededRandom(seed)
  const house = new House(url, dataDir, random, pool, options.hurry === true)
  try {
    await house.open()
    let created = 0
    const work = Array.from({ length: clients }, async () => {
      while (created < records) await createRecord(house, (created += 1))
    })
    const done = Promise.all(work)
    const nemesis = (async () => {
      for (let kill = 1; kill <= kills; kill += 1) {
        // Deaths are spread over the whole of the work, however fast it goes.
        while (created < (records * kill) / (kills + 1)) await pause(5)
        options.onKill?.(`${kill}: ${await house.kill()}, ${created} records`)
      }
    })()
    await Promise.all([done, nemesis])
    const isDone = await house.finish()
    return { acknowledged: records, ...(await findDoubts(pool, records, isDone)) }
  } finally {
    await house.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** A server and a worker on one database; whoever is killed comes back. */
class House {
  readonly #processes = new Map<(typeof roles)[number], MortalServer>()
  #client: Promise<CrashClient> | undefined

  constructor(
    private readonly url: string,
    private readonly dataDir: string,
    private readonly random: Random,
    private readonly pool: Pool,
    private readonly hurry: boolean,
  ) {}

  async open(): Promise<void> {
    await this.#start('all', '')
    const client = await this.client()
    for (const changes of workflowDocuments) await client.publish({ changes })
    await this.#start('worker', '')
  }

  /** Somebody signed in at the server as it is now. */
  client(): Promise<CrashClient> {
    const url = this.#processes.get('all')?.url
    if (url === undefined) throw new CutOff('the server is not there')
    this.#client ??= CrashClient.signIn(url, { revisions: new Set(), records: new Set() })
    return this.#client
  }

  /** Kills one of the two, and starts it again, perhaps with a point at which it will die by itself. Says what was done. */
  async kill(): Promise<string> {
    const role = this.random() < 0.5 ? 'all' : 'worker'
    const byPoint = this.random() < 0.5
    const point = `automation.${points[Math.floor(this.random() * points.length)]}=kill@${1 + Math.floor(this.random() * 5)}`
    await this.#end(role)
    if (!byPoint) await this.#start(role, '')
    else {
      const doomed = await this.#start(role, point)
      await Promise.race([doomed?.death, pause(3_000)])
      await this.#end(role)
      await this.#start(role, '')
    }
    return byPoint ? `${role}, then at ${point}` : role
  }

  /** Waits until nothing is open; false when that does not come. */
  async finish(): Promise<boolean> {
    for (const until = performance.now() + finishWithinMs; performance.now() < until; await pause(100)) {
      const { rowCount } = await this.pool.query(
        "SELECT 1 FROM ws_main.runs WHERE state IN ('waiting', 'running') LIMIT 1",
      )
      if (rowCount === 0) return true
    }
    return false
  }

  async close(): Promise<void> {
    await Promise.all(roles.map((role) => this.#end(role)))
  }

  async #start(role: (typeof roles)[number], failpoints: string): Promise<MortalServer | undefined> {
    const server = await startMortalServer(this.url, this.dataDir, failpoints, role)
    if (server !== undefined) this.#processes.set(role, server)
    if (role === 'all') this.#client = undefined
    return server
  }

  async #end(role: (typeof roles)[number]): Promise<void> {
    const server = this.#processes.get(role)
    this.#processes.delete(role)
    if (role === 'all') this.#client = undefined
    await server?.kill()
    if (this.hurry && server !== undefined) {
      await this.pool.query(
        "UPDATE ws_main.runs SET lease_until = now() WHERE state = 'running' AND worker LIKE '%/' || $1 || '/%'",
        [server.pid],
      )
    }
  }
}

/** Creates a record, and asks again with the same key for as long as nobody answers. */
async function createRecord(house: House, n: number): Promise<void> {
  for (;;) {
    try {
      const client = await house.client()
      const headers = { 'idempotency-key': `record-${n}` }
      const { status, body } = await client.send('POST', '/api/records/machine', { name: `M${n}` }, headers)
      if (status === 201) return
      if (status < 500 && status !== 409) throw new Error(`creating: ${status} ${JSON.stringify(body)}`)
    } catch (error) {
      if (!(error instanceof CutOff)) throw error
    }
    await pause(20)
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
