import { expect, test } from '@jest/globals'
import { testAdmin, testEngine, withWorkshop } from './workshop.testing.js'

const seed = { accounts: 8, writers: 4, changes: 8 }

test('fields, rules, uniqueness and roll-ups come and go under writers of two processes: no write fails, no sum is wrong', async () => {
  await withWorkshop(async ({ engine, pool, put, publish, object, create, undo, drift }) => {
    await put(
      { kind: 'object', key: 'account', label: '客户', fields: [{ key: 'name', type: 'text', label: '名称' }] },
      {
        kind: 'object',
        key: 'deal',
        label: '商机',
        fields: [
          { key: 'customer', type: 'lookup', label: '客户', target: 'account' },
          { key: 'amount', type: 'currency', label: '金额' },
        ],
      },
    )
    const accounts = await create('account', ...Array.from({ length: seed.accounts }, (_, n) => ({ name: `a${n}` })))
    const other = testEngine(pool)
    let writing = true
    let writes = 0
    const writers = Array.from({ length: seed.writers }, async (_, writer) => {
      const process = writer % 2 === 0 ? engine : other
      let mine: string | undefined
      while (writing) {
        const customer = accounts[(writes += 1) % accounts.length]
        if (mine === undefined || writes % 3 > 0)
          mine = (await process.records.create(testAdmin, 'deal', { customer, amount: writes % 50 })).id
        else await process.records.update(testAdmin, 'deal', mine, { customer, amount: writes % 70 })
      }
    })

    const total = {
      key: 'total',
      type: 'rollup',
      label: '总额',
      relation: 'deal.customer',
      function: 'sum',
      field: 'amount',
    }
    for (let n = 1; n <= seed.changes; n += 1) {
      const account = await object('account')
      const added = await put({ ...account, fields: [...account.fields, { ...total, key: `total${n}` }] })
      const deal = await object('deal')
      await put({ ...deal, fields: [...deal.fields, { key: `note${n}`, type: 'text', label: '备注', default: '"x"' }] })
      if (n % 2 === 0) await undo(added.revision)
    }
    await publish([
      {
        op: 'put',
        document: { ...(await object('deal')), rules: [{ key: 'low', when: 'amount < 0', message: '太低' }] } as never,
      },
    ])
    writing = false
    await Promise.all(writers)
    await other.stop()

    expect(writes).toBeGreaterThan(50)
    expect(await drift()).toEqual([])
    const keys = (await object('account')).fields.filter(({ type }) => type === 'rollup').map(({ key }) => key)
    expect(keys).toHaveLength(seed.changes / 2)
    const sums = await engine.records.aggregate(testAdmin, 'account', {
      measures: keys.map((key) => ({ function: 'sum' as const, field: key, as: key })),
    })
    const truth = await engine.records.aggregate(testAdmin, 'deal', {
      measures: [{ function: 'sum', field: 'amount', as: 'n' }],
    })
    const right = (JSON.parse(truth.rowsJson) as { n: number }[])[0]?.n
    expect(Object.values((JSON.parse(sums.rowsJson) as object[])[0] ?? {})).toEqual(keys.map(() => right))
  })
}, 60_000)
