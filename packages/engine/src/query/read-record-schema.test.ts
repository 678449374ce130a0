import { describe, expect, test } from '@jest/globals'
import { definerAccess } from '../access/access.js'
import { objectById } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import { readRecordSchema } from './read-record-schema.js'
import { fixtureCatalog } from './reader-fixture.testing.js'

const catalog = fixtureCatalog()
const deal = objectById(catalog, 'o-deal')
const person: Actor = {
  id: 'x',
  name: 'Ann',
  workspace: 'test',
  roles: ['administrator'],
  locale: 'en',
  through: { kind: 'person' },
}

describe('the schema of what is read', () => {
  test('holds what the platform keeps, and every field in the caller’s language', () => {
    const schema = readRecordSchema(catalog, deal, definerAccess, person)

    const { properties } = schema as { properties: Record<string, object> }
    const kept = ['id', 'version', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'owner']
    expect(Object.keys(properties)).toEqual(expect.arrayContaining([...kept, 'subject', 'customer', 'stage']))
    expect(Object.keys(properties)).not.toContain('deletedAt')
    expect(schema.required).toEqual(Object.keys(properties))
    expect(properties.stage).toMatchObject({ title: 'stage label' })
  })

  test('tells the inferred type of every computed field', () => {
    const { properties } = readRecordSchema(catalog, deal, definerAccess, person) as {
      properties: Record<string, object>
    }
    const computed = deal.fields.filter(({ type }) => type === 'formula' || type === 'rollup')

    expect(computed.length).toBeGreaterThan(0)
    for (const { key } of computed) expect(properties[key]).toMatchObject({ type: expect.arrayContaining(['null']) })
  })

  test('names no field the reader may not read', () => {
    const access = { ...definerAccess, shows: ({ key }: { key: string }) => key !== 'stage' && key !== 'owner' }
    const schema = readRecordSchema(catalog, deal, access, person)

    expect(Object.keys(schema.properties as object)).not.toEqual(expect.arrayContaining(['stage']))
    expect(JSON.stringify(schema)).not.toMatch(/"stage"|"owner"/)
  })
})
