import { describe, expect, test } from '@jest/globals'
import { functions } from '@tessera/formula'
import fc from 'fast-check'
import { formulaProposals } from './formula-completions'
import { world } from './world.testing'

// Another seed is another day's work: what fails must fail again.
fc.configureGlobal({ seed: 20_261_130 })

/** Proposals at the `|` of a text. */
function at(marked: string, asked = false, given = world): readonly string[] {
  const position = marked.indexOf('|')
  const text = marked.replace('|', '')
  return formulaProposals(text, position, given, 'zh-CN', asked)?.list.map((one) => one.text) ?? []
}

describe('what is proposed while a formula is written', () => {
  test('a field is found by its key, its Chinese label and its English label', () => {
    expect(at('amo|')[0]).toBe('amount')
    expect(at('金|')[0]).toBe('amount')
    expect(at('1 + Cust|')[0]).toBe('customer')
  })

  test('what is written is the key, what is read is the label', () => {
    const [first] = formulaProposals('金额', 2, world, 'zh-CN', false)?.list ?? []

    expect(first).toMatchObject({ text: 'amount', title: '金额', detail: 'amount', type: 'currency', kind: 'field' })
  })

  test('after a lookup and a dot stand the fields of the other object', () => {
    expect(at('customer.|')).toEqual(expect.arrayContaining(['name', 'level', 'owner']))
    expect(at('customer.等|')).toEqual(['level'])
    expect(at('me.|')).toEqual(expect.arrayContaining(['department']))
    expect(at('old.st|')[0]).toBe('stage')
    expect(at('amount.|')).toEqual([])
  })

  test('a field that may point to several modules is told which, and goes on from there', () => {
    expect(at('AS(related, |')).toEqual(expect.arrayContaining(['customer', 'user']))
    expect(at('AS(related, 客|')[0]).toBe('customer')
    expect(at('AS(related, customer).|')).toEqual(expect.arrayContaining(['name', 'level']))
    expect(at('1 + as(related, user).dep|')).toEqual(['department'])
    expect(at('AS(related, customer).level = |')).toEqual(['"vip"', '"plain"'])
    expect(at('related.|')).toEqual([])
  })

  test('beside a select stand its options, in quotes or inside those that are there', () => {
    expect(at('stage = |')).toEqual(['"quote"', '"won"'])
    expect(at('stage = "|')).toEqual(['quote"', 'won"'])
    expect(at("stage <> '报|")).toEqual(["quote'"])
    expect(at('stage in ["quote", "|')).toEqual(['quote"', 'won"'])
    expect(at('stage not in [|')).toEqual(['"quote"', '"won"'])
    expect(at('customer.level = "重|')).toEqual(['vip"'])
    expect(at('HAS(tags, "|')).toEqual(['hot"'])
    expect(at('SWITCH(stage, |')).toEqual(['"quote"', '"won"'])
    expect(at('IF(stage = "won", "|')).toEqual([])
  })

  test('beside a yes/no field stand yes and no, beside a person `me`', () => {
    expect(at('isUrgent = |')).toEqual(['true', 'false'])
    expect(at('owner = |')).toEqual(['me'])
    expect(at('owner = |', false, { ...world, allow: { me: false, old: false } })).toEqual([])
  })

  test('functions come with their help, and the cursor goes into the brackets', () => {
    const round = formulaProposals('rou', 3, world, 'en', false)?.list.find((one) => one.title === 'ROUND')
    const today = formulaProposals('toda', 4, world, 'en', false)?.list[0]

    expect(round).toMatchObject({ text: 'ROUND()', back: 1, detail: '(number, number?)', kind: 'function' })
    expect(round?.help).toMatch(/^Rounds/)
    expect(today).toMatchObject({ text: 'TODAY()', back: 0 })
    expect(at('四舍|')).toContain('ROUND()')
  })

  test('`me`, `old` and CHANGED are offered only where they may be used', () => {
    const plain = { ...world, allow: { me: false, old: false } }

    expect(at('me|')).toContain('me')
    expect(at('me|', false, plain)).not.toContain('me')
    expect(at('old|')).toContain('old')
    expect(at('old|', false, plain)).not.toContain('old')
    expect(at('CHAN|')).toContain('CHANGED()')
    expect(at('CHAN|', false, plain)).not.toContain('CHANGED()')
  })

  test('nothing opens by itself between words, everything when it is asked for', () => {
    expect(at('amount > |')).toEqual([])
    expect(at('|', true).slice(0, 3)).toEqual(['name', 'amount', 'customer'])
    expect(at('|', true).length).toBeGreaterThan(20)
    expect(at('amount |', true)).toEqual(['and', 'or', 'in'])
  })

  test('no text and no cursor make it fail, and it never proposes to replace what lies behind the cursor', () => {
    const piece = fc.constantFrom(
      'stage',
      '=',
      '"',
      '(',
      '[',
      ',',
      'in',
      '.',
      'customer',
      'me',
      '金额',
      ' ',
      '“',
      '1',
      'HAS',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(), fc.boolean(), (pieces, n, asked) => {
        const text = pieces.join('')
        const position = n % (text.length + 1)
        const found = formulaProposals(text, position, world, 'zh-CN', asked)
        expect(found === undefined || (found.from <= position && found.list.length > 0)).toBe(true)
      }),
    )
  })

  test('every function is found by its name', () => {
    for (const { name } of functions) expect(at(`${name}|`)).toContain(`${name}()`)
  })
})
