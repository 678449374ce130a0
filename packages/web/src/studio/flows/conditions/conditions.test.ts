import { describe, expect, test } from '@jest/globals'
import { compile } from '@tessera/formula'
import fc from 'fast-check'
import { formulaScope } from '@/formula/scope'
import { deviceWorld } from '../flow-world.testing'
import { isComplete, operatorsOf, type ConditionRow, type ConditionValue } from './condition-rows'
import { readConditions } from './read-conditions'
import { writeConditions } from './write-conditions'

// Another seed is another day's work: what fails must fail again.
fc.configureGlobal({ seed: 20_261_130 })

const scope = formulaScope(deviceWorld.objects, 'device', { me: true, old: true })
const read = (text: string) => readConditions(text, scope)

describe('conditions as rows', () => {
  test.each<[string, readonly ConditionRow[]]>([
    ['status = "broken"', [{ path: 'status', operator: '=', value: { kind: 'fixed', value: 'broken' } }]],
    [
      'status in ["broken", "normal"]',
      [{ path: 'status', operator: 'in', value: { kind: 'some', values: ['broken', 'normal'] } }],
    ],
    ['status not in ["broken"]', [{ path: 'status', operator: 'notIn', value: { kind: 'some', values: ['broken'] } }]],
    ['price >= 100.5', [{ path: 'price', operator: '>=', value: { kind: 'fixed', value: 100.5 } }]],
    ['price > -3', [{ path: 'price', operator: '>', value: { kind: 'fixed', value: -3 } }]],
    ['checkOn = TODAY() + 3', [{ path: 'checkOn', operator: '=', value: { kind: 'today', days: 3 } }]],
    ['checkOn < TODAY()', [{ path: 'checkOn', operator: '<', value: { kind: 'today', days: 0 } }]],
    ['checkOn >= "2026-01-31"', [{ path: 'checkOn', operator: '>=', value: { kind: 'fixed', value: '2026-01-31' } }]],
    ['isRented', [{ path: 'isRented', operator: '=', value: { kind: 'fixed', value: true } }]],
    ['not isRented', [{ path: 'isRented', operator: '=', value: { kind: 'fixed', value: false } }]],
    ['isRented = false', [{ path: 'isRented', operator: '=', value: { kind: 'fixed', value: false } }]],
    ['keeper = me', [{ path: 'keeper', operator: '=', value: { kind: 'me' } }]],
    ['keeper = blank', [{ path: 'keeper', operator: 'blank' }]],
    ['keeper.name <> blank', [{ path: 'keeper.name', operator: 'filled' }]],
    ['CHANGED(status)', [{ path: 'status', operator: 'changed' }]],
    ['HAS(tags, "hot")', [{ path: 'tags', operator: 'has', value: { kind: 'fixed', value: 'hot' } }]],
    ['CONTAINS(name, "泵")', [{ path: 'name', operator: 'contains', value: { kind: 'fixed', value: '泵' } }]],
  ])('%s', (text, rows) => {
    expect(read(text)).toEqual({ join: 'and', rows })
  })

  test('several rows are joined by one word', () => {
    expect(read('status = "broken" and price > 3')?.rows).toHaveLength(2)
    expect(read('status = "broken" or price > 3')?.join).toBe('or')
    expect(read('  ')).toEqual({ join: 'and', rows: [] })
  })

  test.each([
    'price * 2 > 10',
    'status = "broken" and (price > 3 or price < 1)',
    'old.status = "broken"',
    'price > old.price',
    'status = ',
    'gone = 3',
    'not (price > 3)',
    'LEN(name) > 3',
  ])('what rows cannot say is left to the formula: %s', (text) => {
    expect(read(text)).toBeUndefined()
  })

  test('rows that wait for their value are not written', () => {
    const rows: readonly ConditionRow[] = [
      { path: 'status', operator: '=' },
      { path: 'price', operator: '>', value: { kind: 'fixed', value: 3 } },
    ]

    expect(rows.map(isComplete)).toEqual([false, true])
    expect(writeConditions({ join: 'and', rows })).toBe('price > 3')
    expect(writeConditions({ join: 'and', rows: [] })).toBeUndefined()
  })

  test('a value before the change is only offered where there is one', () => {
    expect(operatorsOf('select', true)).toContain('changed')
    expect(operatorsOf('select', false)).not.toContain('changed')
    expect(operatorsOf('email', false)[0]).toBe('=')
  })

  test('what is written is read back as it was, and the language accepts it', () => {
    const fixed = (value: fc.Arbitrary<string | number | boolean>): fc.Arbitrary<ConditionValue> =>
      value.map((one) => ({ kind: 'fixed', value: one }))
    const word = fc.string({ unit: fc.constantFrom('a', '泵', '"', "'", ' ', '\\', '%'), minLength: 1, maxLength: 6 })
    const day: fc.Arbitrary<ConditionValue> = fc
      .integer({ min: -400, max: 400 })
      .map((days) => ({ kind: 'today', days }))
    const valueOf: Readonly<Record<string, fc.Arbitrary<ConditionValue>>> = {
      name: fixed(word.filter((text) => text.trim() !== '')),
      status: fixed(fc.constantFrom('normal', 'broken')),
      tags: fixed(fc.constant('hot')),
      price: fixed(fc.integer({ min: -1_000_000, max: 1_000_000 })),
      checkOn: fc.oneof(day, fixed(fc.constant('2026-02-28'))),
      isRented: fixed(fc.boolean()),
      keeper: fc.constant<ConditionValue>({ kind: 'me' }),
    }
    const row: fc.Arbitrary<ConditionRow> = fc.constantFrom(...Object.keys(valueOf)).chain((path) =>
      fc
        .constantFrom(...operatorsOf(deviceWorld.objects.get('device')?.fieldsByKey.get(path)?.type ?? '', true))
        .chain((operator) => {
          if (operator === 'blank' || operator === 'filled' || operator === 'changed')
            return fc.constant<ConditionRow>({ path, operator })
          const some = fc.uniqueArray(fc.constantFrom('normal', 'broken'), { minLength: 1 })
          const value =
            operator === 'in' || operator === 'notIn'
              ? some.map((values): ConditionValue => ({ kind: 'some', values }))
              : (valueOf[path] as fc.Arbitrary<ConditionValue>)
          return value.map((one): ConditionRow => ({ path, operator, value: one }))
        }),
    )
    fc.assert(
      fc.property(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(row, { minLength: 2, maxLength: 5 }),
        (join, rows) => {
          const text = writeConditions({ join, rows }) ?? ''
          expect(compile(text, scope, { type: 'boolean' }).problems).toEqual([])
          expect(readConditions(text, scope)).toEqual({ join, rows })
        },
      ),
    )
  })
})
