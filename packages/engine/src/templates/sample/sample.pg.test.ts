import { expect, test } from '@jest/globals'
import { setTimeout } from 'node:timers/promises'
import type { JobAnswer } from '@tessera/metadata'
import type { Engine } from '../../contract.js'
import { testAdmin, testNobody, withEngine } from '../../engine.testing.js'
import { carryOut, configurationText, customise, member, templatePackage } from '../sales.testing.js'
import type { Json } from '../sales.testing.js'

const now = (): Date => new Date('2026-03-10T04:00:00Z')

const account = {
  kind: 'object',
  key: 'account',
  label: '客户',
  fields: [
    { key: 'name', type: 'text', label: '名称', required: true },
    { key: 'parent', type: 'lookup', label: '上级', target: 'account' },
    { key: 'manager', type: 'user', label: '负责人' },
    { key: 'since', type: 'date', label: '建立日期' },
    {
      key: 'tags',
      type: 'multiSelect',
      label: '标签',
      options: [
        { key: 'a', label: '甲' },
        { key: 'b', label: '乙' },
      ],
    },
    { key: 'total', type: 'rollup', label: '总额', relation: 'deal.account', function: 'sum', field: 'amount' },
  ],
  unique: [{ fields: ['name'] }],
}
const deal = {
  kind: 'object',
  key: 'deal',
  label: '商机',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'account', type: 'lookup', label: '客户', target: 'account', onDelete: 'refuse' },
    { key: 'amount', type: 'currency', label: '金额' },
    { key: 'met', type: 'dateTime', label: '会面' },
    { key: 'partners', type: 'links', label: '伙伴', target: 'account' },
    { key: 'about', type: 'anyLookup', label: '相关', targets: ['account', 'deal'] },
  ],
  rules: [{ key: 'positive', when: 'amount < 0', field: 'amount', message: '金额不能为负' }],
}
const told = {
  kind: 'workflow',
  key: 'told',
  label: '通知',
  object: 'deal',
  active: true,
  trigger: { type: 'recordCreated' },
  nodes: [{ id: 'n1', type: 'notify', config: { to: ['owner'], title: '"新商机"' } }],
  start: 'n1',
}
const accounts = `#,name,parent,manager,since,tags,owner
b,云帆分公司,a,ask.seller,D-30,甲;乙,ask.seller
a,上海云帆,,me,2026-01-31,,`
const deals = `name,account,amount,met,partners,about,#
续约,b,"1,200.50",D-1 14:20,a; b,account:a,d1
新签,a,800,,,d1,d2`
const asks = [{ key: 'seller', type: 'user', label: '销售' }] as const
const sampled = (data: readonly { object: string; csv: string }[]) =>
  templatePackage('sales', '1.0.0', [account, deal, told], { data, asks })
const sales = sampled([
  { object: 'deal', csv: deals },
  { object: 'account', csv: accounts },
])

async function ended(engine: Engine, id: string | undefined): Promise<JobAnswer> {
  for (;;) {
    const job = await engine.jobs.get(testAdmin, id ?? '')
    if (!['queued', 'running'].includes(job.state)) return job
    await setTimeout(5)
  }
}

const read = async (engine: Engine, object: string): Promise<Json[]> =>
  JSON.parse((await engine.records.query(testAdmin, object, { sort: ['name'], limit: 500 })).recordsJson) as Json[]

const order = (data = sales) =>
  ({ action: 'install', package: data, request: { sample: true, answers: { seller: testNobody.id } } }) as const

test('sample data comes with the installation: rows point to each other, days count from today, no workflow starts', () =>
  withEngine(
    'sample',
    [],
    async ({ engine, pool }) => {
      const { job } = await carryOut(engine, order())
      expect(await ended(engine, job)).toMatchObject({ kind: 'sample', state: 'done', done: 4, total: 4 })
      expect(await read(engine, 'account')).toMatchObject([
        { name: '上海云帆', parent: null, manager: { id: testAdmin.id }, since: '2026-01-31', total: 800 },
        {
          name: '云帆分公司',
          parent: { title: '上海云帆' },
          manager: { id: testNobody.id },
          owner: { id: testNobody.id },
          since: '2026-02-08',
          tags: ['a', 'b'],
          total: 1200.5,
        },
      ])
      expect(await read(engine, 'deal')).toMatchObject([
        { name: '新签', amount: 800, about: { object: 'deal', title: '续约' } },
        {
          name: '续约',
          amount: 1200.5,
          met: '2026-03-09T06:20:00.000Z',
          partners: [{ title: '上海云帆' }, { title: '云帆分公司' }],
          about: { object: 'account', title: '上海云帆' },
        },
      ])
      expect((await pool.query('SELECT 1 FROM ws_main.runs')).rowCount).toBe(0)
      expect((await pool.query('SELECT 1 FROM ws_main.sample_pages')).rowCount).toBe(0)
      expect(await engine.templates.installed(testAdmin)).toMatchObject([
        {
          sample: 4,
          sampleLeft: [
            { object: 'account', records: 2 },
            { object: 'deal', records: 2 },
          ],
        },
      ])
      await expect(carryOut(engine, order())).rejects.toMatchObject({ code: 'template.installed' })
    },
    { clock: now },
  ))

