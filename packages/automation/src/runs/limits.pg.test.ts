import { expect, test } from '@jest/globals'
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

const countUp = { type: 'updateRecord', config: { values: [{ field: 'count', value: 'count + 1' }] } }

test('a workflow that sets itself off stops visibly after eight levels, its maker is told once, and others go on', () =>
  withAutomation(
    [workflow('loop', { type: 'recordChanged', watch: ['count'] }, [countUp]), workflow('calm', created, [makeTask])],
    async (test) => {
      const device = await makeDevice(test)
      await test.engine.records.update(test.admin, 'device', device, { count: 1 })
      await test.drain()
      await makeDevice(test, { name: 'B' })
      await test.drain()

      const runs = await runsOf(test, 'loop')
      expect(runs.map(({ state }) => state)).toEqual([...Array.from({ length: 8 }, () => 'done'), 'limited'])
      expect(runs[8]?.error).toMatchObject({ code: 'workflow.too_deep' })
      expect((await recordsOf(test, 'device'))[0]).toMatchObject({ count: 9 })
      expect(await recordsOf(test, 'repair')).toHaveLength(2)

      await test.poll()
      await test.drain()
      const { rows } = await test.pool.query('SELECT user_id, title, run_id FROM ws_main.notifications')
      expect(rows).toEqual([{ user_id: test.admin.id, title: '工作流「loop」已被限制', run_id: runs[8]?.id }])
    },
  ))

test('workflows that set each other off stop the same way', () =>
  withAutomation(
    [
      workflow('ping', { type: 'recordChanged', watch: ['count'] }, [
        { type: 'updateRecord', config: { values: [{ field: 'cost', value: 'count' }] } },
      ]),
      workflow('pong', { type: 'recordChanged', watch: ['cost'] }, [
        { type: 'updateRecord', config: { values: [{ field: 'count', value: 'cost + 1' }] } },
      ]),
    ],
    async (test) => {
      const device = await makeDevice(test)
      await test.engine.records.update(test.admin, 'device', device, { count: 1 })
      await test.drain()

      const states = [...(await runsOf(test, 'ping')), ...(await runsOf(test, 'pong'))].map(({ state }) => state)
      expect(states.filter((state) => state === 'done')).toHaveLength(8)
      expect(states.filter((state) => state === 'limited')).toHaveLength(1)
    },
  ))

test('more than twenty runs a minute on one record are stopped, and the health says until when', () =>
  withAutomation([workflow('often', { type: 'recordChanged', watch: ['note'] }, [countUp])], async (test) => {
    const { engine, admin, automation } = test
    const device = await makeDevice(test)
    for (let note = 1; note <= 22; note += 1) {
      await engine.records.update(admin, 'device', device, { note: String(note) })
      await test.drain()
    }

    const runs = await runsOf(test, 'often')
    expect(runs.filter(({ state }) => state === 'done')).toHaveLength(20)
    expect(runs.at(-1)).toMatchObject({ state: 'limited', error: { code: 'workflow.too_often' } })
    const [health] = await automation.health(admin)
    expect(health).toMatchObject({ key: 'often', runs7d: 22, failed7d: 2, waiting: 0, lastRun: { state: 'limited' } })
    expect(Date.parse(health?.pausedUntil ?? '')).toBeGreaterThan(Date.now())
    await expect(automation.health(test.nobody)).rejects.toMatchObject({ code: 'access.denied' })
  }))

test('a step that carries too much is stopped by its limit', () =>
  withAutomation(
    [
      workflow('big', created, [
        { type: 'updateRecord', config: { values: [{ field: 'note', value: 'note & note & note' }] } },
      ]),
    ],
    async (test) => {
      await makeDevice(test, { note: 'x'.repeat(99_000) })
      await test.drain()

      expect((await runsOf(test, 'big'))[0]).toMatchObject({
        state: 'limited',
        error: { code: 'run.too_large', path: 'n1' },
      })
    },
  ))

test('a run of an old version whose field is gone fails naming it, and goes on when it is back', () =>
  withAutomation(
    [
      workflow('past', created, [
        { type: 'wait', config: { amount: 1, unit: 'hours' } },
        { type: 'updateRecord', config: { values: [{ field: 'note', value: '"alt"' }] } },
      ]),
      workflow('formula', created, [
        { type: 'wait', config: { amount: 1, unit: 'hours' } },
        { type: 'updateRecord', config: { values: [{ field: 'count', value: 'IF(note = blank, 1, 2)' }] } },
      ]),
    ],
    async (test) => {
      const { engine, admin } = test
      await makeDevice(test)
      await test.drain()
      const { document: device } = await engine.documents.get(admin, 'object', 'device')
      const fields = (device as unknown as { fields: { key: string }[] }).fields
      const withoutNote = { ...device, fields: fields.filter(({ key }) => key !== 'note') }
      for (const key of ['past', 'formula']) {
        const { document } = await engine.documents.get(admin, 'workflow', key)
        await publish(engine, [{ ...document, ...workflow(key, created, [makeTask]) }])
      }
      const { revision } = await engine.changes.publish(admin, {
        changes: [{ op: 'put', document: withoutNote as unknown as typeof device }],
        accept: ['workflow.waiting_runs:past', 'workflow.waiting_runs:formula'],
      })
      test.advance(3_700_000)
      await test.drain()

      const failed = [...(await runsOf(test, 'past')), ...(await runsOf(test, 'formula'))]
      expect(failed.map(({ state }) => state)).toEqual(['failed', 'failed'])
      for (const { error } of failed) {
        expect(error).toMatchObject({ path: 'n2', code: 'reference.deleted', message: '所引用的「备注」已被删除。' })
      }

      await engine.changes.undo(admin, revision, {})
      for (const { id } of failed) await test.automation.runs.retry(admin, id)
      await test.drain()
      expect((await recordsOf(test, 'device'))[0]).toMatchObject({ note: 'alt', count: 1 })
    },
  ))

