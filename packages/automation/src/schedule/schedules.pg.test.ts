import { expect, test } from '@jest/globals'
import {
  makeDevice,
  makeTask,
  publish,
  recordsOf,
  runsOf,
  withAutomation,
  workflow,
  type TestAutomation,
} from '../automation.testing.js'

const hourly = { type: 'schedule', cron: '0 * * * *' }
const hourMs = 3_600_000

const note = { type: 'createRecord', config: { object: 'repair', values: [{ field: 'subject', value: '"Uhr"' }] } }

async function pass(test: TestAutomation, ms: number): Promise<void> {
  test.advance(ms)
  await test.poll()
  await test.drain()
}

test('a schedule runs at its times, once each, and times that were missed run once together', () =>
  withAutomation([workflow('clock', hourly, [note], { object: undefined })], async (test) => {
    await pass(test, 0)
    expect(await recordsOf(test, 'repair')).toEqual([])
    await pass(test, hourMs)
    await pass(test, 0)
    expect(await recordsOf(test, 'repair')).toHaveLength(1)
    await pass(test, 5 * hourMs)
    expect(await recordsOf(test, 'repair')).toHaveLength(2)
    expect((await runsOf(test, 'clock')).map(({ state, record }) => [state, record])).toEqual([
      ['done', undefined],
      ['done', undefined],
    ])
  }))

test('two workers that see the same time start it once', () =>
  withAutomation([workflow('clock', hourly, [note], { object: undefined })], async (test) => {
    await pass(test, 0)
    test.advance(hourMs)
    const others = [test.another(), test.another(), test.another()]
    const workers = [test, ...others]
    await Promise.all(workers.map((worker) => worker.poll()))
    await Promise.all(workers.map((worker) => worker.drain()))

    expect(await recordsOf(test, 'repair')).toHaveLength(1)
  }))

test('with an object it runs once for each record for which the condition holds', () =>
  withAutomation([workflow('each', { ...hourly, when: 'cost > 1' }, [makeTask])], async (test) => {
    for (const [name, cost] of [
      ['A', 1],
      ['B', 2],
      ['C', 3],
    ] as const)
      await makeDevice(test, { name, cost })
    await pass(test, 0)
    await pass(test, hourMs)

    expect((await recordsOf(test, 'repair')).map(({ subject }) => subject)).toEqual(['修 B', '修 C'])
  }))

test('times follow the zone of the workspace, new times arm it anew, and an inactive workflow is quiet', () =>
  withAutomation(
    [workflow('clock', { type: 'schedule', cron: '0 9 * * *' }, [note], { object: undefined })],
    async (test) => {
      await pass(test, 0)
      const armed = async () =>
        (await test.pool.query('SELECT next_at FROM ws_main.schedules')).rows as { next_at: Date }[]
      expect((await armed())[0]?.next_at.toISOString()).toMatch(/T01:00:00.000Z$/)

      const { document } = await test.engine.documents.get(test.admin, 'workflow', 'clock')
      await publish(test.engine, [{ ...document, trigger: hourly }])
      await pass(test, 0)
      expect((await armed())[0]?.next_at.getTime()).toBeLessThanOrEqual(test.now().getTime() + hourMs)

      await publish(test.engine, [{ ...document, trigger: hourly, active: false }])
      await pass(test, hourMs)
      expect(await armed()).toEqual([])
      expect(await recordsOf(test, 'repair')).toEqual([])
    },
  ))
