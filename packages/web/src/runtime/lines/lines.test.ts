import { describe, expect, test } from '@jest/globals'
import { objectModel } from '@/model/objects'
import { lineRollup, sumOf } from './line-rollup'
import { linesOf } from './lines-of'
import { sameLines, writtenLines } from './written-lines'

const line = objectModel({
  kind: 'object',
  key: 'line',
  label: '明细',
  fields: [
    { key: 'product', type: 'lookup', label: '产品', target: 'product' },
    { key: 'quote', type: 'lookup', label: '报价', target: 'quote' },
    { key: 'quantity', type: 'number', label: '数量' },
    { key: 'amount', type: 'formula', label: '金额', formula: 'quantity * 2' },
  ],
})
const objects = new Map([['line', line]])
const field = (more: object = {}) => ({ key: 'lines', type: 'details', label: '明细', relation: 'line.quote', ...more })

const stored = [
  { id: 'a', version: 3, product: { id: 'p', title: '泵' }, quantity: 2, amount: 4 },
  { id: 'b', version: 1, product: null, quantity: 1, amount: 2 },
]
const written = (value: unknown) => writtenLines(value, stored, line, 'quote')

describe('the lines of a field', () => {
  test('show all fields of the child but the way back, or the chosen ones in their order', () => {
    expect(linesOf(objects, field())?.columns.map(({ key }) => key)).toEqual(['product', 'quantity', 'amount'])
    expect(linesOf(objects, field({ columns: ['amount', 'gone', 'product'] }))?.columns.map(({ key }) => key)).toEqual([
      'amount',
      'product',
    ])
    expect(linesOf(new Map(), field())).toBeUndefined()
  })

  test('are sent by their ids where nobody touched them, with version and what changed where somebody did', () => {
    expect(written([{ ...stored[0], quantity: 5, amount: 10 }, stored[1]])).toEqual([
      { id: 'a', version: 3, quantity: 5 },
      { id: 'b' },
    ])
  })

  test('are sent without what is computed or leads back, new ones with what was filled in', () => {
    const fresh = { quote: 'q', product: { id: 'p', title: '泵' }, quantity: '', amount: 0 }
    expect(written([stored[0], fresh])).toEqual([{ id: 'a' }, { product: 'p', quantity: null }])
  })

  test('are the same only in the same order, with nothing changed', () => {
    expect(sameLines([...stored], stored, line, 'quote')).toBe(true)
    expect(sameLines([...stored].reverse(), stored, line, 'quote')).toBe(false)
    expect(sameLines([stored[0]], stored, line, 'quote')).toBe(false)
    expect(sameLines([...stored, {}], stored, line, 'quote')).toBe(false)
    expect(sameLines(null, [], line, 'quote')).toBe(true)
  })
})

describe('a roll-up over lines that are being filled in', () => {
  const over = (more: object) => ({ key: 'x', type: 'rollup', label: 'x', ...more })
  const values = [{ n: 0.1, on: '2026-01-02' }, { n: 0.2 }, { n: null, on: '2025-12-31' }]

  test.each([
    [{ function: 'sum', field: 'n' }, 0.3],
    [{ function: 'count' }, 3],
    [{ function: 'avg', field: 'n', decimals: 2 }, 0.15],
    [{ function: 'min', field: 'on' }, '2025-12-31'],
    [{ function: 'max', field: 'n' }, 0.2],
    [{ function: 'countDistinct', field: 'n' }, 2],
    [{ function: 'max', field: 'gone' }, null],
    [{ function: 'sum', field: 'gone' }, 0],
    [{ function: 'sum', field: 'n', filter: 'n > 0.1' }, undefined],
  ])('%j gives %j', (document, result) => {
    expect(lineRollup(over(document), values)).toBe(result)
  })

  test('adds as the server does, not as binary fractions do', () => {
    expect(sumOf([1200.5, 0.1, 0.2, -0.3])).toBe(1200.5)
    expect(lineRollup(over({ function: 'sum', field: 'n', decimals: 2 }), [{ n: 1.005 }])).toBe(1.01)
  })
})
