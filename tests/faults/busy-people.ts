import type { Random } from '../support/random-schema-change.js'
import { recordId, writtenTo } from './conversion-table.js'
import { CutOff, type CrashClient } from './crash-client.js'

/** What people who work during a schema change have met. */
export interface Met {
  /** Milliseconds of every request that was answered. */
  readonly reads: number[]
  readonly writes: number[]
  /** Amounts by number of the record, as the last acknowledged write left them. */
  readonly amounts: Map<number, number>
  /** Answers that nobody should get. */
  readonly failures: string[]
}

/** The server of this moment; undefined while there is none. */
export type Serving = () => CrashClient | undefined

const everyMs = 50

/**
 * Twenty times a second somebody changes an amount and somebody opens a record, until the signal. An amount is sent as the text it
 * has been, and where the server says that it is a number by now, as a number; and so on.
 */
export async function keepBusy(serving: Serving, random: Random, signal: AbortSignal, met: Met): Promise<void> {
  const running = new Set<Promise<void>>()
  const start = (work: Promise<void>): void => {
    const tracked = work.finally(() => running.delete(tracked))
    running.add(tracked)
  }
  const busy = new Set<number>()
  while (!signal.aborted) {
    const client = serving()
    const n = 1 + Math.floor(random() * writtenTo)
    if (client !== undefined && !busy.has(n)) {
      busy.add(n)
      const amount = Math.floor(random() * 1_000_000) / 100
      start(write(client, n, amount, met).finally(() => busy.delete(n)))
      start(read(client, 1 + Math.floor(random() * writtenTo), met))
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
  await Promise.all(running)
}

async function write(client: CrashClient, n: number, amount: number, met: Met): Promise<void> {
  const started = performance.now()
  try {
    const path = `/api/records/payment/${recordId(n)}`
    let answer = await client.send('PATCH', path, { amount: String(amount) })
    // The type may change, and change back, between two tries.
    for (const value of [amount, String(amount), amount]) {
      if (answer.status === 422) answer = await client.send('PATCH', path, { amount: value })
    }
    met.writes.push(performance.now() - started)
    if (answer.status === 200) met.amounts.set(n, amount)
    else met.failures.push(`a write was answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  } catch (error) {
    if (!(error instanceof CutOff)) throw error
    // Nobody knows whether it was written: the amount of this record says nothing any more.
    met.amounts.set(n, Number.NaN)
  }
}

async function read(client: CrashClient, n: number, met: Met): Promise<void> {
  const started = performance.now()
  try {
    const answer = await client.send('GET', `/api/records/payment/${recordId(n)}`)
    met.reads.push(performance.now() - started)
    if (answer.status !== 200) met.failures.push(`a read was answered ${answer.status}`)
  } catch (error) {
    if (!(error instanceof CutOff)) throw error
  }
}
