import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fieldTypes } from '@tessera/blocks/server'
import { reconcile } from '@tessera/engine'
import type { Hazard, JobAnswer, WireDocument } from '@tessera/metadata'
import type { Pool } from 'pg'
import { seededRandom, type Random } from '../support/random-schema-change.js'
import { keepBusy, type Met } from './busy-people.js'
import { fillConversionTable, recordId, writtenTo, type ConversionTable } from './conversion-table.js'
import { CrashClient, type Acknowledged } from './crash-client.js'
import { startMortalServer, type MortalServer } from './mortal-server.js'

export interface BigConversionOptions {
  readonly url: string
  readonly pool: Pool
  readonly seed: number
  readonly rows: number
  /** How many of the texts are no numbers. */
  readonly refused: number
  onEvent?(line: string): void
}

export interface BigConversionResult extends Met {
  /** Seconds: of the plan, and of the jobs there and back. */
  readonly seconds: { readonly plan: number; readonly convert: number; readonly undo: number }
}

/**
 * Converts a text field of many records to numbers and undoes it, while people go on reading and writing; during each of the two
 * jobs the server is killed once. The plan must say beforehand what cannot be converted, exactly these values must wait, no
 * request may fail, and in the end every text must be what it was, or what somebody made of it.
 */
export async function runBigConversion(options: BigConversionOptions): Promise<BigConversionResult> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tessera-conversion-'))
  const run = new BigConversion(options, dataDir)
  try {
    return await run.thereAndBack()
  } finally {
    await run.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

class BigConversion {
  readonly #random: Random
  readonly #acknowledged: Acknowledged = { revisions: new Set(), records: new Set() }
  readonly #met: Met = { reads: [], writes: [], amounts: new Map(), failures: [] }
  readonly #busy = new AbortController()
  #server: MortalServer | undefined
  #client: CrashClient | undefined
  #work: Promise<void> = Promise.resolve()

  constructor(
    private readonly options: BigConversionOptions,
    private readonly dataDir: string,
  ) {
    this.#random = seededRandom(options.seed)
  }

  async thereAndBack(): Promise<BigConversionResult> {
    const { pool, rows, refused } = this.options
    const client = await this.#start()
    const table = await fillConversionTable(client, pool, rows, refused)
    const originals = await table.hash()
    this.#work = keepBusy(() => this.#client, seededRandom(this.options.seed + 1), this.#busy.signal, this.#met)

    const changes = [{ op: 'put', document: await this.#asNumber() }]
    const planned = performance.now()
    const plan = (await client.send('POST', '/api/changes/plan', { changes })).body
    const planSeconds = since(planned)
    this.#expectPlan(plan.hazards as readonly Hazard[])
    const accept = [`field.convert:payment.amount`]
    const there = await this.#change('/api/changes', { changes, accept }, 'converted')
    await this.#expectWaiting(table)
    const back = await this.#change(`/api/changes/${there.revision}/undo`, {}, 'undone')

    this.#busy.abort()
    await this.#work
    if ((await table.hash()) !== originals) this.#fail('the texts are not what they were')
    await this.#expectAmounts()
    for (const line of await reconcile({ pool, fieldTypes }, 'main')) this.#fail(line)
    return { ...this.#met, seconds: { plan: planSeconds, convert: there.seconds, undo: back.seconds } }
  }

  async stop(): Promise<void> {
    this.#busy.abort()
    await this.#work.catch(() => undefined)
    await this.#server?.kill()
  }

  async #start(): Promise<CrashClient> {
    this.#server = await startMortalServer(this.options.url, this.dataDir, '')
    if (this.#server === undefined) throw new Error('the server died by itself')
    return (this.#client = await CrashClient.signIn(this.#server.url, this.#acknowledged))
  }

  /** Asks for a change, waits for its job, and kills the server once while it is at work. */
  async #change(path: string, body: object, name: string): Promise<{ revision: number; seconds: number }> {
    const started = performance.now()
    const answer = (await this.#client?.send('POST', path, body))?.body
    if (typeof answer?.job !== 'string') throw new Error(`no job: ${JSON.stringify(answer)}`)
    this.options.onEvent?.(`${name}: asked for, answered after ${since(started)} s`)
    const dieAt = (0.1 + 0.8 * this.#random()) * this.options.rows
    let isKilled = false
    for (;;) {
      const job = (await this.#client?.send('GET', `/api/jobs/${answer.job}`))?.body as JobAnswer | undefined
      if (job !== undefined && job.state !== 'queued' && job.state !== 'running') return this.#ended(job, name, started)
      if (!isKilled && job !== undefined && job.done >= dieAt) {
        isKilled = true
        await this.#dieAndReturn(`${name}: killed at ${job.done} of ${job.total}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  #ended(job: JobAnswer, name: string, started: number): { revision: number; seconds: number } {
    const seconds = since(started)
    if (job.state !== 'done') throw new Error(`${name}: the job is ${job.state}: ${JSON.stringify(job.error)}`)
    this.options.onEvent?.(`${name}: done after ${seconds} s`)
    return { revision: (job.result as { revision: number }).revision, seconds }
  }

  async #dieAndReturn(line: string): Promise<void> {
    this.#client = undefined
    await this.#server?.kill()
    this.options.onEvent?.(line)
    await this.#start()
  }

  async #asNumber(): Promise<WireDocument> {
    const { documents } = (await this.#client?.documents()) ?? { documents: [] }
    const payment = structuredClone(documents.find(({ key }) => key === 'payment')) as unknown as {
      fields: { key: string; type: string }[]
    }
    for (const field of payment.fields) if (field.key === 'amount') field.type = 'number'
    return payment as unknown as WireDocument
  }

  #expectPlan(hazards: readonly Hazard[]): void {
    const { refused } = this.options
    const found = hazards.find(({ id }) => id === 'field.convert:payment.amount')
    if (found?.rows !== refused || found.samples.length === 0) {
      this.#fail(`the plan does not say that ${refused} values cannot be converted: ${JSON.stringify(hazards)}`)
    }
  }

  /** Exactly the texts that are no numbers wait; every other amount is the number it was. */
  async #expectWaiting({ table, column }: ConversionTable): Promise<void> {
    const { refused, rows, pool } = this.options
    const ids: string[] = []
    for (let after = ''; ;) {
      const page = (await this.#client?.send('GET', `/api/conversions/payment/amount?limit=100${after}`))?.body as {
        values: { id: string; value: string }[]
        next: string | null
      }
      ids.push(...page.values.filter(({ value }) => value.startsWith('约 ')).map(({ id }) => id))
      if (page.next === null) break
      after = `&after=${page.next}`
    }
    const number = await column()
    const { rows: found } = await pool.query<{ blank: string[]; wrong: number }>(
      `SELECT array_agg(id ORDER BY id) FILTER (WHERE ${number} IS NULL) AS blank,
         count(*) FILTER (WHERE ${number} <> n + CASE WHEN n % 3 = 0 THEN 0.5 ELSE 0 END)::int AS wrong
       FROM (SELECT id, ${number}, right(id::text, 12)::int AS n FROM ${table}) AS r WHERE n > ${writtenTo}`,
    )
    const { blank, wrong } = found[0] ?? { blank: [], wrong: 0 }
    if (wrong > 0) this.#fail(`${wrong} of ${rows} amounts are other numbers`)
    if (ids.length !== refused) this.#fail(`${ids.length} values wait, not ${refused}`)
    if (JSON.stringify(blank) !== JSON.stringify([...ids].sort())) this.#fail('other records are blank than wait')
  }

  async #expectAmounts(): Promise<void> {
    for (const [n, amount] of this.#met.amounts) {
      if (Number.isNaN(amount)) continue
      const held = (await this.#client?.send('GET', `/api/records/payment/${recordId(n)}`))?.body.amount
      if (held !== String(amount)) this.#fail(`record ${n} holds ${String(held)}, not ${amount}`)
    }
  }

  #fail(sentence: string): void {
    this.#met.failures.push(sentence)
  }
}

const since = (started: number): number => Math.round((performance.now() - started) / 100) / 10
