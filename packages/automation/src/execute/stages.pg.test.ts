import { expect, test } from '@jest/globals'
import { publish, runsOf, withAutomation, workflow, type TestAutomation } from '../automation.testing.js'

const dayMs = 86_400_000
const option = (key: string): object => ({ key, label: key })

const customer = {
  kind: 'object',
  key: 'customer',
  label: '客户',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    {
      key: 'life',
      type: 'select',
      label: '生命周期',
      options: ['potential', 'interested', 'won', 'loyal', 'dormant'].map(option),
    },
    { key: 'since', type: 'dateTime', label: '进入时间' },
    { key: 'reason', type: 'text', label: '原因' },
    {
      key: 'lastOrder',
      type: 'rollup',
      label: '最近下单',
      relation: 'order.customer',
      function: 'max',
      field: 'orderedOn',
    },
  ],
  stages: [
    {
      key: 'life',
      label: '生命周期',
      field: 'life',
      since: 'since',
      steps: [
        { option: 'potential' },
        { option: 'interested' },
        { option: 'won', criteria: [{ key: 'ordered', formula: 'lastOrder <> blank', message: '还没有订单' }] },
        { option: 'loyal' },
        { option: 'dormant', kind: 'lost', moves: ['interested', 'won'] },
      ],
    },
  ],
}
const order = {
  kind: 'object',
  key: 'order',
  label: '订单',
  fields: [
    { key: 'number', type: 'text', label: '编号' },
    { key: 'customer', type: 'lookup', label: '客户', target: 'customer' },
    { key: 'orderedOn', type: 'date', label: '日期' },
  ],
}

const day = (test: TestAutomation, before: number): string =>
  new Date(test.now().getTime() - before * dayMs).toISOString().slice(0, 10)

async function nightly(test: TestAutomation): Promise<void> {
  test.advance(dayMs)
  await test.poll()
  await test.drain()
}

const lives = async ({ engine, admin }: TestAutomation): Promise<unknown> => {
  const { recordsJson } = await engine.records.query(admin, 'customer', { sort: ['createdAt'], fields: ['life'] })
  return (JSON.parse(recordsJson) as { life: string }[]).map(({ life }) => life)
}

test('customers without an order for 90 days become dormant in the nightly run, and only they', () =>
  withAutomation([customer, order], async (test) => {
    const { engine, admin } = test
    const when = 'life in ["won", "loyal"] and lastOrder < TODAY() - 90'
    const sleep = { type: 'updateRecord', config: { values: [{ field: 'life', value: '"dormant"' }] } }
    const trigger = { type: 'schedule', cron: '0 2 * * *', when }
    await publish(engine, [workflow('sleep', trigger, [sleep], { object: 'customer' })])
    await nightly(test)
    const ids: string[] = []
    for (const name of ['A', 'B', 'C']) ids.push((await engine.records.create(admin, 'customer', { name })).id)
    for (const [at, before] of [
      [0, 80],
      [1, 200],
    ] as const) {
      await engine.records.create(admin, 'order', { customer: ids[at], orderedOn: day(test, before) })
      await engine.records.update(admin, 'customer', ids[at] ?? '', { life: 'won' })
    }

    await nightly(test)
    expect(await lives(test)).toEqual(['won', 'dormant', 'potential'])
    for (let night = 0; night < 12; night += 1) await nightly(test)
    expect(await lives(test)).toEqual(['dormant', 'dormant', 'potential'])
    // A new order, and somebody moves it on: it stays.
    await engine.records.create(admin, 'order', { customer: ids[1], orderedOn: day(test, 0) })
    await engine.records.update(admin, 'customer', ids[1] ?? '', { life: 'won' })
    await nightly(test)
    expect(await lives(test)).toEqual(['dormant', 'won', 'potential'])
  }))

test('a workflow may not move a record where nobody may: its run has failed with the reason, and the record stays', () =>
  withAutomation([customer, order], async (test) => {
    const { engine, admin } = test
    const win = { type: 'updateRecord', config: { values: [{ field: 'life', value: '"won"' }] } }
    await publish(engine, [workflow('win', { type: 'recordCreated' }, [win], { object: 'customer' })])
    await engine.records.create(admin, 'customer', { name: 'A' })

    await test.drain()

    const [run] = await runsOf(test, 'win')
    expect(run).toMatchObject({ state: 'failed', steps: [{ state: 'failed' }] })
    expect(JSON.stringify(run)).toContain('还没有订单')
    expect(await lives(test)).toEqual(['potential'])
  }))
