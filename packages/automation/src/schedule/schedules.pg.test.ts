import { expect, test } from '@jest/globals'
import {
  deviceDocuments,
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

test('what is not moved for seven days is told of once in seven days, and no more when it moves', () => {
  const [device, repair] = deviceDocuments
  const staged = {
    ...device,
    fields: [...(device?.fields as object[]), { key: 'since', type: 'dateTime', label: '进入阶段时间' }],
    stages: [
      {
        key: 'state',
        label: '状态',
        field: 'status',
        since: 'since',
        steps: [{ option: 'running' }, { option: 'broken', kind: 'lost' }],
      },
    ],
  }
  const when = 'TODAY() - DATE(since) > 0 and MOD(TODAY() - DATE(since), 7) = 0 and status in ["running"]'
  const remind = { type: 'notify', config: { to: ['owner'], title: 'name' } }
  const stalled = workflow('stalled', { type: 'schedule', cron: '0 9 * * *', when }, [remind])
  return withAutomation([staged, repair ?? {}, stalled], async (test) => {
    const id = await makeDevice(test, { name: 'A' })
    const days: number[] = []
    await pass(test, 0)
    for (let day = 1; day <= 15; day += 1) {
      const before = test.told.length
      await pass(test, 24 * hourMs)
      if (test.told.length > before) days.push(day)
    }
    expect(days).toHaveLength(2)
    expect((days[1] ?? 0) - (days[0] ?? 0)).toBe(7)

    await test.engine.records.update(test.admin, 'device', id, { status: 'broken' })
    for (let day = 1; day <= 8; day += 1) await pass(test, 24 * hourMs)
    expect(test.told).toHaveLength(2)
  })
})

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
