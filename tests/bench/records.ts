/**
 * `npm run bench`: the records API as administrator beside hand-written express + pg handlers of the same table in the same
 * run. Each cell is requests/s · p50 ms · p99 ms, the median of interleaved rounds; client, both servers and PostgreSQL share
 * the machine. Options: --rows 1000000 --seconds 4 --rounds 3. Writes bench-results/records.json.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { accountObject, listView, opportunityObject, ownerView, stages } from './records/fixture.js'
import { installedSize } from './records/installed-size.js'
import { load } from './records/load.js'
import type { LoadRequest, LoadResult } from './records/load.js'
import { fromRoot, startProgram } from './records/processes.js'
import { median, table } from './records/report.js'
import type { Measured } from './records/report.js'
import { seed } from './records/seed.js'
import { findTables } from './records/tables.js'

interface Options {
  readonly databaseUrl: string
  readonly rows?: number
  readonly seconds?: number
  readonly rounds?: number
}

const account = { email: 'bench@example.com', password: 'bench-password-2026' }

export async function run({ databaseUrl, rows = 1_000_000, seconds = 4, rounds = 3 }: Options): Promise<number> {
  const startedAt = performance.now()
  const tessera = await startProgram(
    [fromRoot('packages/cli/dist/main.js'), 'start'],
    {
      DATABASE_URL: databaseUrl,
      PORT: '0',
      TESSERA_DATA: join(tmpdir(), `tessera-bench-${process.pid}`),
      TESSERA_ADMIN_EMAIL: account.email,
      TESSERA_ADMIN_PASSWORD: account.password,
    },
    /http:\/\/[^\s:]+:(\d+)/,
  )
  const readyMs = performance.now() - startedAt
  const origin = `http://127.0.0.1:${tessera.port}`
  const memory = new Promise<number>((resolve) =>
    setTimeout(() => resolve(residentMb(tessera.process.pid ?? 0)), 10_000),
  )
  const { headers, userId } = await signIn(origin)
  for (const document of [accountObject, opportunityObject, listView, ownerView])
    await publish(origin, headers, document)
  const memoryMb = await memory

  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 })
  const tables = await findTables(pool)
  console.log(`seeding ${rows} rows`)
  const { ids, accountIds } = await seed(pool, tables, rows, userId)
  const handWritten = await startProgram(
    ['--no-warnings', '--import', fromRoot('scripts/ts.mjs'), fromRoot('tests/bench/records/hand-written.ts')],
    { DATABASE_URL: databaseUrl, BENCH_OWNER: userId },
    /port (\d+)/,
  )
  const limit = `http://127.0.0.1:${handWritten.port}`

  const record = (n: number): Record<string, unknown> => ({
    name: `新商机 ${n}`,
    customer: accountIds[n % accountIds.length],
    amount: n % 10000,
    probability: 0.3,
    stage: stages[n % 6],
    closeOn: '2026-06-30',
    nextCallAt: '2026-06-01T08:00:00.000Z',
    source: '官网',
    region: '华东',
    contact: '联系人',
    email: `n${n}@example.com`,
    won: false,
    quantity: n % 100,
    discount: 0.05,
    note: '备注',
  })
  const id = (n: number): string => ids[(n * 7) % ids.length] ?? ''
  const list = 'filter=' + encodeURIComponent('stage = "quote"') + '&sort=-amount'
  // Reads first: what the writes leave behind (new rows of the same owner, dead versions) would be measured with them.
  const operations: readonly {
    name: string
    floor: number
    tessera: (n: number) => LoadRequest
    limit: (base: string) => (n: number) => LoadRequest
  }[] = [
    {
      name: 'get by id',
      floor: 0.5,
      tessera: (n) => ({ method: 'GET', path: `/api/records/opportunity/${id(n)}` }),
      limit: (base) => (n) => ({ method: 'GET', path: `${base}/opportunity/${id(n)}` }),
    },
    {
      name: 'list 50, filter + sort + lookup title',
      floor: 0.6,
      tessera: () => ({ method: 'GET', path: `/api/records/opportunity?${list}` }),
      limit: (base) => () => ({ method: 'GET', path: `${base}/opportunity?stage=quote` }),
    },
    {
      name: 'sum by group, own rows',
      floor: 0.75,
      tessera: () => ({
        method: 'POST',
        path: '/api/records/opportunity/aggregate',
        body: {
          groupBy: [{ field: 'stage' }],
          filter: 'owner = me',
          measures: [
            { function: 'sum', field: 'amount', as: 'total' },
            { function: 'count', as: 'n' },
          ],
        },
      }),
      limit: (base) => () => ({ method: 'POST', path: `${base}/opportunity/sum`, body: {} }),
    },
    {
      name: 'create, with history and events',
      floor: 0.45,
      tessera: (n) => ({ method: 'POST', path: '/api/records/opportunity', body: record(n) }),
      limit: (base) => (n) => ({ method: 'POST', path: `${base}/opportunity`, body: record(n) }),
    },
    {
      name: 'change 2 fields, with history and events',
      floor: 0.4,
      tessera: (n) => ({
        method: 'PATCH',
        path: `/api/records/opportunity/${id(n)}`,
        body: { amount: n % 9999, note: `改 ${n}` },
      }),
      limit: (base) => (n) => ({
        method: 'PATCH',
        path: `${base}/opportunity/${id(n)}`,
        body: { amount: n % 9999, note: `改 ${n}` },
      }),
    },
  ]

  const measured: Measured[] = []
  for (const operation of operations) {
    for (const connections of [1, 20]) {
      const results: Record<'plain' | 'named' | 'tessera', LoadResult[]> = { plain: [], named: [], tessera: [] }
      for (let round = 0; round < rounds; round += 1) {
        results.plain.push(await load(limit, {}, connections, seconds, operation.limit('/plain')))
        results.tessera.push(await load(origin, headers, connections, seconds, operation.tessera))
        results.named.push(await load(limit, {}, connections, seconds, operation.limit('/named')))
      }
      const plain = median(results.plain)
      const own = median(results.tessera)
      measured.push({
        operation: operation.name,
        connections,
        plain,
        named: median(results.named),
        tessera: own,
        ratio: own.perSecond / plain.perSecond,
        floor: operation.floor,
      })
      console.log(table(measured.slice(-1)).split('\n').at(-1))
    }
  }

  const size = installedSize()
  const summary = { rows, seconds, rounds, firstReadyMs: Math.round(readyMs), memoryMb, installedMb: size, measured }
  mkdirSync(fromRoot('bench-results'), { recursive: true })
  writeFileSync(fromRoot('bench-results/records.json'), JSON.stringify(summary, null, 2))
  console.log(
    `\n${table(measured)}\n\nfirst start until ready ${Math.round(readyMs)} ms · memory 10 s after ready ${memoryMb} MB · installed ${size} MB`,
  )
  await handWritten.stop()
  await tessera.stop()
  await pool.end()
  return measured.every((row) => row.ratio >= row.floor && row.tessera.failed === 0) ? 0 : 1
}

async function signIn(origin: string): Promise<{ headers: Record<string, string>; userId: string }> {
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  const cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
  const { user } = (await answer.json()) as { user: { id: string } }
  return { headers: { cookie }, userId: user.id }
}

async function publish(origin: string, headers: Record<string, string>, document: unknown): Promise<void> {
  const answer = await fetch(`${origin}/api/changes`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ changes: [{ op: 'put', document }] }),
  })
  if (answer.status !== 201) throw new Error(`publish: ${answer.status} ${await answer.text()}`)
}

/** Resident memory of a process in MB. */
function residentMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kb) / 1024)
}
