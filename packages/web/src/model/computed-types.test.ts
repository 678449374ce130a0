import { expect, test } from '@jest/globals'
import { fieldTypeDefinitions } from '@tessera/blocks/definitions'
import { isComputedType } from './computed-types'

test('types that others compute are those whose definitions say so', () => {
  const computed = [...fieldTypeDefinitions.values()].filter(({ kind }) =>
    ['formula', 'rollup', 'autoNumber'].includes(kind),
  )
  expect([...fieldTypeDefinitions.keys()].filter(isComputedType)).toEqual(computed.map(({ name }) => name))
})
