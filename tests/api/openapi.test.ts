import { beforeAll, describe, expect, test } from '@jest/globals'
import { routes } from '@tessera/server'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
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
  test('compiles under strict, and catches wrong names and types', async () => {
    const { text, status } = await server().admin.get('/api/types.d.ts')
    expect(status).toBe(200)

    const good = `
      import type { Visit, VisitCreate, VisitUpdate, Objects } from './types.js'
      const made: VisitCreate = { subject: 'x', cost: 3, status: 'done', tags: ['a'] }
      const changed: VisitUpdate = { cost: null }
      const read = (visit: Visit): string => visit.id + visit.createdAt + (visit.customer?.title ?? '') + String(visit.cost)
      const byKey: Objects['visit']['create'] = made
      const record: Objects['account']['record']['name'] = 'x'
      export { made, changed, read, byKey, record }
    `
    const bad = `
      import type { VisitCreate } from './types.js'
      export const unknownName: VisitCreate = { subject: 'x', csot: 3 }
      export const wrongType: VisitCreate = { subject: 'x', cost: '3' }
      export const wrongOption: VisitCreate = { subject: 'x', status: 'lost' }
      export const missing: VisitCreate = { cost: 3 }
    `

    expect(await compile(text, good)).toEqual([])
    expect(await compile(text, bad)).toHaveLength(4)
  })

  test('shows a person without roles no object', async () => {
    const { text } = await server().nobody.get('/api/types.d.ts')

    expect(text).toContain('interface Objects')
    expect(text).not.toContain('Visit')
  })
})

test('openapi-typescript makes types of the document that compile', async () => {
  const { text } = await server().admin.get('/api/openapi.json')
  const { default: openapiTypescript, astToString } = await import('openapi-typescript')

  const types = astToString(await openapiTypescript(text))
  const client = `
    import type { components, paths } from './types.js'
    type Visit = components['schemas']['Visit']
    type Created = paths['/api/records/visit']['post']['responses'][201]['content']['application/json']
    export const title = (visit: Visit & Created): string => visit.subject ?? ''
  `

  expect(await compile(types, client)).toEqual([])
})

/** Messages of the compiler about a program beside the declarations. */
async function compile(declarations: string, program: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-types-'))
  try {
    await writeFile(join(folder, 'package.json'), '{"type":"module"}')
    await writeFile(join(folder, 'types.d.ts'), declarations)
    await writeFile(join(folder, 'program.ts'), program)
    const checked = ts.createProgram([join(folder, 'program.ts'), join(folder, 'types.d.ts')], {
      strict: true,
      noEmit: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: [],
    })
    return ts
      .getPreEmitDiagnostics(checked)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
  } finally {
    await rm(folder, { recursive: true })
  }
}
