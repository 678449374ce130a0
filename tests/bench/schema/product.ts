import type { Hazard, JobAnswer } from '@tessera/metadata'
import type { Pool } from 'pg'
import type { CrashClient } from '../../faults/crash-client.js'
import { physicalNames } from '../../support/physical-names.js'

export const parents = 10_000

const text = (key: string): object => ({ key, type: 'text', label: key })

const documents: readonly object[] = [
  { kind: 'object', key: 'client', label: 'client', fields: [text('name')] },
  {
    kind: 'object',
    key: 'payment',
    label: 'payment',
    fields: [
      text('payer'),
      text('amount'),
      text('code'),
      { key: 'worth', type: 'number', label: 'worth' },
      { key: 'client', type: 'lookup', label: 'client', target: 'client' },
    ],
  },
]

export const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** The product with two objects, one of many records. */
export class SchemaProduct {
  constructor(
    private readonly client: CrashClient,
    private readonly pool: Pool,
  ) {}

  async fill(rows: number): Promise<void> {
    await this.publish({ changes: documents.map((document) => ({ op: 'put', document })) })
    const client = await physicalNames(this.pool, 'client')
    const payment = await physicalNames(this.pool, 'payment')
    const at = `('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, timestamptz '2026-01-01' + n * interval '1 second', now()`
    await this.pool.query(
      `INSERT INTO ${client.table} (id, created_at, updated_at, ${client.columns.name}) SELECT ${at}, '客户 ' || n FROM generate_series(1, ${parents}) AS n`,
    )
    const { payer, amount, code, worth } = payment.columns
    await this.pool.query(
      `INSERT INTO ${payment.table} (id, created_at, updated_at, ${payer}, ${amount}, ${code}, ${worth}, ${payment.columns.client})
       SELECT ${at}, '付款 ' || n, n::text, 'C-' || n, n % 100,
         ('00000000-0000-7000-8000-' || lpad((1 + n % ${parents})::text, 12, '0'))::uuid FROM generate_series(1, ${rows}) AS n`,
    )
    await this.pool.query('VACUUM ANALYZE')
  }

  /** A change of one of the first thousand records, as anybody makes it. */
  async write(n: number): Promise<void> {
    const { status, body } = await this.client.send('PATCH', `/api/records/payment/${id(1 + (n % 1_000))}`, {
      payer: `付款 ${n}`,
    })
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
  }

  /** Publishes another document of an object, and waits until its jobs are over. Gives the revision. */
  async change(object: string, to: (document: ObjectDraft) => ObjectDraft): Promise<number> {
    const { documents: now } = await this.client.documents()
    const known = now.find(({ key, kind }) => kind === 'object' && key === object)
    const document = to(structuredClone(known) as unknown as ObjectDraft)
    return this.publish({ changes: [{ op: 'put', document }] })
  }

  undo(revision: number): Promise<number> {
    return this.publish({}, `/api/changes/${revision}/undo`)
  }

  async publish(body: object, path = '/api/changes'): Promise<number> {
    let answer = await this.client.send('POST', path, body)
    const { plan } = answer.body as { plan?: { hazards: readonly Hazard[] } }
    if (answer.status === 422 && plan !== undefined)
      answer = await this.client.send('POST', path, { ...body, accept: plan.hazards.map((hazard) => hazard.id) })
    if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
    const { revision, job, pending } = answer.body as { revision: number; job?: string; pending?: true }
    const ended = job === undefined ? undefined : await this.over(job)
    const result = ended?.result as { revision: number; job?: string } | undefined
    if (pending !== true) return revision
    if (result?.job !== undefined) await this.over(result.job)
    return result?.revision ?? revision
  }

  private async over(job: string): Promise<JobAnswer> {
    for (;;) {
      const found = (await this.client.send('GET', `/api/jobs/${job}`)).body as unknown as JobAnswer
      if (found.state === 'done') return found
      if (found.state === 'failed' || found.state === 'aborted') throw new Error(JSON.stringify(found))
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

export interface ObjectDraft {
  fields: { key: string; type: string; label: unknown; [property: string]: unknown }[]
  unique?: object[]
  [property: string]: unknown
}
