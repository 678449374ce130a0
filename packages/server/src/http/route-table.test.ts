import { describe, expect, test } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { routes } from '../routes/index.js'
import { json } from './answer.js'
import { definePublicRoute, type PublicRoute, type RouteShape } from './route.js'
import { mountRoutes } from './route-table.js'
import { compileSchema } from './schemas.js'

const complete: PublicRoute<RouteShape> = {
  method: 'GET',
  path: '/api/things/:id',
  tag: 'things',
  name: 'getThing',
  policy: 'public',
  summary: { 'zh-CN': '东西', en: 'Thing' },
  input: { params: { id: { type: 'string' } }, query: null, body: null },
  limits: { bodyBytes: 0 },
  output: { 200: { description: 'A thing' } },
  handler: () => json(200, {}),
}

const route = (changes: object) => definePublicRoute({ ...complete, ...changes } as PublicRoute<RouteShape>)

describe('mounting', () => {
  test.each([
    ['a policy', { policy: undefined }, /policy/],
    ['a known policy', { policy: 'everyone' }, /policy/],
    ['path parameters', { input: { query: null, body: null } }, /params/],
    ['query parameters', { input: { params: { id: {} }, body: null } }, /query/],
    ['a body', { input: { params: { id: {} }, query: null } }, /body/],
    ['any input', { input: undefined }, /params/],
    ['limits', { limits: undefined }, /limits/],
    ['a limit of its body', { input: { ...complete.input, body: { type: 'object' } } }, /0 bytes/],
    ['its answers', { output: undefined }, /output/],
    ['the way it keeps answers', { method: 'POST' }, /Idempotency-Key/],
    ['the parameters its path has', { path: '/api/things/:key' }, /path parameters/],
  ])('a route that does not declare %s throws, so the process does not start', (_name, changes, message) => {
    expect(() => mountRoutes([route(changes)])).toThrow(message)
  })

  test('two routes at one place, or of one name, throws', () => {
    expect(() => mountRoutes([route({}), route({ name: 'other' })])).toThrow(/Two routes take/)
    expect(() => mountRoutes([route({}), route({ path: '/x', input: { ...complete.input, params: null } })])).toThrow(
      /named/,
    )
  })

  test('the inventory of the product is complete', () => {
    const folder = fileURLToPath(new URL('../routes/', import.meta.url))
    const declared = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        file.endsWith('.ts') &&
        / = (define(Public)?Route|carryOutRoute)/.test(readFileSync(join(folder, file), 'utf8')),
    )

    expect(mountRoutes(routes).routes).toHaveLength(declared.length)
  })
})

describe('finding', () => {
  const table = mountRoutes(routes)

  test('prefers fixed parts to variable ones', () => {
    const found = table.find('/api/records/visit/schema')

    expect(found?.methods.get('GET')?.route.name).toBe('getRecordSchema')
    expect(found?.values).toEqual(['visit'])
  })

  test('gives the values of variable parts in order', () => {
    expect(table.find('/api/records/visit/42/history')?.values).toEqual(['visit', '42'])
  })

  test.each(['', '/', '/api', '/api/', '/api/me/', '//api/me', '/api/records//x', '/api/records/', 'api/me'])(
    'finds nothing at %j',
    (path) => {
      expect(table.find(path)).toBeUndefined()
    },
  )
})

test('every schema of the inventory compiles', () => {
  for (const { input } of routes) {
    const schemas = [...Object.values(input.params ?? {}), ...Object.values(input.query ?? {}), input.body]
    for (const schema of schemas) expect(() => schema === null || compileSchema(schema)(undefined)).not.toThrow()
  }
})
