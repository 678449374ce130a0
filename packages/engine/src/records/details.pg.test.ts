import { describe, expect, test } from '@jest/globals'
import { withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'
import { count, make, problemsOf, read, refusal } from './sales.testing.js'
import type { Json } from './sales.testing.js'

const documents: readonly unknown[] = [
  {
    kind: 'object',
    key: 'quote',
    label: '报价',
    fields: [
      { key: 'name', type: 'text', label: '名称', required: true },
      { key: 'limit', type: 'number', label: '上限' },
      { key: 'rows', type: 'details', label: '明细', relation: 'row.quote' },
      { key: 'total', type: 'rollup', label: '合计', relation: 'row.quote', function: 'sum', field: 'amount' },
      { key: 'count', type: 'rollup', label: '行数', relation: 'row.quote', function: 'count' },
    ],
    rules: [
      { key: 'empty', when: 'count = 0', field: 'rows', message: '至少要有一行明细' },
      { key: 'limit', when: 'total > limit', message: '合计超过上限' },
    ],
  },
  {
    kind: 'object',
    key: 'row',
    label: '明细行',
    fields: [
      { key: 'product', type: 'text', label: '产品', required: true },
      { key: 'quote', type: 'lookup', label: '报价', target: 'quote', onDelete: 'cascade', required: true },
      { key: 'quantity', type: 'number', label: '数量', default: '1' },
      { key: 'price', type: 'currency', label: '单价' },
      { key: 'serial', type: 'text', label: '序列号' },
      { key: 'amount', type: 'formula', label: '金额', formula: 'quantity * price', decimals: 2 },
    ],
    unique: [{ fields: ['serial'], message: '序列号不能重复' }],
  },
]

const withQuotes = (body: (test: TestEngine) => Promise<void>): Promise<void> => withEngine('details', documents, body)

const pump = { product: '泵', quantity: 2, price: 100 }
const valve = { product: '阀', price: 30 }

const rowsOf = (record: Json): Json[] => record.rows as Json[]

describe('a record with lines', () => {
  test('is saved with them at once, and roll-ups and rules see them', () =>
    withQuotes(async (quotes) => {
      const quote = await make(quotes, 'quote', { name: 'Q-1', limit: 500, rows: [pump, valve] })

      expect(quote).toMatchObject({ total: 230, count: 2, version: 1 })
      expect(rowsOf(quote)).toMatchObject([
        { product: '泵', quantity: 2, amount: 200, version: 1 },
        { product: '阀', quantity: 1, amount: 30 },
      ])
      expect(rowsOf(quote)[0]).not.toHaveProperty('quote')
    }))

  test('changes those with an id, makes those without, and bins those left out', () =>
    withQuotes(async (quotes) => {
      const { engine, admin } = quotes
      const quote = await make(quotes, 'quote', { name: 'Q-1', rows: [pump, valve] })
      const [first] = rowsOf(quote)

      const answer = await engine.records.update(admin, 'quote', quote.id, {
        rows: [
          { id: first?.id, quantity: 3 },
          { product: '管', price: 5 },
        ],
      })

      const after = JSON.parse(answer.json) as Json
      expect(after).toMatchObject({ version: 1, total: 305, count: 2 })
      expect(rowsOf(after)).toMatchObject([
        { id: first?.id, product: '泵', quantity: 3, version: 2 },
        { product: '管', quantity: 1 },
      ])
    }))

  test('keeps its lines where a change does not name them, and has none in lists unless asked', () =>
    withQuotes(async (quotes) => {
      const { engine, admin } = quotes
      const quote = await make(quotes, 'quote', { name: 'Q-1', rows: [pump] })
      await engine.records.update(admin, 'quote', quote.id, { name: 'Q-2' })

      expect(rowsOf(await read(quotes, 'quote', quote.id))).toHaveLength(1)
      const list = async (query: object): Promise<unknown> =>
        (JSON.parse((await engine.records.query(admin, 'quote', query)).recordsJson) as Json[])[0]
      expect(await list({})).not.toHaveProperty('rows')
      expect(await list({ fields: ['name', 'rows'] })).toMatchObject({ rows: [{ product: '泵' }] })
      expect((await refusal(engine.records.query(admin, 'quote', { sort: ['rows'] }))).status).toBe(400)
      expect((await refusal(engine.records.query(admin, 'quote', { filter: 'rows = "x"' }))).status).toBe(400)
    }))

  test('is refused as a whole, with the place of everything that is wrong', () =>
    withQuotes(async (quotes) => {
      const error = await refusal(
        make(quotes, 'quote', { limit: 'x', rows: [pump, { price: 'x' }, { ...valve, colour: 'red' }] }),
      )

      expect(error.code).toBe('record.invalid')
      expect(problemsOf(error).sort()).toEqual([
        'limit field.type',
        'name field.required',
        'rows/1/price field.type',
        'rows/2/colour field.unknown',
      ])
      expect([await count(quotes, 'quote'), await count(quotes, 'row')]).toEqual([0, 0])
    }))

  test('names the line where something required is missing', () =>
    withQuotes(async (quotes) => {
      const error = await refusal(make(quotes, 'quote', { name: 'Q-1', rows: [pump, { price: 3 }] }))

      expect([error.status, problemsOf(error)]).toEqual([422, ['rows/1/product field.required']])
      expect([await count(quotes, 'quote'), await count(quotes, 'row')]).toEqual([0, 0])
    }))

  test('is judged by its rules with the lines it will have', () =>
    withQuotes(async (quotes) => {
      const { engine, admin } = quotes
      const none = await refusal(make(quotes, 'quote', { name: 'Q-1' }))
      const empty = await refusal(make(quotes, 'quote', { name: 'Q-1', rows: [] }))
      const dear = await refusal(make(quotes, 'quote', { name: 'Q-1', limit: 100, rows: [pump] }))
      const quote = await make(quotes, 'quote', { name: 'Q-1', limit: 300, rows: [pump] })
      const emptied = await refusal(engine.records.update(admin, 'quote', quote.id, { rows: [] }))
      const both = await engine.records.update(admin, 'quote', quote.id, {
        limit: 1000,
        rows: [pump, { ...pump, quantity: 7 }],
      })

      expect([none, empty, emptied].map(problemsOf)).toEqual([
        ['rows rule.empty'],
        ['rows rule.empty'],
        expect.arrayContaining([expect.stringContaining('rule.empty')]),
      ])
      expect(problemsOf(dear)).toEqual([expect.stringContaining('rule.limit')])
      expect(JSON.parse(both.json)).toMatchObject({ total: 900, limit: 1000 })
      expect([await count(quotes, 'quote'), await count(quotes, 'row')]).toEqual([1, 2])
    }))

  test('does not take lines of another record, nor one twice, nor an outdated one', () =>
    withQuotes(async (quotes) => {
      const { engine, admin } = quotes
      const mine = await make(quotes, 'quote', { name: 'Q-1', rows: [pump] })
      const other = await make(quotes, 'quote', { name: 'Q-2', rows: [valve] })
      const [line, theirs] = [rowsOf(mine)[0]?.id, rowsOf(other)[0]?.id]
      const change = (rows: readonly unknown[]): Promise<unknown> =>
        engine.records.update(admin, 'quote', mine.id, { rows })

      const stolen = await refusal(change([{ id: theirs, quantity: 9 }]))
      const twice = await refusal(change([{ id: line }, { id: line }]))
      const outdated = await refusal(change([{ id: line, version: 7, quantity: 9 }]))

      expect([stolen, twice, outdated].map(({ status }) => status)).toEqual([422, 422, 412])
      expect(problemsOf(stolen)).toEqual(['rows/0 field.unknown_record'])
      expect(rowsOf(await read(quotes, 'quote', other.id))).toMatchObject([{ id: theirs, quantity: 1 }])
    }))

  test('is told which line repeats what must be unique', () =>
    withQuotes(async (quotes) => {
      await make(quotes, 'quote', { name: 'Q-1', rows: [{ ...pump, serial: 'A' }] })

      const error = await refusal(
        make(quotes, 'quote', {
          name: 'Q-2',
          rows: [
            { ...valve, serial: 'B' },
            { ...pump, serial: 'A' },
          ],
        }),
      )

      expect([error.status, problemsOf(error)]).toEqual([409, ['rows/1/serial record.duplicate']])
      expect(await count(quotes, 'quote')).toBe(1)
    }))

  test('takes its lines to the bin and back', () =>
    withQuotes(async (quotes) => {
      const { engine, admin } = quotes
      const quote = await make(quotes, 'quote', { name: 'Q-1', rows: [pump, valve] })
      await engine.records.remove(admin, 'quote', quote.id)
      expect(await count(quotes, 'row')).toBe(0)

      const back = JSON.parse((await engine.records.restore(admin, 'quote', quote.id)).json) as Json

      expect(back).toMatchObject({ total: 230, rows: [{ product: '泵' }, { product: '阀' }] })
    }))

  test('is one of many in a batch: with partial the others are written without it', () =>
    withQuotes(async (quotes) => {
      const { engine, admin } = quotes
      const create = [
        { name: 'Q-1', rows: [pump] },
        { name: 'Q-2', rows: [pump, { price: 1 }] },
        { name: 'Q-3', rows: [valve, pump] },
      ]

      const all = await refusal(engine.records.batch(admin, 'quote', { create }))
      expect([all.code, problemsOf(all), await count(quotes, 'quote')]).toEqual([
        'batch.invalid',
        ['create/1/rows/1/product field.required'],
        0,
      ])
      const answer = await engine.records.batch(admin, 'quote', { create }, { partial: true })
      expect(answer).toMatchObject({
        ok: 2,
        failed: 1,
        results: [{ ok: true }, { ok: false, errors: [{ path: 'create/1/rows/1/product' }] }, { ok: true }],
      })
      expect([await count(quotes, 'quote'), await count(quotes, 'row')]).toEqual([2, 3])
    }))

  test('has at most 500', () =>
    withQuotes(async (quotes) => {
      const rows = Array.from({ length: 501 }, () => valve)
      expect(problemsOf(await refusal(make(quotes, 'quote', { name: 'Q-1', rows })))).toEqual(['rows field.too_many'])
      const quote = await make(quotes, 'quote', { name: 'Q-1', rows: rows.slice(1) })
      expect([quote.total, rowsOf(quote).length]).toEqual([15_000, 500])
    }))

  test('that has more, because they were made elsewhere, loses none of them by what was read', () =>
    withQuotes(async (quotes) => {
      const { engine, admin } = quotes
      const quote = await make(quotes, 'quote', { name: 'Q-1', rows: [valve] })
      const create = Array.from({ length: 501 }, () => ({ ...valve, quote: quote.id }))
      await engine.records.batch(admin, 'row', { create })
      const rows = rowsOf(await read(quotes, 'quote', quote.id)).map(({ id }) => ({ id }))

      const refused = await refusal(engine.records.update(admin, 'quote', quote.id, { rows }))

      expect([rows.length, problemsOf(refused)]).toEqual([500, ['rows field.too_many']])
      expect(await count(quotes, 'row')).toBe(502)
      await engine.records.update(admin, 'quote', quote.id, { name: 'Q-2' })
    }))
})
