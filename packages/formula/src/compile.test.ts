import { describe, expect, test } from '@jest/globals'
import { readCases } from './cases/read-cases.testing.js'
import { scope } from './agreement/world.testing.js'
import { compile } from './compile.js'
import type { Scope } from './types/scope.js'

function codesOf(text: string, given: Scope = scope, want: Parameters<typeof compile>[2] = {}): readonly string[] {
  return compile(text, given, want).problems.map((problem) => problem.code)
}

describe('compile', () => {
  const problemCases = readCases<[string, string, string, string?]>('problems').map(
    ([a, b, c, d = '']) => [a, b, c, d] as const,
  )

  test.each(problemCases)('%j is %s at %j', (text, code, place, hint) => {
    const { problems } = compile(text, scope)

    expect(problems.map((problem) => problem.code)).toEqual([code])
    const [first] = problems
    expect(text.slice(first?.span.start, first?.span.end)).toBe(place)
    expect(first?.message['zh-CN']).toMatch(/[。！？]$/)
    expect(first?.message.en).toMatch(/[.!?]$/)
    expect(`${first?.hint?.en}`).toContain(hint)
  })

  test.each(readCases<[string, string, string]>('types'))('%j is a %s of class %s', (text, kind, wanted) => {
    const { expression, problems } = compile(text, scope)

    expect(problems).toEqual([])
    expect(expression).toMatchObject({ type: { kind }, class: wanted })
  })

  test('several mistakes are reported together, each once', () => {
    expect(codesOf('nope + 1 > 2 and LEM(t1) = 3 and t1 = 4')).toEqual([
      'formula.unknown_name',
      'formula.unknown_function',
      'formula.operand_type',
    ])
  })

  test('what lies behind many records is a list of single values', () => {
    const many: Scope = {
      ...scope,
      field: (object, name) => {
        const key = 'key' in name ? name.key : name.id
        if (key !== 'friends') return scope.field(object, name)
        const type = { kind: 'list', of: { kind: 'record', object: scope.root } } as const
        return { id: key, key, type, class: 'record' }
      },
    }

    expect(compile('friends.n1', many).expression).toMatchObject({
      type: { kind: 'list', of: { kind: 'number' } },
      class: 'related',
    })
    expect(codesOf('SUM(friends.customer.n1) + COUNT(friends)', many)).toEqual([])
    expect(codesOf('friends.friends', many)).toEqual(['formula.list_of_lists'])
    expect(codesOf('friends.friends.n1', many)).toEqual(['formula.list_of_lists'])
    expect(codesOf('friends.lt', many)).toEqual(['formula.list_of_lists'])
    expect(codesOf('lt.n1', many)).toEqual(['formula.not_a_lookup'])
  })

  test('`me` is refused where the result must be the same for everybody', () => {
    expect(codesOf('owner = me', { ...scope, allowMe: false })).toEqual(['formula.actor_dependent'])
  })

  test('`old` and CHANGED are refused where there is no change', () => {
    const given = { ...scope, allowOld: false }

    expect(codesOf('old.n1 > 1', given)).toEqual(['formula.old_not_allowed'])
    expect(codesOf('CHANGED(n1)', given)).toEqual(['formula.old_not_allowed'])
  })

  test.each([
    ['customer.n1', 'record', 'formula.not_own_record'],
    ['d1 < TODAY()', 'related', 'formula.volatile'],
    ['dt1 < NOW()', 'day', 'formula.volatile'],
    ['owner = me', 'now', 'formula.actor_dependent'],
  ] as const)('%s is refused where at most %s is allowed', (text, maxClass, code) => {
    expect(codesOf(text, scope, { maxClass })).toEqual([code])
  })

  test('the class problem points at the part that is too wide', () => {
    const [problem] = compile('n1 > 1 and d1 < TODAY()', scope, { maxClass: 'related' }).problems

    expect(problem?.span).toEqual({ start: 16, end: 23 })
  })

  test('a class of a formula field counts', () => {
    const given: Scope = {
      ...scope,
      field: (object, name) => {
        const field = scope.field(object, name)
        return field && { ...field, class: 'day' }
      },
    }

    expect(codesOf('n1 > 1', given, { maxClass: 'related' })).toEqual(['formula.volatile'])
  })

  test('the wanted type is checked and text literals are read as it', () => {
    const stage = scope.field('deal', { key: 'o1' })?.type

    expect(codesOf('n1', scope, { type: 'boolean' })).toEqual(['formula.wrong_result'])
    expect(codesOf('"2026-01-31"', scope, { type: 'date' })).toEqual([])
    expect(codesOf('"2026-02-31"', scope, { type: 'date' })).toEqual(['formula.bad_literal'])
    expect(compile('IF(b1, "won", "new")', scope, { type: stage as never }).expression?.options).toEqual(
      new Set(['deal.o1/won_k2', 'deal.o1/new']),
    )
    expect(codesOf('"nope"', scope, { type: stage as never })).toEqual(['formula.unknown_option'])
    expect(codesOf('blank', scope, { type: 'number' })).toEqual([])
  })

  test('an expression lists what it depends on', () => {
    const { expression } = compile('old.n1 + n1 > customer.owner.n1 and me.department = r1 and o1 = "won"', scope)

    expect(expression?.paths.map((path) => path.map((step) => step.key).join('.'))).toEqual([
      'n1',
      'customer.owner.n1',
      'r1',
      'o1',
    ])
    expect(expression?.mePaths.map((path) => path.map((step) => step.key).join('.'))).toEqual(['department'])
    expect([...(expression?.fieldIds ?? [])]).toEqual([
      'deal.n1',
      'deal.customer',
      'customer.owner',
      'user.n1',
      'user.department',
      'deal.r1',
      'deal.o1',
    ])
    expect([...(expression?.options ?? [])]).toEqual(['deal.o1/won_k2'])
    expect(expression).toMatchObject({ usesOld: true, usesMe: true })
  })

  test('what was deleted reads blank in an installed formula and still blocks a new one', () => {
    const given: Scope = {
      ...scope,
      field: (object, name) => {
        const field = scope.field(object, name)
        return field?.key === 'n1' ? { ...field, deleted: true } : field
      },
    }
    const { expression, problems } = compile('@{deal.n1} + 1 > 0', given)

    expect(problems.map((problem) => problem.code)).toEqual(['formula.deleted_reference'])
    expect(expression?.type.kind).toBe('boolean')
    expect(expression?.paths).toEqual([])
  })
})
