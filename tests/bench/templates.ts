/**
 * `npm run bench:templates`: how long the templates that come with the product take: read and checked all together, and then the CRM
 * with its sample data: planned, installed, filled, its scenarios played, taken away. Beside the sample stands what PostgreSQL alone needs
 * to write the same rows into the same tables with their indexes: the hand-written limit. Writes bench-results/templates.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { createAutomation, createRunQueue, createScenarios } from '@tessera/automation'
import { actions, fieldTypes, triggers } from '@tessera/blocks/server'
import { createEngine, systemActor, type Actor, type TemplateOrder } from '@tessera/engine'
import { bundledTemplates, TemplateShelf } from '@tessera/server'
import pg from 'pg'
import { fromRoot } from './records/processes.js'

interface Options {
  readonly databaseUrl: string
}

const allWithinS = 5
const installedWithinS = 20

/** Gives the exit code: 1 when checking all takes longer than 5 s, or installing the CRM with its sample longer than 20 s. */
export async function run({ databaseUrl }: Options): Promise<number> {
  const lines: { what: string; seconds: number }[] = []
  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const begun = performance.now()
    const result = await work()
    lines.push({ what, seconds: (performance.now() - begun) / 1000 })
    console.log(`${what}: ${lines.at(-1)?.seconds.toFixed(2)} s`)
    return result
  }
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 })
  // When the bench fails, the server is stopped under its connections.
  pool.on('error', () => undefined)
  const secret = new Uint8Array(32).fill(7)
  const queue = createRunQueue()
  const engine = createEngine({
    pool,
    fieldTypes,
    secret,
    triggers,
    actions: actions.definitions,
    automation: queue.port,
  })
  try {
    await engine.migrate()
    await createAutomation({ engine, queue, pool, databaseUrl, actions, triggers }).migrate()
    await engine.workspaces.create({ key: 'main', title: '测量' })
    const { id } = await engine.records.create(systemActor('main', 'bench'), 'user', {
      name: '管理员',
      email: 'admin@example.com',
    })
    const admin: Actor = {
      id,
      name: '管理员',
      workspace: 'main',
      roles: ['administrator'],
      locale: 'zh-CN',
      through: { kind: 'person' },
    }
    const templates = await timed('all templates read and checked', () => new TemplateShelf(bundledTemplates).list())
    const crm = templates.find(({ manifest }) => manifest.key === 'crm')
    if (crm === undefined) throw new Error('there is no crm')
    const order: TemplateOrder = { action: 'install', key: 'crm', package: crm, request: {} }
    await timed('crm planned', () => engine.templates.plan(admin, order))
    await timed('crm installed', () => engine.templates.carryOut(admin, order))
    const records = await timed('crm sample loaded', async () => {
      const { job = '' } = await engine.templates.carryOut(admin, { ...order, request: { sample: true } })
      for (;;) {
        const { state, done } = await engine.jobs.get(admin, job)
        if (state === 'done') return done
        if (state !== 'queued' && state !== 'running') throw new Error(`the sample is ${state}`)
        await setTimeout(20)
      }
    })
    await timed('the same rows by PostgreSQL alone', () => copyRecords(pool))
    const scenarios = createScenarios({ databaseUrl, fieldTypes, actions, triggers, secret, log })
    const { results } = await timed(`crm scenarios (${crm.scenarios.length})`, () =>
      scenarios.run({ workspace: 'main', template: 'crm', scenarios: crm.scenarios }),
    )
    const failed = results.filter(({ passed }) => !passed).length
    await scenarios.stop()
    const took = (from: number, to: number): number =>
      lines.slice(from, to).reduce((sum, { seconds }) => sum + seconds, 0)
    const [all, whole] = [took(0, 1), took(1, 4)]
    console.log(`crm with ${records} records: ${whole.toFixed(1)} s; scenarios failed: ${failed}`)
    mkdirSync(fromRoot('bench-results'), { recursive: true })
    writeFileSync(fromRoot('bench-results/templates.json'), JSON.stringify({ lines, records, failed }, null, 2))
    return all <= allWithinS && whole <= installedWithinS && failed === 0 ? 0 : 1
  } finally {
    await engine.stop()
    await pool.end()
  }
}

/** Writes every record once more, into an empty table of the same form. */
async function copyRecords(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT DISTINCT quote_ident(table_name) AS name FROM information_schema.columns
     WHERE table_schema = 'ws_main' AND column_name IN ('version', 'owner') GROUP BY table_name, 1 HAVING count(*) = 2`,
  )
  await pool.query('CREATE SCHEMA by_hand')
  for (const { name } of rows) {
    await pool.query(`CREATE TABLE by_hand.${name} (LIKE ws_main.${name} INCLUDING ALL)`)
    await pool.query(`INSERT INTO by_hand.${name} SELECT * FROM ws_main.${name}`)
  }
  await pool.query('DROP SCHEMA by_hand CASCADE')
}

const log = {
  info: (): void => undefined,
  error: (details: object, message: string): void => console.error(message, details),
}
