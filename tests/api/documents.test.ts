import { beforeAll, describe, expect, test } from '@jest/globals'
import { useServer } from './support/use-server.js'
import { publishVisits } from './support/visit.js'

const server = useServer()

describe('documents', () => {
  beforeAll(() => publishVisits(server().admin))

  test('are read with the revision as ETag, and not again while nothing changed', async () => {
    const answer = await server().admin.get('/api/documents?kind=object')
    const tag = answer.headers.get('etag') ?? ''

    expect(answer.status).toBe(200)
    expect(tag).toBe(`"${Number(answer.body.revision)}"`)
    const keys = (answer.body.documents as unknown as { key: string; system?: true }[]).map(({ key, system }) => [
      key,
      system,
    ])
    expect(keys).toEqual(
      expect.arrayContaining([
        ['account', undefined],
        ['visit', undefined],
        ['user', true],
        ['department', true],
      ]),
    )
    expect(await server().admin.get('/api/documents', { 'if-none-match': tag })).toMatchObject({
      status: 304,
      text: '',
    })
    expect((await server().admin.get('/api/documents', { 'if-none-match': '"0"' })).status).toBe(200)
  })

  test('are filtered by kinds, given repeatedly', async () => {
    const answer = await server().admin.get('/api/documents?kind=setting&kind=view')

    const kinds = new Set((answer.body.documents as unknown as { kind: string }[]).map(({ kind }) => kind))
    expect([...kinds]).toEqual(['setting'])
  })

  test('are read one by one, with an id in every part', async () => {
    const answer = await server().admin.get('/api/documents/object/visit')

    expect(answer).toMatchObject({
      status: 200,
      body: {
        document: {
          kind: 'object',
          key: 'visit',
          id: expect.any(String),
          titleField: 'subject',
          unique: [{ fields: ['customer', 'visitedOn'] }],
        },
      },
    })
    expect(answer.body.document?.fields?.[1]).toMatchObject({
      key: 'customer',
      target: 'account',
      id: expect.any(String),
    })
  })

  test('that do not exist are 404', async () => {
    for (const path of ['object/nothing', 'nothing/visit', 'view/visit']) {
      expect(await server().admin.get(`/api/documents/${path}`)).toMatchObject({
        status: 404,
        body: { code: 'document.not_found' },
      })
    }
  })

  test('know where a field is used', async () => {
    const answer = await server().admin.get('/api/documents/object/visit/usages?field=cost')

    expect(answer.status).toBe(200)
    expect(answer.body.usages).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'object',
          key: 'visit',
          path: expect.stringContaining('/fields/'),
          label: expect.any(String),
        }),
        expect.objectContaining({ kind: 'object', key: 'visit', path: expect.stringContaining('/rules/') }),
        expect.objectContaining({ kind: 'object', key: 'account', path: expect.stringContaining('/fields/') }),
      ]),
    )
  })

  test('of a person without roles are none', async () => {
    const answer = await server().nobody.get('/api/documents?kind=object')

    expect(answer.body.documents).toEqual([])
    expect((await server().nobody.get('/api/documents/object/visit')).status).toBe(404)
  })
})
