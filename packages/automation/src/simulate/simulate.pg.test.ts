import { expect, test } from '@jest/globals'
import { created, makeDevice, makeTask, recordsOf, runsOf, withAutomation, workflow } from '../automation.testing.js'
import { withSink } from '../outbound/hostile-sink.testing.js'

const fault = { type: 'recordChanged', watch: ['status'], when: 'status = "broken"' }

test('a draft is tried on a real record: what it would do is told, with values before and after, and nothing is left behind', () =>
  withSink(
    (_, response) => response.end(),
    ({ port, connections }) =>
      withAutomation(
        [],
        async (test) => {
          const { automation, admin, pool } = test
          const device = await makeDevice(test, { cost: 7 })
          const document = workflow('draft', fault, [
            { type: 'condition', config: { when: 'cost > 5' }, next: { yes: 'n2' } },
            {
              type: 'updateRecord',
              config: { values: [{ field: 'note', value: '"kaputt seit " & TEXT(TODAY(), "yyyy")' }] },
            },
            makeTask,
            { type: 'wait', config: { amount: 3, unit: 'days' } },
            { type: 'notify', config: { to: ['owner'], title: '"设备「" & name & "」"' } },
            { type: 'callHttp', config: { method: 'POST', url: `"http://127.0.0.1:${port}/?token=geheim"` } },
          ])
          ;(document.nodes as { id: string; next?: object }[]).forEach((node, index, nodes) => {
            if (index > 0 && index < nodes.length - 1) node.next = { next: `n${index + 2}` }
          })
          const hash = () =>
            pool.query(`SELECT (SELECT md5(string_agg(t::text, ',' ORDER BY id)) FROM ws_main.history AS t) AS history,
            (SELECT count(*) FROM ws_main.runs) AS runs, (SELECT count(*) FROM ws_main.notifications) AS told,
            (SELECT count(*) FROM graphile_worker._private_jobs) AS jobs`)
          const before = (await hash()).rows
          const answer = await automation.runs.simulate(admin, 'draft', {
            document,
            record: device,
            values: { status: 'broken' },
          })

          expect(answer.steps.map(({ node, state, error }) => [node, state, error?.message])).toEqual(
            ['n1', 'n2', 'n3', 'n4', 'n5', 'n6'].map((node) => [node, 'done', undefined]),
          )
          expect(answer).toMatchObject({
            matches: true,
            steps: [
              { node: 'n1', state: 'done', port: 'yes' },
              { node: 'n2', state: 'done', output: { changes: [{ id: device, field: 'note', from: null }] } },
              { node: 'n3', state: 'done', output: { object: 'repair' } },
              { node: 'n4', state: 'done' },
              { node: 'n5', state: 'done' },
              { node: 'n6', state: 'done' },
            ],
          })
          expect(answer.effects.map(({ node, text }) => [node, text.slice(0, 8)])).toEqual([
            ['n2', '更新 1 条设备'],
            ['n3', '创建维修任务：主'],
            ['n4', expect.stringMatching(/^等到 /)],
            ['n5', '通知管理员：设备'],
            ['n6', '用 POST 调'],
          ])
          expect(JSON.stringify(answer)).not.toContain('geheim')
          expect((await hash()).rows).toEqual(before)
          expect(connections()).toBe(0)
        },
        { outboundAllow: [`127.0.0.1:${port}`] },
      ),
  ))

test('refusals are those of the real thing', () =>
  withAutomation(
    [workflow('bad', created, [{ ...makeTask, config: { object: 'repair', values: [] } }, makeTask])],
    async (test) => {
      const device = await makeDevice(test)
      const answer = await test.automation.runs.simulate(test.admin, 'bad', { record: device })

      expect(answer).toMatchObject({
        matches: true,
        steps: [{ node: 'n1', state: 'failed', error: { code: 'field.required' } }],
      })
      expect(answer.effects).toEqual([])
      expect(await recordsOf(test, 'repair')).toEqual([])
    },
  ))

test('it says whether the trigger would start it', () =>
  withAutomation([workflow('fault', fault, [makeTask])], async (test) => {
    const { automation, admin } = test
    const device = await makeDevice(test, { status: 'broken' })
    const matches = async (values: Record<string, unknown>) =>
      (await automation.runs.simulate(admin, 'fault', { record: device, values })).matches

    expect(await matches({ note: 'x' })).toBe(false)
    expect(await matches({ status: 'running' })).toBe(false)
    expect(await matches({})).toBe(true)
    await test.engine.records.update(admin, 'device', device, { status: 'running' })
    expect(await matches({ status: 'broken' })).toBe(true)
    expect((await runsOf(test, 'fault')).map(({ state }) => state)).toEqual([])
  }))

test('a rule before saving is tried on values that are not saved', () =>
  withAutomation(
    [
      workflow('rule', { type: 'beforeSave', when: 'cost > 100' }, [
        { type: 'setFields', config: { values: [{ field: 'note', value: '"teuer"' }] } },
        { type: 'condition', config: { when: 'cost > 1000' } },
        { type: 'refuse', config: { message: { 'zh-CN': '太贵了。', en: 'Too much.' }, field: 'cost' } },
      ]),
    ],
    async (test) => {
      const { automation, admin } = test
      const answer = await automation.runs.simulate(admin, 'rule', { values: { name: 'A', cost: 5000 } })
      expect(answer).toMatchObject({
        matches: true,
        steps: [{ node: 'n1' }, { node: 'n2', port: 'yes' }, { node: 'n3' }],
      })
      expect(answer.effects.map(({ text }) => text)).toEqual(['保存前设置：备注 = teuer', '拒绝保存：太贵了。'])

      const english = await automation.runs.simulate({ ...admin, locale: 'en' }, 'rule', { values: { cost: 200 } })
      expect(english.effects.map(({ text }) => text)).toEqual(['Set before saving: 备注 = teuer'])
      await expect(automation.runs.simulate(admin, 'rule', { values: { nmae: 'A' } })).rejects.toMatchObject({
        code: 'record.invalid',
        errors: [{ path: 'nmae', code: 'field.unknown' }],
      })
      await expect(automation.runs.simulate(admin, 'rule', { document: { kind: 'workflow' } })).rejects.toMatchObject({
        code: 'document.invalid',
      })
    },
  ))