test('a run of an old version whose object or option is gone fails naming it', () =>
  withAutomation(
    [
      workflow('object', created, [{ type: 'wait', config: { amount: 1, unit: 'hours' } }, makeTask]),
      workflow('option', created, [
        { type: 'wait', config: { amount: 1, unit: 'hours' } },
        { type: 'updateRecord', config: { values: [{ field: 'status', value: '"broken"' }] } },
      ]),
    ],
    async (test) => {
      const { engine, admin } = test
      await makeDevice(test)
      await test.drain()
      const harmless = { type: 'updateRecord', config: { values: [{ field: 'count', value: '1' }] } }
      for (const key of ['object', 'option']) {
        const { document } = await engine.documents.get(admin, 'workflow', key)
        await publish(engine, [{ ...document, ...workflow(key, created, [harmless]) }])
      }
      await engine.changes.publish(admin, {
        changes: [{ op: 'delete', kind: 'object', key: 'repair' }],
        accept: ['workflow.waiting_runs:object'],
      })
      const { document } = await engine.documents.get(admin, 'object', 'device')
      const fields = (document as unknown as { fields: { key: string; options?: { key: string }[] }[] }).fields
      const without = fields.map((field) =>
        field.key === 'status' ? { ...field, options: field.options?.filter(({ key }) => key !== 'broken') } : field,
      )
      await engine.changes.publish(admin, {
        changes: [{ op: 'put', document: { ...document, fields: without } as unknown as typeof document }],
        accept: ['workflow.waiting_runs:option'],
      })
      test.advance(3_700_000)
      await test.drain()

      const errors = [...(await runsOf(test, 'object')), ...(await runsOf(test, 'option'))].map(
        ({ error }) => error?.message,
      )
      expect(errors).toEqual(['所引用的「维修任务」已被删除。', '所引用的「故障」已被删除。'])
    },
  ))

test('runs are listed newest first, page by page, and only for administrators', () =>
  withAutomation([workflow('many', created, [makeTask])], async (test) => {
    const { automation, admin, nobody } = test
    for (let count = 0; count < 5; count += 1) await makeDevice(test, { name: `D${count}` })
    await test.drain()

    const titles: unknown[] = []
    let after: string | undefined
    do {
      const page = await automation.runs.list(admin, 'many', { limit: 2, ...(after === undefined ? {} : { after }) })
      titles.push(...page.runs.map(({ record }) => record?.title))
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(titles).toEqual(['D4', 'D3', 'D2', 'D1', 'D0'])
    expect((await automation.runs.list(admin, 'many', { state: 'failed' })).runs).toEqual([])
    await expect(automation.runs.list(nobody, 'many', {})).rejects.toMatchObject({ code: 'access.denied' })
    await expect(automation.runs.list(admin, 'other', {})).rejects.toMatchObject({ code: 'document.not_found' })
    await expect(automation.runs.list(admin, 'many', { after: 'x' })).rejects.toMatchObject({
      code: 'request.bad_cursor',
    })
    await expect(automation.runs.get(admin, 'x')).rejects.toMatchObject({ code: 'run.not_found' })
  }))

test('a workflow is started by hand on records, and a run that is not over can be cancelled', () =>
  withAutomation(
    [
      workflow('hand', { type: 'recordChanged', when: 'false' }, [
        { type: 'wait', config: { amount: 1, unit: 'hours' } },
        makeTask,
      ]),
    ],
    async (test) => {
      const { automation, admin } = test
      const devices = [await makeDevice(test, { name: 'A' }), await makeDevice(test, { name: 'B' })]
      const { runs } = await automation.runs.start(admin, 'hand', { records: devices })
      await test.drain()
      expect(runs.map(({ record }) => record)).toEqual(devices)
      expect(await automation.runs.cancel(admin, runs[0]?.id ?? '')).toMatchObject({ state: 'cancelled' })
      await expect(automation.runs.cancel(admin, runs[0]?.id ?? '')).rejects.toMatchObject({
        code: 'run.not_cancellable',
      })
      test.advance(3_700_000)
      await test.drain()

      expect((await recordsOf(test, 'repair')).map(({ subject }) => subject)).toEqual(['修 B'])
      await expect(automation.runs.start(admin, 'hand', { records: [] })).rejects.toMatchObject({
        code: 'run.not_startable',
      })
      await expect(automation.runs.start(admin, 'hand', { records: ['x'] })).rejects.toMatchObject({
        code: 'record.not_found',
      })
    },
  ))
