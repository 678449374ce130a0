import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fieldTypes } from '@tessera/blocks/server'
import { reconcile } from '@tessera/engine'
import type { Change, Hazard, WireDocument } from '@tessera/metadata'
import type { Pool } from 'pg'
import { kitchenSink } from '../api/support/kitchen-sink.js'
import { randomSchemaChange, seededRandom, type SchemaChange } from '../support/random-schema-change.js'
import { CrashClient } from './crash-client.js'
import { startMortalServer } from './mortal-server.js'
import { writeSteadily, type Written, type WrittenField } from './steady-writers.js'

export interface SchemaLoadOptions {
  readonly url: string
  readonly pool: Pool
  readonly seed: number
  /** How many random changes and undos are tried. */
  readonly cases: number
  /** Between two changes, so that writes come between them. */
  readonly paceMs?: number
  onChange?(line: string): void
}

export interface SchemaLoadResult extends Written {
  /** How many of the changes were published; the others were refused by the planner. */
  readonly published: number
}

const writtenTypes = ['text', 'longText', 'number', 'currency', 'percent', 'boolean', 'date', 'dateTime', 'email']
const recordCount = 80

/**
 * Changes a schema with every field type at random, and undoes at random, while six people write. After
 * each change documents and tables must agree; no write may fail but for what the change explains; and when the first documents are
 * put back at the end, every record holds the last value that was acknowledged for each of its fields, hidden meanwhile or not.
 */
export async function runSchemaUnderLoad(options: SchemaLoadOptions): Promise<SchemaLoadResult> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tessera-schema-'))
  const server = await startMortalServer(options.url, dataDir, '')
  if (server === undefined) throw new Error('the server died by itself')
  try {
    const client = await CrashClient.signIn(server.url, { revisions: new Set(), records: new Set() })
    return await changeAndWrite(client, options)
  } finally {
    await server.kill()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function changeAndWrite(client: CrashClient, options: SchemaLoadOptions): Promise<SchemaLoadResult> {
  const { pool, seed, cases, paceMs = 0 } = options
  const random = seededRandom(seed)
  await publish(client, {
    changes: kitchenSink.map((document) => ({ op: 'put', document: document as never }) as const),
  })
  const first = (await client.documents()).documents.filter(({ key }) => kitchenSink.some((own) => own.key === key))
  const visit = first.find(({ key }) => key === 'visit') as unknown as {
    readonly id: string
    readonly fields: readonly {
      readonly id: string
      readonly key: string
      readonly type: string
      readonly maxLength?: number
    }[]
  }
  const fields: WrittenField[] = visit.fields.filter(({ type }) => writtenTypes.includes(type))
  const create = Array.from({ length: recordCount }, (_, n) => ({ subject: `拜访 ${n}` }))
  const made = await client.send('POST', '/api/records/visit/batch', { create })
  const records = (made.body.created as { id: string }[]).map(({ id }) => id)

  const met: Written = { values: new Map(), times: [], acknowledged: 0, refused: 0, failures: [] }
  const stop = new AbortController()
  const writers = writeSteadily(client, visit.id, fields, records, seededRandom(seed + 1), stop.signal, met)
  let published = 0
  try {
    for (let serial = 1; serial <= cases; serial += 1) {
      const { documents, revision } = await client.documents()
      const change = randomSchemaChange(random, documents as readonly WireDocument[], revision, serial)
      const outcome = await publish(client, change)
      if (outcome === 'published') published += 1
      await jobsAreOver(pool)
      await new Promise((resolve) => setTimeout(resolve, paceMs))
      const drift = await reconcile({ pool, fieldTypes }, 'main')
      met.failures.push(...drift.map((line) => `after change ${serial}: ${line}`))
      options.onChange?.(
        `${serial}: ${'undo' in change ? `undo ${change.undo}` : 'change'} ${outcome}, ${met.acknowledged} writes`,
      )
    }
  } finally {
    // Whoever still writes when the server goes would hide why it went.
    stop.abort()
    await writers
  }
  const back = await publish(client, { changes: await backTo(client, first) })
  if (back === 'refused') met.failures.push('the first documents could not be put back')
  await jobsAreOver(pool)
  met.failures.push(...(await lostValues(client, fields, visit.fields, met)))
  met.failures.push(...(await reconcile({ pool, fieldTypes }, 'main')))
  return { ...met, published }
}

/** Publishes or undoes, accepting every warning. */
async function publish(client: CrashClient, change: SchemaChange): Promise<'published' | 'refused'> {
  const path = 'undo' in change ? `/api/changes/${change.undo}/undo` : '/api/changes'
  const body = 'undo' in change ? {} : { changes: change.changes }
  let answer = await client.send('POST', path, body)
  const { plan } = answer.body as { plan?: { hazards: readonly Hazard[] } }
  if (answer.status === 422 && plan !== undefined) {
    answer = await client.send('POST', path, { ...body, accept: plan.hazards.map(({ id }) => id) })
  }
  if (answer.status >= 500) throw new Error(`publishing: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.status === 201 ? 'published' : 'refused'
}

/** The first documents as they were, without what was made beside them and may refer to what goes. */
async function backTo(client: CrashClient, first: readonly WireDocument[]): Promise<readonly Change[]> {
  const kept = new Set(first.map(({ id }) => id))
  const { documents } = await client.documents()
  const beside = (documents as readonly WireDocument[]).filter(
    ({ kind, id, system }) => (kind === 'object' || kind === 'view') && system !== true && !kept.has(id),
  )
  return [
    ...beside.map(({ kind, key }) => ({ op: 'delete', kind, key }) as const),
    ...first.map((document) => ({ op: 'put', document }) as const),
  ]
}

async function jobsAreOver(pool: Pool): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    const { rowCount } = await pool.query(`SELECT 1 FROM ws_main.jobs WHERE state IN ('queued', 'running') LIMIT 1`)
    if (rowCount === 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('a job did not end')
}

async function lostValues(
  client: CrashClient,
  fields: readonly WrittenField[],
  first: readonly { readonly id: string; readonly key: string }[],
  met: Written,
): Promise<string[]> {
  const keys = new Map(first.map(({ id, key }) => [id, key]))
  const lost: string[] = []
  for (const [record, values] of met.values) {
    const { status, body } = await client.send('GET', `/api/records/visit/${record}`)
    if (status !== 200) lost.push(`record ${record} is answered ${status}`)
    for (const { id } of fields) {
      if (!values.has(id)) continue
      const held = body[keys.get(id) ?? '']
      if (held !== values.get(id))
        lost.push(`${keys.get(id)} of ${record} holds ${String(held)}, not ${String(values.get(id))}`)
    }
  }
  return lost
}
