import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { scope, worldPaths } from './agreement/world.testing.js'
import { compile } from './compile.js'
import { evaluate } from './evaluate/evaluate.js'
import { functions } from './functions/index.gen.js'
import { fromStored } from './stored/from-stored.js'
import { storedReferences } from './stored/stored-references.js'
import { toStored } from './stored/to-stored.js'
import type { Environment } from './types/runtime-value.js'

/** Texts that are nearly formulas: pieces of the language in any order. */
const pieces = [
  ...[
    '+',
    '-',
    '*',
    '/',
    '^',
    '&',
    '=',
    '<>',
    '<',
    '>=',
    '(',
    ')',
    '[',
    ']',
    ',',
    '.',
    ' ',
    '"',
    "'",
    '@',
    '#',
    '{',
    '}',
    '\n',
  ],
  ...[
    ' and ',
    ' or ',
    ' not ',
    ' in ',
    ' not in ',
    ' under ',
    'true',
    'blank',
    'me',
    'old.',
    '1',
    '0.5',
    '1e400',
    '""',
    '"a"',
    '"new"',
  ],
  ...['@{deal.n1}', '@"deal.o1/new"', '#deleted(x)', '；', '😀', '"2026-02-30"', '中文'],
  ...worldPaths.slice(0, 30).map(({ text }) => text),
  ...functions.map(({ name }) => `${name}(`),
]
const nearly = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(''))
const anyText = fc.oneof({ weight: 4, arbitrary: nearly }, fc.string({ unit: 'binary' }), fc.string())
const seed = 20_261

const environment: Environment = {
  get: () => null,
  title: () => null,
  isUnder: () => false,
  me: null,
  now: 0,
  today: '2026-01-01',
  timeZone: 'UTC',
  calendar: { weekend: [], holidays: [], workdays: [] },
}

test(`any text either compiles and runs, or has problems within the text; nothing throws (seed ${seed})`, () => {
  let compiled = 0
  const property = fc.property(anyText, (text) => {
    const { expression, problems } = compile(text, scope)
    expect(expression !== undefined || problems.length > 0).toBe(true)
    for (const { span } of problems) {
      expect(span.start).toBeGreaterThanOrEqual(0)
      expect(span.end).toBeGreaterThanOrEqual(span.start)
      expect(span.end).toBeLessThanOrEqual(text.length)
    }
    if (expression === undefined) return
    compiled += 1
    evaluate(expression)(environment)
  })
  fc.assert(property, { seed, numRuns: 4_000 })

  expect(compiled).toBeGreaterThan(50)
})

test(`what compiles comes back from the stored form as it was written (seed ${seed})`, () => {
  const names = {
    field: (id: string) => ({ key: id.split('.')[1] as string }),
    object: (id: string) => ({ key: id }),
    option: (_field: string, option: string) => ({ key: option.replace('_k2', '') }),
  }
  const property = fc.property(nearly, (text) => {
    const { stored } = toStored(text, scope)
    if (stored === undefined || /@|'/.test(text)) return
    expect(fromStored(stored, names)).toBe(text)
    expect(compile(stored, scope).problems).toEqual([])
    expect(compile(stored, scope).expression?.type).toEqual(compile(text, scope).expression?.type)
    storedReferences(stored)
  })
  fc.assert(property, { seed, numRuns: 2_000 })
})
