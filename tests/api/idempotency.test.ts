import { beforeAll, describe, expect, test } from '@jest/globals'
import { useServer } from './support/use-server.js'
import { create, publishVisits } from './support/visit.js'

const server = useServer()

beforeAll(() => publishVisits(server().admin))

let count = 0
const newKey = () => ({ 'idempotency-key': `key-${++count}` })

describe('a POST with an Idempotency-Key', () => {
  test('creates one record, however often it is sent', async () => {
    const { admin } = server()
    const key = newKey()

    const answers = []
    for (let n = 0; n < 3; n++) answers.push(await admin.post('/api/records/visit', { subject: 'only once' }, key))

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    const found = await admin.get('/api/records/visit?count=exact&filter=subject%20%3D%20%22only%20once%22')
    expect(found.body.count).toBe(1)
  })

  test('sent at once by many creates one; those that meet it are told to wait', async () => {
    const { admin } = server()
    const key = newKey()

    const answers = await Promise.all(
      Array.from({ length: 8 }, () => admin.post('/api/records/visit', { subject: 'at once' }, key)),
    )

    for (const { status, headers } of answers) {
      expect([201, 409]).toContain(status)
      expect(headers.get('retry-after') === null).toBe(status === 201)
    }
    const found = await admin.get('/api/records/visit?count=exact&filter=subject%20%3D%20%22at%20once%22')
    expect(found.body.count).toBe(1)
  })

  test('with another body is 422', async () => {
    const { admin } = server()
    const key = newKey()
    await admin.post('/api/records/visit', { subject: 'this' }, key)

    const answer = await admin.post('/api/records/visit', { subject: 'that' }, key)

    expect(answer).toMatchObject({ status: 422, body: { code: 'request.idempotency_mismatch' } })
  })

  test('keeps a refusal as it keeps a success', async () => {
    const { admin } = server()
    const key = newKey()
    const body = { email: 'kept@example.org', name: 'Kept' }

    const made = await admin.post('/api/people', body, key)
    const again = await admin.post('/api/people', body, key)
    const refusal = newKey()
    const refused = await admin.post('/api/people', body, refusal)
    const refusedAgain = await admin.post('/api/people', body, refusal)

    expect(again).toMatchObject({ status: 201, text: made.text })
    expect(refused.status).toBe(409)
    expect(refusedAgain.text).toBe(refused.text)
    expect(refusedAgain.headers.get('content-type')).toContain('application/problem+json')
  })

  test('is kept per caller and path', async () => {
    const { admin, anonymous } = server()
    const key = newKey()
    const { body } = await admin.post('/api/tokens', { name: 'same person' })
    const token = anonymous.with({ authorization: `Bearer ${String(body.token)}` })

    const visit = await admin.post('/api/records/visit', { subject: 'per path' }, key)
    const account = await admin.post('/api/records/account', { name: 'per path' }, key)
    const samePerson = await token.post('/api/records/visit', { subject: 'per path' }, key)

    expect([visit.status, account.status]).toEqual([201, 201])
    expect(samePerson.body.id).toBe(visit.body.id)
  })

  test('never keeps a token or a session', async () => {
    const { admin, pool } = server()
    const key = newKey()

    const first = await admin.post('/api/tokens', { name: 'fresh' }, key)
    const second = await admin.post('/api/tokens', { name: 'fresh' }, key)

    expect(first.body.token).not.toBe(second.body.token)
    const kept = await pool.query(
      `select count(*)::int as n from platform.idempotency where path in ('/api/tokens', '/api/session')`,
    )
    expect(kept.rows).toEqual([{ n: 0 }])
  })

  test.each(['', 'x'.repeat(201), 'two words'])('needs a key that can be kept: %s', async (key) => {
    const answer = await server().admin.post(
      '/api/people',
      { email: 'k@example.org', name: 'K' },
      { 'idempotency-key': key },
    )

    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'request.invalid_parameter', errors: [{ path: 'Idempotency-Key' }] },
    })
  })

  test('restores and writes batches once', async () => {
    const { admin } = server()
    const id = await create(admin, 'visit', { subject: 'restored' })
    await admin.delete(`/api/records/visit/${id}`)
    const restore = newKey()
    const batch = newKey()

    const restored = [
      await admin.post(`/api/records/visit/${id}/restore`, {}, restore),
      await admin.post(`/api/records/visit/${id}/restore`, {}, restore),
    ]
    const rows = { create: [{ subject: 'batch once' }] }
    const written = [
      await admin.post('/api/records/visit/batch', rows, batch),
      await admin.post('/api/records/visit/batch', rows, batch),
    ]

    expect(restored.map(({ status }) => status)).toEqual([200, 200])
    expect(written[1]?.body).toEqual(written[0]?.body)
    const found = await admin.get('/api/records/visit?count=exact&filter=subject%20%3D%20%22batch%20once%22')
    expect(found.body.count).toBe(1)
  })
})
