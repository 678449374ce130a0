import { describe, expect, test } from '@jest/globals'
import {
  created,
  makeDevice,
  makeTask,
  publish,
  recordsOf,
  runsOf,
  withAutomation,
  workflow,
} from '../automation.testing.js'

describe('actions', () => {
  test('a created record gets its task, once, and the run tells how', () =>
    withAutomation([workflow('onCreate', created, [makeTask])], async (test) => {
      const device = await makeDevice(test)
      await test.drain()
      await test.drain()

      expect(await recordsOf(test, 'repair')).toMatchObject([{ subject: '修 泵', device: { id: device, title: '泵' } }])
      const [run] = await runsOf(test, 'onCreate')
      expect(run).toMatchObject({
        state: 'done',
        record: { object: 'device', id: device, title: '泵' },
        trigger: { before: null, after: { name: '泵', status: 'running' } },
        steps: [
          {
            node: 'n1',
            type: 'createRecord',
            state: 'done',
            attempt: 1,
            port: 'next',
            input: {
              object: 'repair',
              values: [
                { field: 'subject', value: '修 泵' },
                { field: 'device', value: device },
              ],
            },
            output: { object: 'repair' },
          },
        ],
      })
      expect(run?.finishedAt).not.toBeNull()
    }))

  test('a condition leaves by yes or by no', () =>
    withAutomation(
      [
        workflow('branch', created, [
          { type: 'condition', config: { when: 'cost > 100' }, next: { yes: 'n2', no: 'n3' } },
          { type: 'updateRecord', config: { values: [{ field: 'note', value: '"贵"' }] }, next: {} },
          { type: 'updateRecord', config: { values: [{ field: 'note', value: '"便宜"' }] } },
        ]),
      ],
      async (test) => {
        await makeDevice(test, { name: 'A', cost: 200 })
        await makeDevice(test, { name: 'B', cost: 1 })
        await test.drain()

        expect((await recordsOf(test, 'device')).map(({ name, note }) => [name, note])).toEqual([
          ['A', '贵'],
          ['B', '便宜'],
        ])
        expect((await runsOf(test, 'branch')).map(({ steps }) => steps.map(({ node, port }) => [node, port]))).toEqual([
          [
            ['n1', 'yes'],
            ['n2', 'next'],
          ],
          [
            ['n1', 'no'],
            ['n3', 'next'],
          ],
        ])
      },
    ))

  test('found records are changed, and where none is found the other way is taken', () =>
    withAutomation(
      [
        workflow('close', { type: 'recordChanged', when: 'status = "broken"' }, [
          {
            type: 'findRecords',
            config: {
              object: 'repair',
              match: [{ field: 'device', value: 'id' }],
              filter: 'not done',
              sort: ['subject'],
            },
            next: { found: 'n2', none: 'n3' },
          },
          {
            type: 'updateRecord',
            config: { target: 'n1', object: 'repair', values: [{ field: 'done', value: 'true' }] },
            next: {},
          },
          makeTask,
        ]),
      ],
      async (test) => {
        const { engine, admin } = test
        const a = await makeDevice(test, { name: 'A' })
        const b = await makeDevice(test, { name: 'B' })
        for (const subject of ['x', 'y', 'z']) {
          await engine.records.create(admin, 'repair', { subject, device: a, done: subject === 'z' })
        }
        for (const id of [a, b]) await engine.records.update(admin, 'device', id, { status: 'broken' })
        await test.drain()

        expect((await recordsOf(test, 'repair')).map(({ subject, done }) => [subject, done])).toEqual([
          ['x', true],
          ['y', true],
          ['z', true],
          ['修 B', false],
        ])
        const [first] = await runsOf(test, 'close')
        expect(first?.steps[0]?.output).toMatchObject({ object: 'repair', records: [{ title: 'x' }, { title: 'y' }] })
      },
    ))

  test('people are told once; those who are inactive or gone are left out, and the step says so', () =>
    withAutomation(
      [
        workflow('tell', created, [
          { type: 'notify', config: { to: ['owner', 'keeper', 'me'], title: '"设备「" & name & "」"', text: 'cost' } },
        ]),
      ],
      async (test) => {
        const { pool, admin, nobody, engine } = test
        await engine.records.update({ ...admin, id: '00000000-0000-7000-8000-000000000000' }, 'user', nobody.id, {
          active: false,
        })
        const device = await makeDevice(test, { keeper: nobody.id, cost: 3 })
        await test.drain()

        const { rows } = await pool.query('SELECT user_id, title, body, record_id, read_at FROM ws_main.notifications')
        expect(rows).toEqual([{ user_id: admin.id, title: '设备「泵」', body: '3', record_id: device, read_at: null }])
        expect(test.told.map(({ userId }) => userId)).toEqual([admin.id])
        const [run] = await runsOf(test, 'tell')
        expect(run?.steps[0]?.output).toEqual({ people: [admin.id], skipped: [nobody.id] })
      },
    ))

  test('people who may not read records are told without a word from the record', () =>
    withAutomation(
      [
        workflow('tell', created, [
          { type: 'notify', config: { to: ['owner', 'keeper'], title: '"设备 " & name', text: '"请处理"' } },
        ]),
      ],
      async (test) => {
        await makeDevice(test, { keeper: test.nobody.id })
        await test.drain()

        const { rows } = await test.pool.query('SELECT user_id, title, body FROM ws_main.notifications ORDER BY id')
        expect(rows).toEqual([
          { user_id: test.admin.id, title: '设备 泵', body: '请处理' },
          { user_id: test.nobody.id, title: 'tell', body: '请处理' },
        ])
        expect((await runsOf(test, 'tell'))[0]?.steps[0]?.output).toMatchObject({ withoutValues: [test.nobody.id] })
      },
      { rolesOf: async (_, people) => new Map(people.map((id) => [id, id.endsWith('a') ? ['administrator'] : []])) },
    ))

  test('nobody to be told is no failure', () =>
    withAutomation(
      [workflow('tell', created, [{ type: 'notify', config: { to: ['keeper'], title: '"x"' } }])],
      async (test) => {
        await makeDevice(test)
        await test.drain()

        expect((await runsOf(test, 'tell'))[0]).toMatchObject({
          state: 'done',
          steps: [{ output: { people: [], skipped: [] } }],
        })
      },
    ))

  test('a wait ends when its time has come, and no earlier', () =>
    withAutomation(
      [workflow('later', created, [{ type: 'wait', config: { amount: 2, unit: 'hours' } }, makeTask])],
      async (test) => {
        await makeDevice(test)
        await test.drain()
        expect((await runsOf(test, 'later'))[0]).toMatchObject({
          state: 'waiting',
          node: 'n1',
          steps: [{ state: 'waiting' }],
        })

        test.advance(7_190_000)
        await test.drain()
        expect(await recordsOf(test, 'repair')).toEqual([])

        test.advance(20_000)
        await test.drain()
        expect(await recordsOf(test, 'repair')).toHaveLength(1)
        expect((await runsOf(test, 'later'))[0]).toMatchObject({
          state: 'done',
          steps: [{ node: 'n1', state: 'done', input: { amount: 2 } }, { node: 'n2' }],
        })
      },
    ))

  test('a wait until a day ends at its beginning in the zone of the workspace; a past or blank one does not wait', () =>
    withAutomation(
      [workflow('due', created, [{ type: 'wait', config: { until: 'dueOn' } }, makeTask])],
      async (test) => {
        await makeDevice(test, { name: 'past', dueOn: '2020-01-01' })
        await makeDevice(test, { name: 'blank' })
        await makeDevice(test, { name: 'later', dueOn: '2099-01-02' })
        await test.drain()

        expect((await recordsOf(test, 'repair')).map(({ subject }) => subject)).toEqual(['修 past', '修 blank'])
        expect((await runsOf(test, 'due'))[2]).toMatchObject({ state: 'waiting', dueAt: '2099-01-01T16:00:00.000Z' })
      },
    ))

  test('one bad record of many fails alone, with the reason at its node', () =>
    withAutomation(
      [
        workflow('copy', created, [
          {
            type: 'createRecord',
            config: {
              object: 'repair',
              values: [
                { field: 'subject', value: 'name' },
                { field: 'priority', value: 'cost' },
              ],
            },
          },
        ]),
      ],
      async (test) => {
        const names = ['a', 'b', 'x'.repeat(41), 'c', 'd']
        for (const name of names) await makeDevice(test, { name, cost: name === 'c' ? 0 : 1 })
        await test.drain()

        expect((await recordsOf(test, 'repair')).map(({ subject }) => subject)).toEqual(['a', 'b', 'd'])
        const runs = await runsOf(test, 'copy')
        expect(runs.map(({ state }) => state)).toEqual(['done', 'done', 'failed', 'failed', 'done'])
        expect(runs[2]?.error).toMatchObject({ path: 'n1', code: 'field.too_long' })
        expect(runs[3]?.error).toMatchObject({ path: 'n1', code: 'rule.no-zero', message: '优先级不能为零' })
      },
    ))

  test('runs of a workflow keep the version they began with', () =>
    withAutomation(
      [workflow('later', created, [{ type: 'wait', config: { amount: 1, unit: 'hours' } }, makeTask])],
      async (test) => {
        await makeDevice(test)
        await test.drain()
        const { document } = await test.engine.documents.get(test.admin, 'workflow', 'later')
        const other = { ...makeTask, config: { object: 'repair', values: [{ field: 'subject', value: '"新"' }] } }
        await publish(test.engine, [{ ...document, ...workflow('later', created, [other]) }])
        await makeDevice(test)
        test.advance(3_700_000)
        await test.drain()

        expect((await recordsOf(test, 'repair')).map(({ subject }) => subject).sort()).toEqual(['修 泵', '新'])
      },
    ))
})
