/**
 * `npm run bench:schema -- --rows 1000000`: changes of the schema of a big table while 20 records a second are written, beside what
 * an administrator of the database would type on a table of the same size, in the same run: how long it takes, how long a write
 * waits at most, how many writes fail. Then a batch of 10,000 records with two roll-ups on their parents beside hand-written SQL.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { CrashClient } from '../faults/crash-client.js'
import { startMortalServer } from '../faults/mortal-server.js'
import { HandWritten } from './schema/hand-written.js'
import { id, SchemaProduct } from './schema/product.js'
import { underLoad, type SteadyLoad } from './schema/steady-load.js'

const bounds = { blockedMs: 300, addFieldMs: 50, batch: 3 }

interface Options {
  readonly databaseUrl: string
  readonly rows?: number
}

interface Case {
  readonly name: string
  /** Of the product; gives nothing. */
  readonly ours: () => Promise<unknown>
  /** What one would type; undefined where there is no such thing. */
  readonly theirs: string | undefined
}

export async function run({ databaseUrl, rows = 1_000_000 }: Options): Promise<number> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 24 })
  const dataDir = await mkdtemp(join(tmpdir(), 'tessera-bench-'))
  const server = await startMortalServer(databaseUrl, dataDir, '')
  if (server === undefined) throw new Error('the server did not start')
  try {
    const client = await CrashClient.signIn(server.url, { revisions: new Set(), records: new Set() })
    const product = new SchemaProduct(client, pool)
    await product.fill(rows)
    const hand = new HandWritten(pool)
    await hand.fill(rows)
    console.log(`${rows} rows, 20 writes a second\n`)
    console.log('| | Tessera | longest write | writes failed | by hand | longest write |')
    console.log('|---|---|---|---|---|---|')
    const verdicts = await measure(casesOf(product), product, hand)
    const batch = await batches(client, hand)
    for (const line of [...verdicts, ...batch]) console.log(line)
    return 0
  } finally {
    await server.kill()
    await pool.end()
    await rm(dataDir, { recursive: true, force: true })
  }
}

function casesOf(product: SchemaProduct): readonly Case[] {
  const add = (field: { key: string; type: string; [property: string]: unknown }) => () =>
    product.change('payment', (document) => ({
      ...document,
      fields: [...document.fields, { label: field.key, ...field }],
    }))
  const retype = (type: string) => () =>
    product.change('payment', (document) => ({
      ...document,
      fields: document.fields.map((field) => (field.key === 'amount' ? { ...field, type } : field)),
    }))
  let converted = 0
  let hidden = 0
  const rollup = (key: string, more: object): object => ({
    ...{ key, type: 'rollup', label: key, relation: 'payment.client' },
    ...more,
  })
  return [
    { name: 'add a text', ours: add({ key: 'note', type: 'text' }), theirs: 'ADD COLUMN note text' },
    {
      name: 'add yes or no',
      ours: add({ key: 'done', type: 'boolean' }),
      theirs: 'ADD COLUMN done boolean NOT NULL DEFAULT false',
    },
    { name: 'add a formula', ours: add({ key: 'double', type: 'formula', formula: 'worth * 2' }), theirs: undefined },
    {
      name: 'add an auto-number',
      ours: add({ key: 'number', type: 'autoNumber', format: 'P-{000000}' }),
      theirs: 'ADD COLUMN number bigserial',
    },
    {
      name: 'add two roll-ups on 10,000 parents',
      ours: () =>
        product.change('client', (document) => ({
          ...document,
          fields: [
            ...document.fields,
            rollup('total', { function: 'sum', field: 'worth' }),
            rollup('count', { function: 'count' }),
          ] as never,
        })),
      theirs: 'ROLLUPS',
    },
    {
      name: 'make a text unique',
      ours: () => product.change('payment', (document) => ({ ...document, unique: [{ fields: ['code'] }] })),
      theirs: 'ADD CONSTRAINT code_is_unique UNIQUE (code)',
    },
    {
      name: 'text to number',
      ours: async () => (converted = await retype('number')()),
      theirs: 'ALTER COLUMN amount TYPE numeric USING amount::numeric',
    },
    {
      name: 'undo that',
      ours: () => product.undo(converted),
      theirs: 'ALTER COLUMN amount TYPE text USING amount::text',
    },
    {
      name: 'delete a field',
      ours: async () =>
        (hidden = await product.change('payment', (document) => ({
          ...document,
          fields: document.fields.filter(({ key }) => key !== 'amount'),
        }))),
      theirs: undefined,
    },
    { name: 'undo that', ours: () => product.undo(hidden), theirs: undefined },
  ]
}

async function measure(cases: readonly Case[], product: SchemaProduct, hand: HandWritten): Promise<string[]> {
  const beyond: string[] = []
  for (const { name, ours, theirs } of cases) {
    const own = await underLoad((n) => product.write(n), ours)
    const other =
      theirs === undefined
        ? undefined
        : await underLoad(
            (n) => hand.write(n),
            () => hand.run(statementOf(theirs)),
          )
    const shown = ({ longestMs }: SteadyLoad): string => `${Math.round(longestMs)} ms`
    console.log(
      `| ${name} | ${timeOf(own.ms)} | ${shown(own.load)} | ${own.load.failed.length} of ${own.load.writes} | ` +
        `${other === undefined ? '–' : timeOf(other.ms)} | ${other === undefined ? '–' : shown(other.load)} |`,
    )
    beyond.push(...own.load.failed.map((line) => `a write failed during “${name}”: ${line}`))
    if (own.load.longestMs > bounds.blockedMs)
      beyond.push(`a write waited ${shown(own.load)} during “${name}”, bound ${bounds.blockedMs}`)
    if (name === 'add a text' && own.ms > bounds.addFieldMs)
      beyond.push(`adding a field took ${timeOf(own.ms)}, bound ${bounds.addFieldMs} ms`)
  }
  return beyond.length === 0 ? ['\nno write failed, none waited longer than 300 ms'] : ['', ...beyond]
}

const statementOf = (theirs: string): string =>
  theirs === 'ROLLUPS'
    ? `ALTER TABLE hand.client ADD COLUMN total numeric, ADD COLUMN count int;
       UPDATE hand.client AS c SET total = s.total, count = s.count
       FROM (SELECT client, sum(worth) AS total, count(*) AS count FROM hand.payment GROUP BY client) AS s WHERE c.id = s.client`
    : `ALTER TABLE hand.payment ${theirs}`

const timeOf = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`)

/** 10,000 records in one batch, five times each way. */
async function batches(client: CrashClient, hand: HandWritten): Promise<string[]> {
  const count = 10_000
  const create = Array.from({ length: count }, (_, n) => ({ worth: n % 7, client: id(1 + (n % 3_000)) }))
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let round = 0; round < 5; round += 1) {
    theirs.push(await hand.batch(count))
    const started = performance.now()
    const { status, body } = await client.send('POST', '/api/records/payment/batch', { create })
    ours.push(performance.now() - started)
    if (status !== 200 && status !== 201) throw new Error(`${status} ${JSON.stringify(body).slice(0, 500)}`)
  }
  const middle = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
  const ratio = middle(ours) / middle(theirs)
  return [
    `\nbatch of ${count} with two roll-ups on 3,000 parents: ${timeOf(middle(ours))} over HTTP, by hand ${timeOf(middle(theirs))}: ` +
      `${ratio.toFixed(1)} times, bound ${bounds.batch}`,
  ]
}