test('sample data is removed as one set, and can be loaded afterwards; what somebody else made stays', () =>
  withEngine('sample', [], async ({ engine }) => {
    await carryOut(engine, { ...order(), request: {} })
    await expect(engine.templates.removeSample(testAdmin, 'sales')).rejects.toMatchObject({
      code: 'template.no_sample',
    })
    await engine.records.create(testAdmin, 'account', { name: '自己的' })
    const before = (await engine.templates.installed(testAdmin))[0]?.revision
    const loaded = await engine.templates.carryOut(testAdmin, { ...order(), key: 'sales' })
    expect(loaded.revision).toBe(before)
    await ended(engine, loaded.job)
    const removal = await engine.templates.removeSample(testAdmin, 'sales')
    expect(await ended(engine, removal.id)).toMatchObject({
      kind: 'sampleRemove',
      state: 'done',
      done: 4,
      result: { removed: 4, refused: 0 },
    })
    expect(await read(engine, 'deal')).toEqual([])
    expect(await read(engine, 'account')).toMatchObject([{ name: '自己的' }])
    await expect(engine.templates.removeSample(testNobody, 'sales')).rejects.toMatchObject({ code: 'access.denied' })
  }))

test('a sample record that something else holds stays, and is named', () =>
  withEngine('sample', [], async ({ engine }) => {
    await ended(engine, (await carryOut(engine, order())).job)
    const [first] = await read(engine, 'account')
    await engine.records.create(testAdmin, 'deal', { name: '真的', account: first?.id })
    const { id } = await engine.templates.removeSample(testAdmin, 'sales')
    expect(await ended(engine, id)).toMatchObject({
      state: 'done',
      result: { removed: 3, refused: 1, problems: [{ code: 'record.referenced' }] },
    })
    expect(await engine.templates.installed(testAdmin)).toMatchObject([{ sample: 1 }])
  }))

test('a row that is refused is named with object, line and column, and nothing stays', () =>
  withEngine('sample', [], async ({ engine, pool }) => {
    const broken = sampled([
      { object: 'account', csv: accounts },
      { object: 'deal', csv: `${deals}\n退款,a,-5,,,,` },
    ])
    const { job } = await carryOut(engine, order(broken))
    expect(await ended(engine, job)).toMatchObject({
      state: 'failed',
      error: {
        code: 'template.sample_row',
        message: { 'zh-CN': '「商机」第 4 行「amount」未能载入，已载入的示例数据已全部移除：金额不能为负' },
      },
    })
    expect([...(await read(engine, 'account')), ...(await read(engine, 'deal'))]).toEqual([])
    for (const table of ['sample_records', 'sample_pages'])
      expect((await pool.query(`SELECT 1 FROM ws_main.${table}`)).rowCount).toBe(0)
    expect(await engine.templates.installed(testAdmin)).toMatchObject([{ version: '1.0.0', sample: 0 }])
  }))

test('sample data goes where fields are today, and leaves an object that was there before when the template goes', () =>
  withEngine(
    'sample-mine',
    [{ ...account, label: '我的', unique: [], fields: account.fields.slice(0, 1) }],
    async ({ engine, pool }) => {
      const before = await configurationText(pool)
      await carryOut(engine, { ...order(), request: { taken: { 'object/account': 'mine' } } })
      await customise(engine, (of) => void (member(of('object/account'), 'fields', 'since').key = 'founded'))
      await ended(engine, (await engine.templates.carryOut(testAdmin, { ...order(), key: 'sales' })).job)
      expect(await read(engine, 'account')).toMatchObject([{ founded: '2026-01-31' }, {}])
      const { job } = await carryOut(engine, { action: 'uninstall', key: 'sales' })
      expect(await ended(engine, job)).toMatchObject({ kind: 'sampleRemove', state: 'done', done: 2 })
      expect(await read(engine, 'account')).toEqual([])
      expect(await configurationText(pool)).toBe(before)
    },
  ))

test('loading that was cut off goes on in another process', () =>
  withEngine('sample', [], async ({ engine, another }) => {
    const rows = Array.from({ length: 1_600 }, (_, row) => `a${row},客户 ${row}`)
    const many = sampled([{ object: 'account', csv: ['#,name', ...rows].join('\n') }])
    const { job = '' } = await carryOut(engine, order(many))
    while ((await engine.jobs.get(testAdmin, job)).done === 0) await setTimeout(1)
    await engine.stop()
    expect(await engine.jobs.get(testAdmin, job)).toMatchObject({ state: 'running' })
    const other = another()
    await other.migrate()
    expect(await ended(other, job)).toMatchObject({ state: 'done', done: 1_600 })
    const page = await other.records.query(testAdmin, 'account', { limit: 1, count: 'exact' })
    expect(page.count).toBe(1_600)
  }))
