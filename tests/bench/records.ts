/**
 * `npm run bench`: the records API as administrator beside hand-written express + pg handlers of the same table in the same
 * run. Each cell is requests/s · p50 ms · p99 ms, the median of interleaved rounds; client, both servers and PostgreSQL share
 * the machine. Options: --rows 1000000 --seconds 4 --rounds 3. Writes bench-results/records.json.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { accountObject, listView, opportunityObject, ownerView } from './records/fixture.js'
import { installedSize } from './records/installed-size.js'
import { load } from './records/load.js'
import type { LoadResult } from './records/load.js'
import { operations } from './records/operations.js'
import { fromRoot, startProgram } from './records/processes.js'
import { median, table } from './records/report.js'
import type { Measured } from './records/report.js'
import { publish, signIn } from './records/requests.js'
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
  const { headers, userId } = await signIn(origin, account)
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

  const measured: Measured[] = []
  for (const operation of operations(ids, accountIds)) {
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

/** Resident memory of a process in MB. */
function residentMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kb) / 1024)
}
