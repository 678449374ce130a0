import { describe, expect, test } from '@jest/globals'
import { checkFormula } from './check-formula'
import { fullWidthRepair } from './full-width-repair'
import { neededPaths } from './needed-paths'
import { tokenPieces } from './token-pieces'
import { objects, world } from './world.testing'

const condition = { type: 'boolean', maxClass: undefined } as const
const check = (text: string) => checkFormula(text, world, condition, 'zh-CN')

describe('a formula under the eyes of its writer', () => {
  test('is said in plain words when it is right', () => {
    expect(check('amount >= 10000 and customer.level = "vip"')).toMatchObject({
      problems: [],
      words: '金额不小于 10000，并且客户的等级等于 重点',
    })
  })

  test('is marked under the very token that is wrong, with what would repair it', () => {
    const [problem] = check('amout > 1').problems

    expect(problem).toMatchObject({ code: 'formula.unknown_name', span: { start: 0, end: 5 }, fix: 'amount' })
  })

  test('a label written in place of a key is repaired to the key', () => {
    expect(check('金额 > 1').problems[0]).toMatchObject({ span: { start: 0, end: 2 }, fix: 'amount' })
    expect(check('customer.等级 = "vip"').problems[0]).toMatchObject({ fix: 'level' })
  })

  test('an option by its label is repaired to its key, quotes and all', () => {
    expect(check('stage = "赢单"').problems[0]).toMatchObject({ span: { start: 8, end: 12 }, fix: '"won"' })
  })

  test('must give what its place wants', () => {
    expect(check('amount').problems[0]).toMatchObject({ code: 'formula.wrong_result' })
  })

  test('reads what its formula fields read, and nothing that is not published', () => {
    const { expression } = checkFormula('net > 1 and customer.level = "vip" and owner = me', world, condition, 'en')
    if (expression === undefined) throw new Error('does not compile')
    const withoutLevel = new Map(objects)
    withoutLevel.delete('customer')

    expect(neededPaths(expression, objects, objects)).toEqual({
      record: ['amount', 'customer.level', 'owner'],
      me: [],
      narrowed: [],
      trees: [],
    })
    expect(neededPaths(expression, objects, withoutLevel).record).toEqual(['amount', 'owner'])
  })
})

describe('colours', () => {
  test('a function is told from a field by its bracket', () => {
    expect(tokenPieces('SUM(amount) and x').map(({ kind }) => kind)).toEqual([
      'function',
      'symbol',
      'name',
      'symbol',
      'keyword',
      'name',
    ])
  })

  test('`and` before a bracket is an operator where a value stands before it', () => {
    expect(tokenPieces('a and (b)')[1]?.kind).toBe('keyword')
    expect(tokenPieces('AND(a, b)')[0]?.kind).toBe('function')
  })

  test('go on behind a character that cannot be read, and to the end of an open text', () => {
    expect(tokenPieces('a ; b')).toEqual([
      { from: 0, to: 1, kind: 'name' },
      { from: 4, to: 5, kind: 'name' },
    ])
    expect(tokenPieces('a = "b c')).toContainEqual({ from: 4, to: 8, kind: 'text' })
  })
})

describe('full-width punctuation of a Chinese keyboard', () => {
  const repaired = (text: string): string => {
    const repair = fullWidthRepair(text)
    return repair === undefined ? text : repaired(text.slice(0, repair.from) + repair.insert + text.slice(repair.to))
  }

  test('becomes what the language wants, outside of texts', () => {
    expect(repaired('IF（金额＞1，“大”，“小”）')).toBe('IF(金额>1,"大","小")')
    expect(repaired('"（保留）" & a')).toBe('"（保留）" & a')
    expect(repaired('a ≥ 1')).toBe('a >= 1')
  })
})
