import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import type { JobAnswer } from '@tessera/metadata'
import type { Engine } from '../contract.js'
import { testAdmin, testEngine, withWorkshop } from './workshop.testing.js'
import type { Workshop } from './workshop.testing.js'

/** Only the clock of the watch is ours: PostgreSQL and everything else keep theirs. */
beforeEach(() => {
  jest.useFakeTimers({
    doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setTimeout'],
  })
})
afterEach(() => {
  jest.useRealTimers()
})

async function finished(engine: Engine, id: string): Promise<JobAnswer> {
  for (const until = Date.now() + 20_000; Date.now() < until;) {
    const job = await engine.jobs.get(testAdmin, id)
    if (job.state !== 'queued' && job.state !== 'running') return job
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the job did not finish')
}

/** Publishes auto-numbers for more records than a transaction fills, through `engine`; gives the id of the job. */
async function publishLongWork({ put, object, pool }: Workshop, engine: Engine): Promise<string> {
  const name = { key: 'name', type: 'text', label: '名称' }
  await put({ kind: 'object', key: 'account', label: '客户', fields: [name] })
  const { rows } = await pool.query<{ name: string }>(`SELECT name FROM ws_main.physical WHERE name LIKE 'account%'`)
  const table = rows.find((row) => !row.name.includes('newest'))?.name ?? ''
  await pool.query(
    `INSERT INTO ws_main."${table}" (id, created_at, updated_at) SELECT gen_random_uuid(), now(), now() FROM generate_series(1, 20_100)`,
  )
  const draft = await object('account')
  draft.fields.push({ key: 'no', type: 'autoNumber', label: '编号', format: 'A-{0000}' })
  const { job } = await engine.changes.publish(testAdmin, {
    changes: [{ op: 'put', document: draft as never }],
  })
  return job ?? ''
}

/** Each record is numbered, then found by its number. */
const bothTasks = 2 * 20_100

test('a process that runs no jobs leaves its job queued, and a living process takes it up within 20 seconds', async () => {
  await withWorkshop(async (workshop) => {
    const [api, worker] = [testEngine(workshop.pool, { runsJobs: false }), testEngine(workshop.pool)]
    try {
      await api.migrate()
      await worker.migrate()
      const id = await publishLongWork(workshop, api)
      const left = await api.jobs.get(testAdmin, id)
      jest.advanceTimersByTime(20_000)

      expect(left.state).toBe('queued')
      expect(await finished(api, id)).toMatchObject({ state: 'done', done: bothTasks })
      expect(await workshop.drift()).toEqual([])
    } finally {
      await Promise.all([api.stop(), worker.stop()])
    }
  })
})

test('a job of a dead process is taken up by a process that was there all the time', async () => {
  await withWorkshop(async (workshop) => {
    const [dying, living] = [testEngine(workshop.pool, { runsJobs: false }), testEngine(workshop.pool)]
    try {
      await living.migrate()
      const id = await publishLongWork(workshop, dying)
      // What a killed process leaves: a row that says running, and no lock.
      await workshop.pool.query(`UPDATE ws_main.jobs SET state = 'running', started_at = now() WHERE id = $1`, [id])
      jest.advanceTimersByTime(20_000)

      expect(await finished(living, id)).toMatchObject({ state: 'done', done: bothTasks })
    } finally {
      await Promise.all([dying.stop(), living.stop()])
    }
  })
})

test('a stopped process looks for jobs no more', async () => {
  await withWorkshop(async (workshop) => {
    const stopped = testEngine(workshop.pool)
    await stopped.migrate()
    await stopped.stop()
    const id = await publishLongWork(workshop, testEngine(workshop.pool, { runsJobs: false }))
    jest.advanceTimersByTime(60_000)

    expect(await stopped.jobs.get(testAdmin, id)).toMatchObject({ state: 'queued', done: 0 })
    expect(jest.getTimerCount()).toBe(0)
  })
})
