import { expect, test } from '@jest/globals'
import { plainSchema } from './plain-schema.js'

test('titles of schemas become descriptions; a property named title stays', () => {
  expect(
    plainSchema({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'x',
      title: 'Visit',
      properties: {
        title: { title: '标题', type: 'string' },
        cost: { title: '费用', description: 'd', anyOf: [{ title: 'n' }] },
      },
    }),
  ).toEqual({
    description: 'Visit',
    properties: {
      title: { description: '标题', type: 'string' },
      cost: { description: 'd', anyOf: [{ description: 'n' }] },
    },
  })
})
