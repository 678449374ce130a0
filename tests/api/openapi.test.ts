import { beforeAll, describe, expect, test } from '@jest/globals'
import { routes } from '@tessera/server'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
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
      const read = (visit: Visit): string => visit.id + visit.createdAt + (visit.customer?.title ?? '') + String((visit.withTax ?? 0) * 2)
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

    const messages = await compile(text, { good, bad })

    expect(messages.filter(({ file }) => file !== 'bad')).toEqual([])
    expect(messages.filter(({ file }) => file === 'bad')).toHaveLength(4)
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

  expect(await compile(types, { client })).toEqual([])
})

/** What the compiler says about programs beside the declarations, and about the declarations themselves. */
async function compile(
  declarations: string,
  programs: Readonly<Record<string, string>>,
): Promise<{ file: string; message: string }[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-types-'))
  try {
    const files = { 'package.json': '{"type":"module"}', 'types.d.ts': declarations }
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
    for (const [name, text] of Object.entries(programs)) await writeFile(join(folder, `${name}.ts`), text)
    const roots = [...Object.keys(programs).map((name) => `${name}.ts`), 'types.d.ts'].map((name) => join(folder, name))
    const checked = ts.createProgram(roots, {
      strict: true,
      noEmit: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts'],
      skipDefaultLibCheck: true,
      types: [],
    })
    return ts.getPreEmitDiagnostics(checked).map(({ file, messageText }) => ({
      file: basename(file?.fileName ?? '', '.ts'),
      message: ts.flattenDiagnosticMessageText(messageText, '\n'),
    }))
  } finally {
    await rm(folder, { recursive: true })
  }
}
