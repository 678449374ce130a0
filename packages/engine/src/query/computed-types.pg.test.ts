import { describe, expect, test } from '@jest/globals'
import { withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'
import { make, problemsOf, read, refusal } from '../records/sales.testing.js'
import type { Json } from '../records/sales.testing.js'

const levels = [
  { key: 'vip', label: '重点' },
  { key: 'plain', label: '普通' },
]

const customer = {
  kind: 'object',
  key: 'customer',
  label: '客户',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'phone', type: 'phone', label: '电话' },
    { key: 'level', type: 'select', label: '级别', options: levels },
    { key: 'tags', type: 'multiSelect', label: '标签', options: levels },
    { key: 'limit', type: 'currency', label: '额度' },
    { key: 'photo', type: 'image', label: '照片' },
    { key: 'partner', type: 'lookup', label: '合作方', target: 'customer' },
    { key: 'partnerPhone', type: 'related', label: '合作方电话', path: 'partner.phone' },
    { key: 'quotes', type: 'rollup', label: '报价级别数', relation: 'quote.customer', function: 'max', field: 'score' },
  ],
}

const quote = (fields: readonly object[] = []): object => ({
  kind: 'object',
  key: 'quote',
  label: '报价',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'customer', type: 'lookup', label: '客户', target: 'customer' },
    { key: 'phone', type: 'related', label: '客户电话', path: 'customer.phone' },
    { key: 'level', type: 'related', label: '客户级别', path: 'customer.level' },
    { key: 'tags', type: 'related', label: '客户标签', path: 'customer.tags' },
    { key: 'partner', type: 'related', label: '合作方', path: 'customer.partner' },
    { key: 'far', type: 'related', label: '合作方的合作方电话', path: 'customer.partner.partnerPhone' },
    { key: 'amount', type: 'currency', label: '金额' },
    {
      key: 'score',
      type: 'score',
      label: '评分',
      minimum: 0,
      maximum: 80,
      contributions: [
        { label: '重点客户', when: 'level = "vip"', points: 50 },
        { label: { 'zh-CN': '大单', en: 'Big' }, when: 'amount >= 1000', points: 40 },
        { label: '没有电话', when: 'ISBLANK(phone)', points: -15.5 },
      ],
    },
    ...fields,
  ],
})

const withQuotes = (body: (quotes: TestEngine) => Promise<void>): Promise<void> =>
  withEngine('computed_types', [customer, quote()], body)

const publish = ({ engine, admin }: TestEngine, document: object, accept: string[] = []): Promise<unknown> =>
  engine.changes.publish(admin, { changes: [{ op: 'put', document: document as never }], accept })

const names = async ({ engine, admin }: TestEngine, query: Json): Promise<string> => {
  const { recordsJson } = await engine.records.query(admin, 'quote', { fields: ['name'], ...query })
  return (JSON.parse(recordsJson) as { name: string }[]).map(({ name }) => name).join('')
}

async function someQuotes(quotes: TestEngine) {
  const partner = await make(quotes, 'customer', { name: '合', phone: '02112345678' })
  const big = await make(quotes, 'customer', {
    ...{ name: '大', phone: '13800001234', level: 'vip', tags: ['vip'], partner: partner.id },
  })
  const small = await make(quotes, 'customer', { name: '小', level: 'plain', partner: big.id })
  const a = await make(quotes, 'quote', { name: 'a', customer: big.id, amount: 2000 })
  const b = await make(quotes, 'quote', { name: 'b', customer: small.id, amount: 10 })
  const c = await make(quotes, 'quote', { name: 'c' })
  return { partner, big, small, a, b, c }
}

