import { describe, expect, test } from '@jest/globals'
import { scope } from '../agreement/world.testing.js'
import { compile } from '../compile.js'
import { fromStored } from './from-stored.js'
import type { StoredNames } from './from-stored.js'
import { storedReferences } from './stored-references.js'
import { toStored } from './to-stored.js'

const names: StoredNames = {
  field: (id) => (id.startsWith('deal.gone') ? { deleted: 'Gone (old)' } : { key: id.split('.')[1] as string }),
  object: (id) => ({ key: id }),
  option: (_field, option) => (option === 'gone' ? { deleted: 'Gone' } : { key: option === 'won_k2' ? 'won' : option }),
}

describe('the stored form', () => {
  test.each([
    ['n1 + 1', '@{deal.n1} + 1'],
    ['customer . owner.n1>2', '@{deal.customer} . @{customer.owner}.@{user.n1}>2'],
    ['old.o1 = "won" and  CHANGED( o1 )', 'old.@{deal.o1} = @"deal.o1/won_k2" and  CHANGED( @{deal.o1} )'],
    ['o1 in ["new", "won"]', '@{deal.o1} in [@"deal.o1/new", @"deal.o1/won_k2"]'],
    ['(("won")) = o1', '((@"deal.o1/won_k2")) = @{deal.o1}'],
    ['t1 = "n1 won"', '@{deal.t1} = "n1 won"'],
    ['me.department = (r1)', 'me.@{user.department} = (@{deal.r1})'],
    ['IF(b1, "new", "won") = o1', 'IF(@{deal.b1}, @"deal.o1/new", @"deal.o1/won_k2") = @{deal.o1}'],
    ['AS(related, user).n1 > 2', 'AS(@{deal.related}, @{object:user}).@{user.n1} > 2'],
    ['as( old.related ,department) = r1', 'as( old.@{deal.related} ,@{object:department}) = @{deal.r1}'],
    ['"won" in lo', '@"deal.o1/won_k2" in @{deal.lo}'],
  ])('%s is stored as %s and comes back as it was written', (text, stored) => {
    expect(toStored(text, scope)).toEqual({ stored, problems: [] })
    expect(fromStored(stored, names)).toBe(text)
    expect(compile(stored, scope).problems).toEqual([])
    expect(toStored(stored, scope).stored).toBe(stored)
  })

  test('an option default is stored by id when the wanted type says so', () => {
    const type = scope.field('deal', { key: 'o1' })?.type as never

    expect(toStored('"won"', scope, { type }).stored).toBe('@"deal.o1/won_k2"')
    expect(compile('@"deal.o1/won_k2"', scope, { type }).problems).toEqual([])
  })

  test('a formula with a problem has no stored form', () => {
    const { stored, problems } = toStored('nope = 1', scope)

    expect(stored).toBeUndefined()
    expect(problems).toHaveLength(1)
  })

  test('what is gone prints as deleted', () => {
    expect(fromStored('@{deal.gone1} = 1 or @{deal.o1} = @"deal.o1/gone"', names)).toBe(
      '#deleted(Gone  old ) = 1 or o1 = #deleted(Gone)',
    )
  })

  test('references are read without a scope, each once, and never from texts', () => {
    expect(storedReferences('@{a}.@{b} + AS(@{a}, @{object:o}) & "@{c}" = @"b/x" or @{b} = @"b/x"')).toEqual({
      fields: ['a', 'b'],
      objects: ['o'],
      options: [{ field: 'b', option: 'x' }],
    })
  })
})
