import { describe, expect, test } from '@jest/globals'
import { physicalName, quoteIdentifier } from './identifiers.js'
import { join, raw, slot, toNamedStatement, toStatement } from './statement.js'
import { isUuid, uuid7 } from './uuid7.js'

describe('physical names', () => {
  test('are readable, short and never one that is taken', () => {
    const first = physicalName('opportunity', 'x1', () => false)
    const second = physicalName('opportunity', 'x1', (name) => name === first)

    expect(first).toMatch(/^opportunity_[a-z2-7]{8}$/)
    expect(second).toMatch(/^opportunity_[a-z2-7]{10}$/)
    expect(Buffer.byteLength(physicalName('a'.repeat(200), 'x', (name) => name.length < 62))).toBeLessThanOrEqual(63)
  })

  test('keep nothing of a key that SQL could read', () => {
    expect(physicalName('a"; DROP TABLE x; --', 'x1', () => false)).toMatch(/^[a-z0-9_]+$/)
    expect(quoteIdentifier('a"b')).toBe('"a""b"')
  })
})

describe('statements', () => {
  test('number their placeholders in the order of the bindings, and keep the ? operator', () => {
    const fragment = join(['SELECT ', raw('?::int', [1]), ' WHERE a \\? b AND c = ', raw('?', [slot('id') as never])])

    expect(toStatement(fragment)).toEqual({
      text: 'SELECT $1::int WHERE a ? b AND c = $2',
      bindings: [1, { slot: 'id' }],
    })
  })

  test('with a binding too few are a bug that shows at once', () => {
    expect(() => toStatement(raw('? = ?', [1]))).toThrow('2 marks, 1 bindings')
  })

  test('have a name only when asked for, the same for the same text', () => {
    const [a, b] = [toNamedStatement(raw('SELECT 1')), toNamedStatement(raw('SELECT 1'))]

    expect(a.name).toBe(b.name)
    expect(toNamedStatement(raw('SELECT 2')).name).not.toBe(a.name)
    expect(toStatement(raw('SELECT 1')).name).toBeUndefined()
  })
})

test('ids of one process grow, also within a millisecond and when the clock stands still', () => {
  const ids = Array.from({ length: 10_000 }, () => uuid7(1_700_000_000_000))

  expect(ids.every(isUuid)).toBe(true)
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})
