import { describe, expect, test } from '@jest/globals'
import {
  created,
  makeDevice,
  makeTask,
  recordsOf,
  runsOf,
  withAutomation,
  workflow,
  type TestAutomation,
} from '../automation.testing.js'
import { claimRuns } from '../queue/claim-runs.js'

const chain = workflow('chain', created, [
  { type: 'notify', config: { to: ['owner'], title: 'name' } },
  makeTask,
  { type: 'updateRecord', config: { values: [{ field: 'count', value: 'count + 1' }] } },
  makeTask,
])

/** What a run of `chain` must have left behind, each exactly once. */
async function expectOnce(test: TestAutomation, devices: number): Promise<void> {
  expect(await recordsOf(test, 'repair')).toHaveLength(2 * devices)
  expect((await recordsOf(test, 'device')).map(({ count, version }) => [count, version])).toEqual(
    Array.from({ length: devices }, () => [1, 2]),
  )
  expect((await test.pool.query('SELECT 1 FROM ws_main.notifications')).rowCount).toBe(devices)
  const runs = await runsOf(test, 'chain')
  expect(runs.map(({ state, steps }) => [state, steps.length])).toEqual(
    Array.from({ length: devices }, () => ['done', 4]),
  )
}

/** The leases of all runs in hand run out, as those of a dead worker do. */
const letLeasesRunOut = ({ pool }: TestAutomation) =>
  pool.query("UPDATE ws_main.runs SET lease_until = now() - interval '1 second' WHERE state = 'running'")

describe('workers that die', () => {
  test('a run that was taken and never worked on is taken over when its lease has run out', () =>
    withAutomation([chain], async (test) => {
      await makeDevice(test)
      expect(await claimRuns(test.context, 'main', 10)).toHaveLength(1)
      await test.drain()
      expect((await runsOf(test, 'chain'))[0]?.state).toBe('running')

      await letLeasesRunOut(test)
      await test.another().drain()
      await expectOnce(test, 1)
    }))

  test('a worker that comes back after its runs were taken over writes nothing', () =>
    withAutomation([chain], async (test) => {
      await makeDevice(test)
      const { engine } = test
      let isHeld = true
      // The first worker stands still in the middle of its write, as after SIGSTOP.
      const zombie = test.another({
        engine: {
          ...engine,
          records: {
            ...engine.records,
            batch: async (...args) => {
              while (isHeld) await new Promise((resolve) => setTimeout(resolve, 5))
              return engine.records.batch(...args)
            },
          },
        },
      })
      const late = zombie.drain()
      while ((await runsOf(test, 'chain'))[0]?.state !== 'running')
        await new Promise((resolve) => setTimeout(resolve, 5))
      await letLeasesRunOut(test)
      await test.drain()
      isHeld = false
      await late
      await expectOnce(test, 1)
    }))

  test('two workers share the runs and do each once', () =>
    withAutomation([chain], async (test) => {
      await Promise.all(Array.from({ length: 40 }, () => makeDevice(test)))
      await Promise.all([test.drain(), test.another().drain()])
      await expectOnce(test, 40)
    }))

  test('a run whose workers die again and again is left to people, and the others go on', () =>
    withAutomation([chain], async (test) => {
      await makeDevice(test, { name: 'poison' })
      for (let death = 0; death < 8; death += 1) {
        expect(await claimRuns(test.context, 'main', 10)).toHaveLength(1)
        await letLeasesRunOut(test)
      }
      await makeDevice(test, { name: 'fine' })
      await test.drain()

      const [poison, fine] = await runsOf(test, 'chain')
      expect(poison).toMatchObject({ state: 'failed', error: { code: 'run.interrupted' } })
      expect(fine?.state).toBe('done')
      await test.automation.runs.retry(test.admin, poison?.id ?? '')
      await test.drain()
      expect((await runsOf(test, 'chain'))[0]?.state).toBe('done')
    }))
})

test('changes of one record are handled in their order, even when an earlier one has to be tried again', () =>
  withAutomation(
    [
      workflow('log', { type: 'recordChanged', watch: ['note'] }, [
        { type: 'createRecord', config: { object: 'repair', values: [{ field: 'subject', value: 'note' }] } },
        { type: 'createRecord', config: { object: 'repair', values: [{ field: 'subject', value: 'note & "+"' }] } },
      ]),
    ],
    async (test) => {
      const { engine, admin } = test
      const id = await makeDevice(test)
      for (const note of ['1', '2', '3', '4', '5']) await engine.records.update(admin, 'device', id, { note })
      await Promise.all([test.drain(), test.another().drain()])
      await test.drain()

      expect((await recordsOf(test, 'repair')).map(({ subject }) => subject)).toEqual(
        ['1', '2', '3', '4', '5'].flatMap((note) => [note, `${note}+`]),
      )
    },
  ))
