import { describe, expect, test } from '@jest/globals'
import { departments, people, scope } from '../agreement/world.testing.js'
import { compile } from '../compile.js'
import type { Expression } from '../types/expression.js'
import type { Environment, WireValue } from '../types/runtime-value.js'
import { evaluate } from './evaluate.js'

const values: Readonly<Record<string, WireValue>> = {
  'current n1': 10,
  'old n1': 7,
  'current t1': '客户 😀',
  'current o1': 'won',
  'current owner': { id: people[0] },
  'current lo': ['new', 'won'],
  'current dt1': '2026-01-31T16:30:00.000Z',
  'current d1': '2026-01-31',
  'current tm1': '09:05:00',
  'current customer.n1': 3,
  'me department': departments[0],
  'current r1': departments[2],
}

const environment: Environment = {
  get: (path, version) => values[`${version} ${path.map((step) => step.key).join('.')}`],
  title: () => '标题',
  isUnder: (_object, id, ancestor) => id >= ancestor,
  me: people[0],
  now: Date.parse('2026-02-01T00:00:00Z'),
  today: '2026-02-01',
  timeZone: 'Asia/Shanghai',
  calendar: { weekend: [6, 7], holidays: [], workdays: [] },
}

function valueOf(text: string, env: Environment = environment): WireValue {
  const { expression, problems } = compile(text, scope)
  expect(problems).toEqual([])
  return evaluate(expression as Expression)(env)
}

describe('evaluate', () => {
  test.each<[string, WireValue]>([
    ['n1 * 2 - old.n1', 13],
    ['CHANGED(n1) and not CHANGED(t2)', true],
    ['customer.n1 + 1', 4],
    ['o1', 'won'],
    ['o1 & "/" & d1 & "/" & dt1 & "/" & tm1', 'won/2026-01-31/2026-02-01 00:30/09:05'],
    ['owner = me', true],
    ['owner', people[0]],
    ['TITLE(owner) & t1', '标题客户 😀'],
    ['r1 under me.department', true],
    ['me.department under r1', false],
    ['lo', ['new', 'won']],
    ['o1 in lo and "new" in lo and "lost" not in lo', true],
    ['dt1', '2026-01-31T16:30:00.000Z'],
    ['dt1 - "2026-01-31T16:00:00Z"', 1_800_000],
    ['d1 + 1.5', '2026-02-01'],
    ['d1 - 0.5', '2026-01-30'],
    ['d1 - "2025-01-31"', 365],
    ['d1 + 4000000', null],
    ['(dt1 - "2026-01-31T16:00:00Z") / (dt1 - "2026-01-31T15:30:00Z")', 0.5],
  ])('%s gives %j', (text, gives) => {
    expect(valueOf(text)).toEqual(gives)
  })

  test('values that do not fit their type read blank instead of throwing', () => {
    const broken: Environment = { ...environment, get: () => ({ id: 'x' }) }

    expect(['n1 + 1', 't1', 'o1', 'd1', 'dt1', 'lo', 'tm1'].map((text) => valueOf(text, broken))).toEqual(
      Array(7).fill(null),
    )
    expect(valueOf('owner', broken)).toBe('x')
  })

  test('without an acting person nobody owns nothing', () => {
    const nobody: Environment = { ...environment, me: null, get: () => null }

    expect(valueOf('owner = me', nobody)).toBe(false)
    expect(valueOf('owner <> me', nobody)).toBe(true)
    expect(valueOf('me = blank', nobody)).toBe(true)
  })
})
