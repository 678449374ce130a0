import type { RoleDocument } from '@tessera/metadata'
import { describe, expect, test } from '@jest/globals'
import {
  grantRows,
  hiddenFields,
  levelOf,
  withAction,
  withCapability,
  withField,
  withFurther,
  withoutGrant,
  withRows,
  withScope,
} from './role-edits'

const blank = { kind: 'role', key: 'sales', label: '销售' } as RoleDocument
const rowOf = (role: RoleDocument, n = 0) => grantRows(role, ['deal'])[n] as ReturnType<typeof grantRows>[number]

describe('the matrix of a role', () => {
  test('has a row for every object, and one for every further pair of rows and fields', () => {
    const role = withFurther(withAction(blank, rowOf(blank), 'change', true), 'deal')

    expect(grantRows(role, ['deal', 'visit']).map(({ object, at, n, isLast }) => [object, at, n, isLast])).toEqual([
      ['deal', 0, 1, false],
      ['deal', 1, 2, true],
      ['visit', undefined, 1, true],
    ])
  })

  test('lets whoever changes records see them, and takes everything with the right to see', () => {
    const changes = withAction(blank, rowOf(blank), 'change', true)
    expect(changes.grants).toEqual([{ object: 'deal', actions: ['read', 'change'], scope: 'own' }])
    expect(withAction(changes, rowOf(changes), 'change', false).grants?.[0]?.actions).toEqual(['read'])
    expect(withAction(changes, rowOf(changes), 'read', false).grants).toEqual([])
    expect(withAction(blank, rowOf(blank), 'read', false)).toBe(blank)
  })

  test('keeps what else a grant says when one thing changes', () => {
    const role = withRows(withScope(withAction(blank, rowOf(blank), 'read', true), 0, 'subordinates'), 0, 'amount > 1')
    const hidden = withField(role, 0, 'cost', 'none')

    expect(hidden.grants).toEqual([
      {
        object: 'deal',
        actions: ['read'],
        scope: 'subordinates',
        rows: 'amount > 1',
        fields: [{ field: 'cost', access: 'none' }],
      },
    ])
    expect(levelOf(hidden.grants?.[0] as never, 'cost')).toBe('none')
    expect(withField(withField(hidden, 0, 'cost', 'read'), 0, 'cost', undefined)).toEqual(role)
    expect(withRows(role, 0, undefined).grants?.[0]).not.toHaveProperty('rows')
    expect(withoutGrant(role, 0).grants).toEqual([])
  })

  test('keeps capabilities in their order, and none at all without any', () => {
    const role = withCapability(withCapability(blank, 'audit', true), 'studio', true)

    expect(role.capabilities).toEqual(['studio', 'audit'])
    expect(withCapability(withCapability(role, 'audit', false), 'studio', false)).toEqual(blank)
  })
})

test('a field is hidden by a role where no grant of its module shows it', () => {
  const hides = [{ field: 'margin', access: 'none' }]
  const grants = [
    { object: 'deal', actions: ['read'], fields: hides },
    { object: 'quote', actions: ['read'], fields: hides },
    { object: 'quote', actions: ['read', 'change'], fields: [...hides, { field: 'cost', access: 'none' }] },
    { object: 'order', actions: ['read'], fields: hides },
    { object: 'order', actions: ['read', 'change'] },
  ]

  expect([...hiddenFields({ ...blank, grants } as unknown as RoleDocument)]).toEqual([
    ['deal', ['margin']],
    ['quote', ['margin']],
  ])
})
