import { describe, expect, test } from '@jest/globals'
import { withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'
import { count, make, read, refusal } from './sales.testing.js'

const text = (key: string, label: string): object => ({ key, type: 'text', label })
const lookup = (key: string, target: string, label: string, onDelete: string): object => ({
  ...{ key, type: 'lookup', target, label, onDelete },
})

const documents: readonly unknown[] = [
  {
    kind: 'object',
    key: 'customer',
    label: '客户',
    fields: [
      text('name', '名称'),
      { key: 'value', type: 'rollup', label: '报价总额', relation: 'quote.customer', function: 'sum', field: 'total' },
    ],
  },
  {
    kind: 'object',
    key: 'quote',
    label: '报价',
    fields: [
      text('name', '名称'),
      lookup('customer', 'customer', '客户', 'clear'),
      lookup('replaces', 'quote', '上一版', 'cascade'),
      { key: 'total', type: 'rollup', label: '合计', relation: 'row.quote', function: 'sum', field: 'amount' },
    ],
  },
  {
    kind: 'object',
    key: 'row',
    label: '明细',
    fields: [
      text('name', '名称'),
      text('serial', '序列号'),
      { ...lookup('quote', 'quote', '报价', 'cascade'), required: true },
      { key: 'amount', type: 'number', label: '金额' },
    ],
    unique: [{ fields: ['serial'], message: '序列号不能重复' }],
  },
  {
    kind: 'object',
    key: 'remark',
    label: '批注',
    fields: [text('name', '名称'), lookup('row', 'row', '明细', 'cascade')],
  },
  {
    kind: 'object',
    key: 'errand',
    label: '任务',
    fields: [text('name', '名称'), lookup('row', 'row', '明细', 'clear')],
  },
  {
    kind: 'object',
    key: 'invoice',
    label: '发票',
    fields: [text('name', '名称'), lookup('row', 'row', '明细', 'refuse')],
  },
]

const withQuotes = (body: (test: TestEngine) => Promise<void>): Promise<void> => withEngine('quotes', documents, body)

/** A customer's quote of two rows, one with a remark and a task. */
async function aQuote(quotes: TestEngine) {
  const customer = await make(quotes, 'customer', { name: '北辰' })
  const quote = await make(quotes, 'quote', { name: 'Q-1', customer: customer.id })
  const first = await make(quotes, 'row', { name: '泵', serial: 'A', quote: quote.id, amount: 30 })
  const second = await make(quotes, 'row', { name: '阀', serial: 'B', quote: quote.id, amount: 12 })
  const remark = await make(quotes, 'remark', { name: '加急', row: first.id })
  const task = await make(quotes, 'errand', { name: '询价', row: first.id })
  return { customer, quote, first, second, remark, task }
}

const counts = async (quotes: TestEngine): Promise<number[]> =>
  Promise.all(['quote', 'row', 'remark', 'errand'].map((object) => count(quotes, object)))

describe('a lookup that deletes along', () => {
  test('takes records to the bin with the one they belong to, over all levels, and roll-ups follow', () =>
    withQuotes(async (quotes) => {
      const { customer, quote, task } = await aQuote(quotes)
      expect(await read(quotes, 'customer', customer.id)).toMatchObject({ value: 42 })

      await quotes.engine.records.remove(quotes.admin, 'quote', quote.id)

      expect(await counts(quotes)).toEqual([0, 0, 0, 1])
      expect(await read(quotes, 'errand', task.id)).toMatchObject({ row: null, version: 2 })
      expect(await read(quotes, 'customer', customer.id)).toMatchObject({ value: 0 })
    }))

  test('brings back with it exactly what went with it', () =>
    withQuotes(async (quotes) => {
      const { customer, quote, first, second, remark } = await aQuote(quotes)
      const { records } = quotes.engine
      await records.remove(quotes.admin, 'row', second.id)
      await records.remove(quotes.admin, 'quote', quote.id)

      await records.restore(quotes.admin, 'quote', quote.id)

      expect(await counts(quotes)).toEqual([1, 1, 1, 1])
      expect(await read(quotes, 'row', first.id)).toMatchObject({ quote: { id: quote.id }, serial: 'A', amount: 30 })
      expect(await read(quotes, 'remark', remark.id)).toMatchObject({ row: { id: first.id } })
      expect(await read(quotes, 'quote', quote.id)).toMatchObject({ total: 30 })
      expect(await read(quotes, 'customer', customer.id)).toMatchObject({ value: 30 })
    }))

  test('is refused, and takes nothing, where something below it may not go', () =>
    withQuotes(async (quotes) => {
      const { quote, second } = await aQuote(quotes)
      await make(quotes, 'invoice', { name: 'F-1', row: second.id })

      const error = await refusal(quotes.engine.records.remove(quotes.admin, 'quote', quote.id))

      expect(error.code).toBe('record.referenced')
      expect(error.errors).toMatchObject([{ message: { 'zh-CN': '仍有「发票」记录引用它，不能删除。' } }])
      expect(await counts(quotes)).toEqual([1, 2, 1, 1])
    }))

  test('refuses for the records of a batch that are held alone, and deletes the others', () =>
    withQuotes(async (quotes) => {
      const held = await aQuote(quotes)
      const { engine, admin } = quotes
      await make(quotes, 'invoice', { name: 'F-1', row: held.first.id })
      const free = await make(quotes, 'quote', { name: 'Q-2' })
      await make(quotes, 'row', { name: '管', quote: free.id })

      const answer = await engine.records.batch(admin, 'quote', { delete: [held.quote.id, free.id] }, { partial: true })

      expect(answer).toMatchObject({ ok: 1, failed: 1, results: [{ ok: false }, { ok: true }] })
      expect(await counts(quotes)).toEqual([1, 2, 1, 1])
    }))

  test('follows a chain of its own object, in circles too, once each', () =>
    withQuotes(async (quotes) => {
      const { engine, admin } = quotes
      const first = await make(quotes, 'quote', { name: '1' })
      const second = await make(quotes, 'quote', { name: '2', replaces: first.id })
      const third = await make(quotes, 'quote', { name: '3', replaces: second.id })
      await engine.records.update(admin, 'quote', first.id, { replaces: third.id })

      await engine.records.remove(admin, 'quote', second.id)
      expect(await count(quotes, 'quote')).toBe(0)

      await engine.records.restore(admin, 'quote', second.id)
      expect(await read(quotes, 'quote', first.id)).toMatchObject({ replaces: { id: third.id } })
      expect(await read(quotes, 'quote', second.id)).toMatchObject({ replaces: { id: first.id } })
      expect(await read(quotes, 'quote', third.id)).toMatchObject({ replaces: { id: second.id } })
      expect(await count(quotes, 'quote')).toBe(3)
    }))

  test('brings a record that points to itself back as it was', () =>
    withQuotes(async (quotes) => {
      const { engine, admin } = quotes
      const quote = await make(quotes, 'quote', { name: '1' })
      await engine.records.update(admin, 'quote', quote.id, { replaces: quote.id })

      await engine.records.remove(admin, 'quote', quote.id)
      await engine.records.restore(admin, 'quote', quote.id)

      expect(await read(quotes, 'quote', quote.id)).toMatchObject({ replaces: { id: quote.id } })
    }))

  test('does not restore half of it: a value that somebody else has by now keeps all of it in the bin', () =>
    withQuotes(async (quotes) => {
      const { quote } = await aQuote(quotes)
      await quotes.engine.records.remove(quotes.admin, 'quote', quote.id)
      const other = await make(quotes, 'quote', { name: 'Q-2' })
      await make(quotes, 'row', { name: '新', serial: 'B', quote: other.id })

      const error = await refusal(quotes.engine.records.restore(quotes.admin, 'quote', quote.id))

      expect([error.code, error.message]).toEqual(['record.duplicate', expect.stringContaining('序列号不能重复')])
      expect(await counts(quotes)).toEqual([1, 1, 0, 1])
    }))

  test('lets nobody slip in a record while the one above goes', () =>
    withQuotes(async (quotes) => {
      const { engine, admin } = quotes
      for (let round = 0; round < 8; round += 1) {
        const quote = await make(quotes, 'quote', { name: `Q-${round}` })
        await make(quotes, 'row', { name: '先', quote: quote.id })
        await Promise.allSettled([
          engine.records.remove(admin, 'quote', quote.id),
          engine.records.create(admin, 'row', { name: '后', quote: quote.id }),
        ])
      }
      const { rows } = await quotes.pool.query<{ name: string }>(
        `SELECT name FROM ws_main.physical WHERE kind = 'table' AND name ~ '^(row|quote)_' ORDER BY name`,
      )
      const [quote, row] = rows.map(({ name }) => `ws_main."${name}"`)
      const column = await quotes.pool.query<{ name: string }>(
        `SELECT name FROM ws_main.physical WHERE kind = 'column' AND name LIKE 'quote_%'`,
      )
      const orphans = await quotes.pool.query(
        `SELECT 1 FROM ${row} AS r JOIN ${quote} AS q ON q.id = r."${column.rows[0]?.name}"
         WHERE r.deleted_at IS NULL AND q.deleted_at IS NOT NULL`,
      )
      expect(await count(quotes, 'quote')).toBe(0)
      expect(orphans.rowCount).toBe(0)
    }))
})

test('a batch changes a record and what points to it in one statement', () =>
  withQuotes(async (quotes) => {
    const first = await make(quotes, 'quote', { name: '1' })
    const second = await make(quotes, 'quote', { name: '2', replaces: first.id })
    const third = await make(quotes, 'quote', { name: '3', replaces: second.id })

    const update = [
      { id: second.id, replaces: null },
      { id: third.id, name: '4' },
    ]
    await quotes.engine.records.batch(quotes.admin, 'quote', { update })

    expect(await read(quotes, 'quote', second.id)).toMatchObject({ replaces: null })
    expect(await read(quotes, 'quote', third.id)).toMatchObject({ name: '4', replaces: { id: second.id } })
  }))
