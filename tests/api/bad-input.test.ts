/** The paragraph "Bad input" of the first issue: each a clear problem with code, path and hint, nothing written, process alive. */
import { beforeAll, describe, expect, test } from '@jest/globals'
import { useServer } from './support/use-server.js'
import { publishVisits } from './support/visit.js'

const server = useServer()

beforeAll(() => publishVisits(server().admin))

const nested = `${'('.repeat(10_000)}1${')'.repeat(10_000)} = 1`

describe('bad input', () => {
  test('10 MB of JSON are 413 for every route that takes a body', async () => {
    const huge = JSON.stringify({ subject: 'x'.repeat(10 * 1024 * 1024) })

    for (const path of [
      '/api/records/visit',
      '/api/records/visit/batch',
      '/api/records/visit/query',
      '/api/changes',
      '/api/session',
    ]) {
      const answer = await server().admin.post(path, huge, { 'content-type': 'application/json' })
      expect(answer).toMatchObject({ status: 413, body: { code: 'request.too_large' } })
    }
  })

  test('10,000 nested parentheses in a filter are 400 by GET and by query', async () => {
    const { admin } = server()

    const byGet = await admin.get(`/api/records/visit?filter=${encodeURIComponent(nested)}`)
    const byQuery = await admin.post('/api/records/visit/query', { filter: nested })
    const byHaving = await admin.post('/api/records/visit/aggregate', {
      measures: [{ function: 'count', as: 'n' }],
      having: nested,
    })

    for (const answer of [byGet, byQuery, byHaving]) {
      expect(answer).toMatchObject({
        status: 400,
        body: {
          code: 'request.bad_filter',
          errors: [expect.objectContaining({ code: expect.stringMatching(/^formula\./) })],
        },
      })
    }
  })

  test('a filter on an unknown field names the place and a better name', async () => {
    const answer = await server().admin.get(`/api/records/visit?filter=${encodeURIComponent('csot > 3')}`)

    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'filter', span: { start: 0, end: 4 } }] },
    })
    expect(answer.text).toContain('cost')
  })

  test('a nested filter in a document is 422 with a pointer', async () => {
    const answer = await server().admin.post('/api/changes', {
      changes: [
        {
          op: 'put',
          document: {
            kind: 'object',
            key: 'deep',
            label: 'deep',
            fields: [{ key: 'value', type: 'formula', label: 'v', formula: nested }],
          },
        },
      ],
    })

    expect(answer).toMatchObject({ status: 422 })
    expect(answer.text).toContain('/changes/0/document/fields/0/formula')
  })

  test.each([
    ['a filter with a NUL character', { filter: 'subject = "a\0b"' }],
    ['a filter with half of a surrogate pair', { filter: 'subject = "\ud800"' }],
    ['a search with a NUL character', { search: 'a\0b' }],
    ['a filter that is no text', { filter: 3 }],
    ['a limit that is no number', { limit: '5' }],
    ['an unknown parameter', { where: 'cost > 3' }],
    ['too many sort fields', { sort: ['cost', 'subject', 'status', 'number', 'email', 'visitedOn'] }],
    ['a search without letters', { search: '' }],
  ])('%s is 400', async (_name, body) => {
    const answer = await server().admin.post('/api/records/visit/query', body)

    expect(answer.status).toBe(400)
    expect(answer.body.code).toEqual(expect.stringMatching(/^(request|text)\./))
  })

  test('a number of 400 digits in a filter is no failure', async () => {
    const answer = await server().admin.post('/api/records/visit/query', { filter: `cost > ${'9'.repeat(400)}` })

    expect([200, 400]).toContain(answer.status)
  })

  test('a date that does not exist in a filter is 400', async () => {
    const answer = await server().admin.post('/api/records/visit/query', { filter: 'visitedOn = "2026-02-30"' })

    expect(answer.status).toBe(400)
  })

  test('left nothing written and the process alive', async () => {
    const { admin, errors } = server()

    expect((await admin.get('/api/records/visit?count=exact')).body.count).toBe(0)
    expect((await admin.get('/healthz')).status).toBe(200)
    expect(errors).toEqual([])
  })
})
