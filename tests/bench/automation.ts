/**
 * `npm run bench:automation`: “opportunity created → create a follow-up” beside hand-written express + pg handlers that do the
 * same in one transaction, in the same run. Records/s count when their follow-ups are there (drain included); then how soon an
 * effect can be read, one at a time and under the load of 20 connections. Client, both servers and PostgreSQL share the
 * machine. Options: --seconds 4 --rounds 3. Writes bench-results/automation.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import pg from 'pg'
import { physicalNames } from '../support/physical-names.js'
import { objects, opportunity, workflowDocument } from './automation/fixture.js'
import { cpuMs, postmasterOf } from './automation/cpu-time.js'
import { startProduct, type Product } from './automation/product.js'
import { at, timeToEffect } from './automation/visibility.js'
import { load, type LoadResult } from './records/load.js'
import { fromRoot, startProgram } from './records/processes.js'

interface Options {
  readonly databaseUrl: string
  readonly seconds?: number
  readonly rounds?: number
}

const connections = 20
const floors = { ratio: 0.35, idleP50Ms: 10, loadP95Ms: 500 }
/** What is measured, in the order of the report. */
const measured = ['off', 'transaction', 'statement', 'plain', 'answers', 'effective'] as const
const goals = { ratio: 0.6, idleP50Ms: 5, loadP95Ms: 100 }

export async function run({ databaseUrl, seconds = 4, rounds = 3 }: Options): Promise<number> {
  const product = await startProduct(databaseUrl)
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 })
  for (const document of objects) await publish(product, document)
  const customer = String((await product.send('POST', '/api/records/account', { name: '客户' })).id)
  const handWritten = await startProgram(
    ['--no-warnings', '--import', fromRoot('scripts/ts.mjs'), fromRoot('tests/bench/automation/hand-written.ts')],
    { DATABASE_URL: databaseUrl, BENCH_OWNER: product.userId },
    /port (\d+)/,
  )
  const limit = `http://127.0.0.1:${handWritten.port}`
  const postmaster = await postmasterOf(pool)
  const handPid = handWritten.process.pid ?? 0
  const hand = (path: string) =>
    withCpu(handPid, postmaster, () =>
      load(limit, {}, connections, seconds, (n) => ({ method: 'POST', path, body: opportunity(n, customer) })),
    )
  const own = () => withCpu(product.pid, postmaster, () => loadAndDrain(product, pool, seconds, customer))

  const empty = (): Record<(typeof measured)[number], number[]> => ({
    off: [],
    transaction: [],
    statement: [],
    plain: [],
    answers: [],
    effective: [],
  })
  const rates = empty()
  const cpu = empty()
  const note = (name: (typeof measured)[number], perSecond: number, cpuPerRecord: number): void => {
    rates[name].push(perSecond)
    cpu[name].push(cpuPerRecord)
  }
  const noteHand = async (name: (typeof measured)[number]): Promise<void> => {
    const { result, cpuMs: used } = await hand(`/${name}`)
    note(name, result.perSecond, used / result.requests)
  }
  for (let round = 0; round < rounds; round += 1) {
    await publish(product, { ...workflowDocument, active: false })
    await noteHand('off')
    const plain = await own()
    note('plain', plain.result.perSecond, plain.cpuMs / plain.result.answered.requests)
    await publish(product, workflowDocument)
    await noteHand('transaction')
    const { result, cpuMs: used } = await own()
    note('answers', result.answered.perSecond, used / result.answered.requests)
    note('effective', result.perSecond, used / result.answered.requests)
    await noteHand('statement')
    if (result.answered.failed > 0) throw new Error(`${result.answered.failed} creates failed`)
  }

  const effects = await physicalNames(pool, 'followUp')
  // What is looked for is looked up by this column; a related list would ask for the same index.
  await pool.query(`CREATE INDEX bench_look ON ${effects.table} (${effects.columns['opportunity']})`)
  const create = async (n: number): Promise<string> =>
    String((await product.send('POST', '/api/records/opportunity', opportunity(n, customer))).id)
  const byHand = async (n: number): Promise<string> => {
    const body = JSON.stringify(opportunity(n, customer))
    const answer = await fetch(`${limit}/transaction`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    return String(((await answer.json()) as { id: string }).id)
  }
  const idle: number[] = []
  const handIdle: number[] = []
  for (let n = 0; n < 200; n += 1) {
    idle.push(await timeToEffect(pool, effects, () => create(n)))
    handIdle.push(await timeToEffect(pool, effects, () => byHand(n)))
  }
  const busy: number[] = []
  const loading = own()
  let isLoading = true
  void loading.then(() => (isLoading = false))
  for (let n = 0; isLoading; n += 1) busy.push(await timeToEffect(pool, effects, () => create(n)))
  await loading

  const median = (values: readonly number[]): number => at(values, 0.5)
  const ratio = median(rates.effective.map((rate, round) => rate / (rates.transaction[round] ?? 1)))
  const result = {
    seconds,
    rounds,
    perSecond: Object.fromEntries(Object.entries(rates).map(([name, values]) => [name, Math.round(median(values))])),
    cpuMsPerRecord: Object.fromEntries(Object.entries(cpu).map(([name, values]) => [name, median(values)])),
    ratio,
    cpuRatio: median(cpu.transaction) / median(cpu.effective),
    ratioToStatement: median(rates.effective.map((rate, round) => rate / (rates.statement[round] ?? 1))),
    handMs: { p50: at(handIdle, 0.5), p95: at(handIdle, 0.95) },
    idleMs: { p50: at(idle, 0.5), p95: at(idle, 0.95) },
    loadMs: { p50: at(busy, 0.5), p95: at(busy, 0.95) },
  }
  mkdirSync(fromRoot('bench-results'), { recursive: true })
  writeFileSync(fromRoot('bench-results/automation.json'), JSON.stringify(result, null, 2))
  console.log(report(result))
  await handWritten.stop()
  await product.stop()
  await pool.end()
  const holds = ratio >= floors.ratio && result.idleMs.p50 <= floors.idleP50Ms && result.loadMs.p95 <= floors.loadP95Ms
  return holds ? 0 : 1
}

