/**
 * `npm run bench:search`: how long the first page of a search takes on 1,000,000 companies with five searched fields, by the kind of
 * what is looked for, and what search costs those who write. The words are taken from the records at random; each is asked twice.
 * Options: --rows 1000000 --words 40 --seed 7. Writes bench-results/search.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fieldTypes } from '@tessera/blocks/server'
import { createEngine, systemActor } from '@tessera/engine'
import type { Engine } from '@tessera/engine'
import pg from 'pg'
import { pinyin } from 'pinyin-pro'
import { fromRoot } from './records/processes.js'
import { makeCompany, randomNumbers } from './search/companies.js'
import type { Company } from './search/companies.js'
import { fillCompanies } from './search/fill-companies.js'

interface Options {
  readonly databaseUrl: string
  readonly rows?: number
  readonly words?: number
  readonly seed?: number
}

const actor = systemActor('main', 'bench')
const keys = ['name', 'contact', 'phone', 'email', 'address'] as const

/** Gives the exit code: 1 when a kind of word takes longer than 50 ms at p95. */
export async function run({ databaseUrl, rows = 1_000_000, words = 40, seed = 7 }: Options): Promise<number> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 })
  // When the bench fails, the server is stopped under its connections.
  pool.on('error', () => undefined)
  const engine = createEngine({ pool, fieldTypes, secret: new Uint8Array(32) })
  await engine.migrate()
  await engine.workspaces.create({ key: 'main', title: '测量' })
  await publish(engine, false)
  console.log(`filling in ${rows} companies`)
  await fillCompanies(pool, rows, seed)
  const before = await writing(engine, rows, seed)
  const fill = await fillSearch(engine)
  console.log(`search filled in and indexed by a job in ${fill} s`)
  await pool.query('VACUUM ANALYZE')
  const after = await writing(engine, rows, seed)
  const searches = await searching(engine, rows, words, seed)
  const sizes = await tableSizes(pool)
  await engine.stop()
  await pool.end()
  const result = { rows, seed, fillSeconds: fill, before, after, searches, sizes }
  mkdirSync(fromRoot('bench-results'), { recursive: true })
  writeFileSync(fromRoot('bench-results/search.json'), JSON.stringify(result, null, 2))
  console.log(`\n| looked for | p50 ms | p95 ms | longest |\n|---|---|---|---|`)
  for (const { kind, p50, p95, longest } of searches) console.log(`| ${kind} | ${p50} | ${p95} | ${longest} |`)
  console.log(
    `\nwriting without search: ${JSON.stringify(before)}\nwith search: ${JSON.stringify(after)}\n${JSON.stringify(sizes)}`,
  )
  return searches.every(({ p95 }) => p95 <= 50) ? 0 : 1
}

async function publish(engine: Engine, searchable: boolean): Promise<string | undefined> {
  const types = { name: 'companyName', contact: 'text', phone: 'phone', email: 'email', address: 'text' } as const
  const fields = keys.map((key) => ({ key, type: types[key], label: key, searchable }))
  const document = { kind: 'object' as const, key: 'company', label: '公司', titleField: 'name', fields }
  return (await engine.changes.publish(actor, { changes: [{ op: 'put', document }] })).job
}

