import { expect, test } from '@jest/globals'
import { declareTypes } from './declare-types.js'

test('fields called like members of every JavaScript object are declared like any other', async () => {
  const keys = ['hasOwnProperty', 'constructor', 'toString', 'valueOf', 'name']
  const properties = Object.fromEntries(keys.map((key) => [key, { type: 'string' }]))
  const schema = { type: 'object', properties, required: ['hasOwnProperty'], additionalProperties: false }
  const names = { record: 'Odd', create: 'OddCreate', update: 'OddUpdate' }

  const text = await declareTypes(
    [{ key: 'odd', label: 'odd', names, record: schema, create: schema, update: schema }],
    1,
  )

  expect(text).toMatch(/\bhasOwnProperty: string/)
  for (const key of keys.slice(1)) expect(text).toMatch(new RegExp(`\\b${key}\\?: string`))
  expect(text).not.toContain('__')
})
