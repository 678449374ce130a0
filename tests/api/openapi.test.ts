import { beforeAll, describe, expect, test } from '@jest/globals'
import { routes } from '@tessera/server'
import { useServer } from './support/use-server.js'
import { publishVisits } from './support/visit.js'

const server = useServer()

beforeAll(() => publishVisits(server().admin))

describe('openapi.json', () => {
  test('describes every route, and every object with its own types', async () => {
    const answer = await server().admin.get('/api/openapi.json', { 'accept-language': 'en' })

    expect(answer).toMatchObject({ status: 200, body: { openapi: '3.1.0' } })
    const paths = answer.body.paths as unknown as Record<string, Record<string, unknown>>
    for (const { method, path } of routes) {
      expect(paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]).toBeDefined()
    }
    expect(paths['/api/records/visit/{id}']).toMatchObject({
      get: {
        responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Visit' } } } } },
      },
      patch: {
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/VisitUpdate' } } } },
      },
    })
    expect(answer.body.components?.schemas?.VisitCreate).toMatchObject({ required: ['subject'] })
  })

  test('has no error in the eyes of redocly', async () => {
    const { text } = await server().admin.get('/api/openapi.json')
    const { createConfig, lintFromString } = await import('@redocly/openapi-core')

    const problems = await lintFromString({ source: text, config: await createConfig({ extends: ['recommended'] }) })

    const errors = problems
      .filter(({ severity }) => severity === 'error')
      .map(({ message, location }) => [message, location[0]?.pointer])
    expect(errors).toEqual([])
  })

  test('shows a person without roles no object', async () => {
    const answer = await server().nobody.get('/api/openapi.json')

    expect(answer.status).toBe(200)
    expect(answer.text).not.toContain('Visit')
    expect(answer.text).not.toContain('/api/records/visit')
  })
})

describe('types.d.ts', () => {
  test('shows a person without roles no object', async () => {
    const { text } = await server().nobody.get('/api/types.d.ts')

    expect(text).toContain('interface Objects')
    expect(text).not.toContain('Visit')
  })
})