/** Seconds until the job has filled the search table and built its index. */
async function fillSearch(engine: Engine): Promise<number> {
  const startedAt = performance.now()
  const job = await publish(engine, true)
  if (job === undefined) return 0
  for (;;) {
    const { state } = await engine.jobs.get(actor, job)
    if (state === 'done') return Math.round((performance.now() - startedAt) / 1000)
    if (state !== 'queued' && state !== 'running') throw new Error(`the job is ${state}`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

interface Written {
  readonly createP50: number
  readonly createP95: number
  readonly batchMs: number
}

async function writing(engine: Engine, rows: number, seed: number): Promise<Written> {
  const random = randomNumbers(seed + 1)
  const times: number[] = []
  for (let n = 0; n < 600; n += 1) {
    const company = makeCompany(random, rows + n)
    const startedAt = performance.now()
    await engine.records.create(actor, 'company', { ...company })
    times.push(performance.now() - startedAt)
  }
  const batches: number[] = []
  for (let n = 0; n < 5; n += 1) {
    const create = Array.from({ length: 10_000 }, (_, k) => ({ ...makeCompany(random, rows + k) }))
    const startedAt = performance.now()
    await engine.records.batch(actor, 'company', { create })
    batches.push(performance.now() - startedAt)
  }
  return { createP50: at(times.slice(100), 0.5), createP95: at(times.slice(100), 0.95), batchMs: at(batches, 0.5) }
}

interface Searched {
  readonly kind: string
  readonly p50: number
  readonly p95: number
  readonly longest: number
}

async function searching(engine: Engine, rows: number, words: number, seed: number): Promise<Searched[]> {
  const found: Searched[] = []
  for (const [kind, wordOf] of Object.entries(kinds)) {
    const random = randomNumbers(seed + 2)
    const times: number[] = []
    for (let n = 0; n < words; n += 1) {
      const search = wordOf(makeCompany(random, Math.floor(random() * rows)), random)
      for (let again = 0; again < 2; again += 1) {
        const startedAt = performance.now()
        await engine.records.query(actor, 'company', { search })
        const ms = performance.now() - startedAt
        times.push(ms)
        if (ms > 50) console.log(`${kind} ${search}: ${ms.toFixed(0)} ms`)
      }
    }
    found.push({ kind, p50: at(times, 0.5), p95: at(times, 0.95), longest: at(times, 1) })
  }
  return found
}

type WordOf = (company: Company, random: () => number) => string

/** A stretch of so many characters of a text. */
const part = (text: string, length: number, random: () => number): string => {
  const characters = [...text]
  const from = Math.floor(random() * Math.max(1, characters.length - length + 1))
  return characters.slice(from, from + length).join('')
}

const spelled = (text: string): string => pinyin(text, { toneType: 'none', type: 'array', v: true }).join('')
const initials = (text: string): string => pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' }).join('')

const kinds: Readonly<Record<string, WordOf>> = {
  'one Chinese character': ({ name }, random) => part(name, 1, random),
  'two Chinese characters': ({ name }, random) => part(name, 2, random),
  'three Chinese characters': ({ name }, random) => part(name, 3, random),
  'a person': ({ contact }) => contact,
  'a whole name': ({ name }) => name,
  'two initials': ({ contact }) => initials(contact.slice(0, 2)),
  'three initials': ({ name }) => initials(name.slice(2, 5)).replaceAll(/[^a-z]/g, 'a'),
  'four initials of a name': ({ name }) => initials(name.slice(0, 4)),
  'full pinyin of a person': ({ contact }) => spelled(contact),
  'three letters typed of a person': ({ contact }) => spelled(contact).slice(0, 3),
  'a brand': (_, random) => ['abc', 'nova', 'tcl', 'zte', 'hw'][Math.floor(random() * 5)] ?? '',
  'the end of a phone number': ({ phone }) => phone.slice(-4),
  'a phone number': ({ phone }) => phone,
  'an e-mail address': ({ email }) => email,
  'city and person': ({ name, contact }) => `${name.slice(0, 2)} ${contact}`,
  'nothing there, Chinese': (_, random) => ['不存在', '龘龘', '魑魅魍魉'][Math.floor(random() * 3)] ?? '',
  'nothing there, Latin': (_, random) => ['nohitword', 'xqwv', 'zzyyxx'][Math.floor(random() * 3)] ?? '',
}

async function tableSizes(pool: pg.Pool): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ name: string; size: string }>(
    `SELECT c.relname AS name, pg_size_pretty(pg_relation_size(c.oid)) AS size FROM pg_class c
     WHERE c.relnamespace = 'ws_main'::regnamespace AND c.relname LIKE 'company%' ORDER BY c.relname`,
  )
  return Object.fromEntries(rows.map(({ name, size }) => [name, size]))
}

function at(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return Number((sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1))
}