describe('a field of a related record', () => {
  test('is read as its source is, always with the present value', () =>
    withQuotes(async (quotes) => {
      const { big, partner, a, b, c } = await someQuotes(quotes)
      const values = { phone: '13800001234', level: 'vip', tags: ['vip'], partner: { id: partner.id, title: '合' } }
      expect(a).toMatchObject({ ...values, far: null })
      expect(b).toMatchObject({ phone: null, level: 'plain', tags: null, far: '02112345678' })
      expect(c).toMatchObject({ phone: null, level: null, tags: null, partner: null })

      await quotes.engine.records.update(quotes.admin, 'customer', big.id, { phone: '13900005678' })

      expect(await read(quotes, 'quote', a.id)).toMatchObject({ phone: '13900005678' })
    }))

  test('is filtered, sorted by the order of the options, and grouped', () =>
    withQuotes(async (quotes) => {
      await someQuotes(quotes)
      expect(await names(quotes, { filter: 'level = "vip"' })).toBe('a')
      expect(await names(quotes, { filter: 'level <> "vip"', sort: ['name'] })).toBe('bc')
      expect(await names(quotes, { filter: 'CONTAINS(phone, "1380")' })).toBe('a')
      expect(await names(quotes, { filter: '"vip" in tags' })).toBe('a')
      expect(await names(quotes, { sort: ['-level'] })).toBe('bac')
      const { rowsJson } = await quotes.engine.records.aggregate(quotes.admin, 'quote', {
        groupBy: [{ field: 'level' }],
        measures: [{ function: 'sum', field: 'amount', as: 'amount' }],
        sort: ['-amount'],
      })
      expect(JSON.parse(rowsJson)).toMatchObject([
        { level: 'vip', amount: 2000 },
        { level: 'plain', amount: 10 },
        { level: null },
      ])
    }))

  test('cannot be written, and sources that are no value of a path are refused with the reason', () =>
    withQuotes(async (quotes) => {
      const written = await refusal(make(quotes, 'quote', { name: 'x', phone: '13800001234' }))
      expect(problemsOf(written)).toEqual(['phone field.read_only'])
      for (const [path, code] of [
        ['customer.photo', 'reference.wrong_type'],
        ['customer.nothing', 'reference.unknown'],
        ['amount.name', 'reference.unknown'],
        ['customer', 'document.pattern'],
        ['customer.phone & "x"', 'document.pattern'],
        ['a.b.c.d.e.f.g', 'document.pattern'],
      ] as const) {
        const error = await refusal(publish(quotes, quote([{ key: 'x', type: 'related', label: 'x', path }])))
        expect(problemsOf(error)).toEqual([expect.stringMatching(new RegExp(`/fields/9/path ${code}$`))])
      }
    }))

  test('follows renames of lookup, source and option, and holds back their deletion', () =>
    withQuotes(async (quotes) => {
      const { a } = await someQuotes(quotes)
      const { documents } = await quotes.engine.documents.list(quotes.admin, {})
      const stored = documents.find(({ key }) => key === 'customer') as unknown as { fields: Json[] }
      const renamed = stored.fields.map((field) => {
        if (field.key === 'phone') return { ...field, key: 'telephone' }
        if (field.key === 'partnerPhone') return { ...field, path: 'partner.telephone' }
        const [vip, plain] = (field.options ?? []) as Json[]
        return field.key === 'level' ? { ...field, options: [{ ...vip, key: 'gold' }, plain] } : field
      })
      await publish(quotes, { ...stored, fields: renamed }, [
        'key.renamed:customer.phone',
        'key.renamed:customer.level.vip',
      ])
      expect(await read(quotes, 'quote', a.id)).toMatchObject({ phone: '13800001234', level: 'gold' })
      const after = await quotes.engine.documents.list(quotes.admin, {})
      const own = after.documents.find(({ key }) => key === 'quote') as unknown as { fields: Json[] }
      expect(own.fields.find(({ key }) => key === 'phone')).toMatchObject({ path: 'customer.telephone' })

      const { hazards, usages } = await quotes.engine.changes.plan(quotes.admin, {
        changes: [
          {
            op: 'put',
            document: {
              ...stored,
              fields: renamed.filter(({ key }) => !/telephone|partnerPhone/.test(String(key))),
            } as never,
          },
        ],
      })
      expect(hazards).toEqual(
        expect.arrayContaining([expect.objectContaining({ id: 'reference.broken:quote.phone', severity: 'block' })]),
      )
      expect(usages).toEqual(
        expect.arrayContaining([expect.objectContaining({ key: 'quote', path: '/fields/2/path' })]),
      )
    }))
})

describe('a score', () => {
  test('is the sum of the points whose conditions hold, within its limits', () =>
    withQuotes(async (quotes) => {
      const { a, b, c, big } = await someQuotes(quotes)
      expect([a.score, b.score, c.score]).toEqual([80, 0, 0])
      await quotes.engine.records.update(quotes.admin, 'customer', big.id, { phone: null })
      expect(await read(quotes, 'quote', a.id)).toMatchObject({ score: 74.5 })
      expect(await names(quotes, { filter: 'score > 50' })).toBe('a')
      expect(await names(quotes, { sort: ['-score', 'name'] })).toBe('abc')
      expect(await read(quotes, 'customer', big.id)).toMatchObject({ quotes: 74.5 })
    }))

  test('says at its place what is wrong with a condition, and a condition cannot reach out of its brackets', () =>
    withQuotes(async (quotes) => {
      for (const [when, code] of [
        ['amount', 'formula.wrong_result'],
        ['leevl = "vip"', 'formula.unknown_name'],
        ['true) + (1', 'formula.unexpected'],
        ['owner = me', 'formula.actor_dependent'],
      ] as const) {
        const contributions = [
          { label: 'a', when: 'true', points: 1 },
          { label: 'b', when, points: 1 },
        ]
        const error = await refusal(publish(quotes, quote([{ key: 'x', type: 'score', label: 'x', contributions }])))
        expect(problemsOf(error).map((problem) => problem.replace(/^.*\/fields/, '/fields'))).toEqual([
          `/fields/9/contributions/1/when ${code}`,
        ])
      }
    }))
})
