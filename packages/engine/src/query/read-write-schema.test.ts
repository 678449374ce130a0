import { describe, expect, test } from '@jest/globals'
import { definerAccess } from '../access/access.js'
import { systemActor } from '../access/actor.js'
import { objectById } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import { readWriteSchema } from './read-write-schema.js'
import { fixtureCatalog } from './reader-fixture.testing.js'

const catalog = fixtureCatalog()
const person: Actor = {
  id: 'x',
  name: 'Ann',
  workspace: 'test',
  roles: ['administrator'],
  locale: 'en',
  through: { kind: 'person' },
}

describe('the schema of what may be written', () => {
  test('names the writable fields in the caller’s language and asks for required ones without a default', () => {
    const schema = readWriteSchema(catalog, objectById(catalog, 'o-deal'), definerAccess, person)

    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Deal',
      type: 'object',
      required: ['subject'],
      additionalProperties: false,
    })
    const { properties } = schema as { properties: Record<string, object> }
    expect(Object.keys(properties)).toEqual([
      'owner',
      'subject',
      'customer',
      'amount',
      'chance',
      'stage',
      'tags',
      'closeOn',
      'meetAt',
      'active',
      'phone',
      'notes',
      'helper',
    ])
    expect(properties.stage).toMatchObject({ title: 'stage label', enum: ['open', 'won', 'lost'] })
  })

  test('of people holds nothing but for the platform itself', () => {
    const user = objectById(catalog, 'o-user')

    expect(readWriteSchema(catalog, user, definerAccess, person).properties).toEqual({})
    const own = readWriteSchema(catalog, user, definerAccess, systemActor('test', 'makes a person'))
      .properties as object
    expect(Object.keys(own)).toEqual(['owner', 'name', 'email'])
  })
})
