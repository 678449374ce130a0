import { expect, test } from '@jest/globals'
import {
  created,
  makeDevice,
  makeTask,
  recordsOf,
  withAutomation,
  workflow,
  type TestAutomation,
} from '../automation.testing.js'
import { createAutomation } from '../create-automation.js'
import { createRunQueue } from './create-run-queue.js'
import { hearNotices } from './hear-notices.js'
import { migrateQueue } from './migrate-queue.js'

const jobs = async ({ pool }: TestAutomation) =>
  (
    await pool.query(
      'SELECT payload, locked_by, run_at > now() AS later FROM graphile_worker._private_jobs ORDER BY id',
    )
  ).rows

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 10_000; !(await holds());) {
    if (Date.now() > deadline) throw new Error('did not come')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test('a change asks for one job of its workspace, in its own transaction, while none waits', () =>
  withAutomation([workflow('onCreate', created, [makeTask])], async (test) => {
    await expect(makeDevice(test, { name: null })).rejects.toMatchObject({ code: 'record.invalid' })
    expect(await jobs(test)).toEqual([])
    for (const name of ['A', 'B', 'C']) await makeDevice(test, { name })

    expect(await jobs(test)).toEqual([{ payload: { workspace: 'main' }, locked_by: null, later: true }])
  }))

test('a started automation works by itself, and stops in order', () =>
  withAutomation([workflow('onCreate', created, [makeTask])], async (test) => {
    const early = await makeDevice(test, { name: 'before' })
    await test.automation.start()
    try {
      await until(async () => (await recordsOf(test, 'repair')).length === 1)
      await makeDevice(test, { name: 'after' })
      await until(async () => (await recordsOf(test, 'repair')).length === 2)
      await until(async () => (await jobs(test)).length === 0)
    } finally {
      await test.automation.stop()
    }
    expect((await test.pool.query('SELECT 1 FROM platform.workflow_workers')).rowCount).toBe(0)
    await makeDevice(test, { name: 'too late' })
    expect((await recordsOf(test, 'repair')).map(({ device }) => device)).toMatchObject([{ id: early }, {}])
  }))

test('twenty people who save at once on ten connections wait for no workflow', () =>
  withAutomation([workflow('onCreate', created, [makeTask, makeTask])], async (test) => {
    await test.automation.start()
    try {
      const names = Array.from({ length: 20 }, (_, index) => `P${index}`)
      for (let round = 0; round < 5; round += 1) await Promise.all(names.map((name) => makeDevice(test, { name })))
      await until(async () => (await recordsOf(test, 'repair')).length === 200)
    } finally {
      await test.automation.stop()
    }
  }))

test('jobs that a dead worker holds are freed', () =>
  withAutomation([workflow('onCreate', created, [makeTask])], async (test) => {
    await makeDevice(test)
    await test.pool.query(
      `UPDATE graphile_worker._private_jobs SET locked_by = 'dead', locked_at = now() - interval '1 minute'`,
    )
    await test.automation.start()
    try {
      await until(async () => (await jobs(test)).length === 0)
    } finally {
      await test.automation.stop()
    }
  }))

test('what the queue needs can be made again and by several at once', () =>
  withAutomation([], async ({ pool, url }) => {
    await Promise.all([migrateQueue(pool, url), migrateQueue(pool, url)])
  }))

test(
  'a backlog of three thousand runs drains',
  () =>
    withAutomation([workflow('onCreate', created, [makeTask])], async (test) => {
      const { engine, admin } = test
      for (let batch = 0; batch < 3; batch += 1) {
        const create = Array.from({ length: 1_000 }, (_, index) => ({ name: `D${batch}-${index}` }))
        await engine.records.batch(admin, 'device', { create })
      }
      const started = Date.now()
      await test.drain()
      const seconds = (Date.now() - started) / 1000
      const { count } = await engine.records.query(admin, 'repair', { limit: 1, count: 'exact' })

      expect(count).toBe(3_000)
      expect((await test.pool.query("SELECT 1 FROM ws_main.runs WHERE state <> 'done'")).rowCount).toBe(0)
      expect(seconds).toBeLessThan(60)
    }),
  90_000,
)

test('a process that only serves tells the workers of others at once', () =>
  withAutomation([workflow('onCreate', created, [makeTask])], async (test) => {
    const queue = createRunQueue()
    const serving = createAutomation({ ...test.options, queue, runsWorkers: false })
    await serving.start()
    const heard: string[] = []
    const notices = hearNotices(test.url, test.context.log, (workspace) => heard.push(workspace))
    try {
      await until(async () => {
        queue.port.wake('main', [])
        return heard.length > 0
      })
      expect(new Set(heard)).toEqual(new Set(['main']))
    } finally {
      await serving.stop()
      await notices.stop()
    }
  }))
