/**
 * `npm run bench:access`: the records API as somebody whose role reads and writes the records of their departments and those below,
 * beside an administrator and beside hand-written handlers without any rights, in the same run: 1,000,000 records of 2,000 people in
 * 300 departments, of which the person reaches a third. Options: --rows 1000000 --seconds 4 --rounds 3 --only list.
 * Writes bench-results/access.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { accountObject, listView, opportunityObject, ownerView } from './records/fixture.js'
import { load } from './records/load.js'
import type { LoadResult } from './records/load.js'
import { operations } from './records/operations.js'
import { fillOrganisation, reached } from './records/organisation.js'
import { fromRoot, startProgram } from './records/processes.js'
import { median } from './records/report.js'
import { publish, signIn } from './records/requests.js'
import { seed } from './records/seed.js'
import { findTables } from './records/tables.js'

interface Options {
  readonly databaseUrl: string
  readonly rows?: number
  readonly seconds?: number
  readonly rounds?: number
  /** Lines whose name has this text; all when absent. */
  readonly only?: string
}

const administrator = { email: 'bench@example.com', password: 'bench-password-2026' }
const seller = { email: 'seller@example.com', password: 'seller-password-2026' }
const people = 2_000

/** What the role must reach of the administrator's rate, and how long a page may take at most. */
const floorOfAdministrator = 0.7
const longestListMs = 40

const role = {
  kind: 'role',
  key: 'sales',
  label: 'Sales',
  grants: [
    { object: 'account', actions: ['read'], otherFields: 'read' },
    { object: 'opportunity', actions: ['read', 'create', 'change'], scope: 'departmentTree' },
  ],
}

export async function run({
  databaseUrl,
  rows = 1_000_000,
  seconds = 4,
  rounds = 3,
  only = '',
}: Options): Promise<number> {
  const tessera = await startProgram(
    [fromRoot('packages/cli/dist/main.js'), 'start'],
    {
      DATABASE_URL: databaseUrl,
      PORT: '0',
      TESSERA_DATA: join(tmpdir(), `tessera-bench-${process.pid}`),
      TESSERA_ADMIN_EMAIL: administrator.email,
      TESSERA_ADMIN_PASSWORD: administrator.password,
    },
    /http:\/\/[^\s:]+:(\d+)/,
  )
  const origin = `http://127.0.0.1:${tessera.port}`
  const { headers: whole, userId } = await signIn(origin, administrator)
  for (const document of [accountObject, opportunityObject, listView, ownerView, role])
    await publish(origin, whole, document)
  const made = await fetch(`${origin}/api/people`, {
    method: 'POST',
    headers: { ...whole, 'content-type': 'application/json' },
    body: JSON.stringify({ ...seller, name: 'Seller', roles: ['sales'] }),
  })
  const { id: second } = (await made.json()) as { id: string }

  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 })
  const tables = await findTables(pool)
  console.log(`seeding ${rows} rows`)
  const { accountIds } = await seed(pool, tables, rows, userId, { second, others: people })
  await fillOrganisation(pool, second, people)
  const ids = await reached(pool, tables, rows, people)
  const { headers: limited } = await signIn(origin, seller)
  const handWritten = await startProgram(
    ['--no-warnings', '--import', fromRoot('scripts/ts.mjs'), fromRoot('tests/bench/records/hand-written.ts')],
    { DATABASE_URL: databaseUrl, BENCH_OWNER: userId },
    /port (\d+)/,
  )
  const limit = `http://127.0.0.1:${handWritten.port}`

  const measured = []
  for (const operation of operations(ids, accountIds).filter(({ name }) => name.includes(only))) {
    for (const connections of [1, 20]) {
      const results: Record<'plain' | 'whole' | 'limited', LoadResult[]> = { plain: [], whole: [], limited: [] }
      for (let round = 0; round < rounds; round += 1) {
        results.plain.push(await load(limit, {}, connections, seconds, operation.limit('/plain')))
        results.whole.push(await load(origin, whole, connections, seconds, operation.tessera))
        results.limited.push(await load(origin, limited, connections, seconds, operation.tessera))
      }
      const [plain, admin, own] = [median(results.plain), median(results.whole), median(results.limited)]
      const isList = operation.name.startsWith('list')
      const line = {
        operation: operation.name,
        connections,
        plain,
        administrator: admin,
        role: own,
        ofAdministrator: own.perSecond / admin.perSecond,
        ofPlain: own.perSecond / plain.perSecond,
        floorOfPlain: operation.floor,
        holds:
          own.failed === 0 &&
          own.perSecond / admin.perSecond >= floorOfAdministrator &&
          own.perSecond / plain.perSecond >= operation.floor &&
          (!isList || connections > 1 || own.p99Ms < longestListMs),
      }
      measured.push(line)
      console.log(
        `${line.holds ? '✓' : '✗'} ${operation.name} × ${connections}: role ${show(own)} · administrator ${show(admin)} · by hand ${show(plain)} · ` +
          `${line.ofAdministrator.toFixed(2)} of the administrator (${floorOfAdministrator}), ${line.ofPlain.toFixed(2)} of by hand (${operation.floor})`,
      )
    }
  }
  mkdirSync(fromRoot('bench-results'), { recursive: true })
  writeFileSync(
    fromRoot('bench-results/access.json'),
    JSON.stringify({ rows, people, seconds, rounds, measured }, null, 2),
  )
  await handWritten.stop()
  await tessera.stop()
  await pool.end()
  return measured.every(({ holds }) => holds) ? 0 : 1
}

const show = ({ perSecond, p50Ms, p99Ms }: LoadResult): string =>
  `${Math.round(perSecond)}/s p50 ${p50Ms.toFixed(1)} p99 ${p99Ms.toFixed(1)}`