/** Creates for a while, then waits until every follow-up is there: what counts is the time of both. */
async function loadAndDrain(
  { origin, headers }: Product,
  pool: pg.Pool,
  seconds: number,
  customer: string,
): Promise<{ readonly answered: LoadResult; readonly perSecond: number }> {
  const started = performance.now()
  const answered = await load(origin, headers, connections, seconds, (n) => ({
    method: 'POST',
    path: '/api/records/opportunity',
    body: opportunity(n, customer),
  }))
  const open = "SELECT 1 FROM ws_main.runs WHERE state IN ('waiting', 'running') LIMIT 1"
  while ((await pool.query(open)).rowCount !== 0) await new Promise((resolve) => setTimeout(resolve, 5))
  return { answered, perSecond: answered.requests / ((performance.now() - started) / 1000) }
}

async function withCpu<T>(
  server: number,
  postmaster: number,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly cpuMs: number }> {
  const before = cpuMs(server, postmaster)
  const result = await work()
  return { result, cpuMs: cpuMs(server, postmaster) - before }
}

async function publish(product: Product, document: object): Promise<void> {
  await product.send('POST', '/api/changes', { changes: [{ op: 'put', document }] })
}

type Result = Readonly<{
  perSecond: Readonly<Record<string, number>>
  cpuMsPerRecord: Readonly<Record<string, number>>
  ratio: number
  cpuRatio: number
  ratioToStatement: number
  handMs: { p50: number; p95: number }
  idleMs: { p50: number; p95: number }
  loadMs: { p50: number; p95: number }
}>

const names: Readonly<Record<(typeof measured)[number], string>> = {
  off: 'express + pg, no follow-up',
  transaction: 'express + pg, same transaction',
  statement: 'express + pg, one statement',
  plain: 'Tessera, no workflow',
  answers: 'Tessera with the workflow, answers',
  effective: 'Tessera with the workflow, effects included',
}

function report(result: Result): string {
  const { perSecond, cpuMsPerRecord, ratio, ratioToStatement, cpuRatio, handMs, idleMs, loadMs } = result
  const verdict = (holds: boolean, reached: boolean): string =>
    reached ? 'reaches the goal' : holds ? 'holds' : 'below'
  const ms = ({ p50, p95 }: { p50: number; p95: number }): string =>
    `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`
  return [
    '',
    '| 20 connections | creates/s | processor ms per record, Node and PostgreSQL |',
    '|---|---|---|',
    ...measured.map((name) => `| ${names[name]} | ${perSecond[name]} | ${cpuMsPerRecord[name]?.toFixed(2)} |`),
    '',
    `effects included: ${ratio.toFixed(2)} of the same transaction (${ratioToStatement.toFixed(2)} of the one statement), floor ${floors.ratio}, goal ${goals.ratio}: ${verdict(ratio >= floors.ratio, ratio >= goals.ratio)}`,
    `by processor time: ${cpuRatio.toFixed(2)} of the same transaction`,
    `effect visible, idle, same transaction by hand: ${ms(handMs)}`,
    `effect visible, idle: ${ms(idleMs)}, floor ${floors.idleP50Ms}, goal ${goals.idleP50Ms}: ${verdict(idleMs.p50 <= floors.idleP50Ms, idleMs.p50 <= goals.idleP50Ms)}`,
    `effect visible, under load: ${ms(loadMs)}, floor ${floors.loadP95Ms}, goal ${goals.loadP95Ms}: ${verdict(loadMs.p95 <= floors.loadP95Ms, loadMs.p95 <= goals.loadP95Ms)}`,
  ].join('\n')
}
