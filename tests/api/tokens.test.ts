import { describe, expect, test } from '@jest/globals'
import { allowTokens } from './support/allow-tokens.js'
import { ApiClient } from './support/client.js'
import { nobody, signIn, useServer, withServer } from './support/use-server.js'

const server = useServer()

describe('an API token', () => {
  test('is shown once, kept as a hash, and speaks for its maker', async () => {
    const made = await server().admin.post('/api/tokens', { name: '接口' })
    const token = String(made.body.token)

    expect(made.status).toBe(201)
    expect(token).toMatch(/^tsr_[A-Za-z0-9_-]{43}$/)
    expect((await bearer(token).get('/api/me')).body).toMatchObject({ user: { id: server().ids.admin } })
    const list = await server().admin.get('/api/tokens')
    expect(list.text).not.toContain(token)
    expect(list.body.tokens).toContainEqual({
      id: made.body.id,
      name: '接口',
      role: null,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      expiresAt: null,
      lastUsedAt: expect.any(String),
    })
    const stored = await server().pool.query('select t::text as row from platform.api_tokens t')
    expect(JSON.stringify(stored.rows)).not.toContain(token.slice(4))
  })

  test.each([
    '',
    'Bearer',
    'Bearer ',
    'Bearer nonsense',
    'Bearer tsr_nonsense',
    'Basic YWRtaW46YWRtaW4=',
    'Bearer a b',
  ])('that is malformed or unknown is 401 also beside a good cookie: %s', async (authorization) => {
    const answer = await server().admin.get('/api/me', { authorization })

    expect(answer).toMatchObject({ status: 401, body: { code: 'token.invalid' } })
    expect(answer.headers.get('www-authenticate')).toContain('Bearer')
  })

  test('works for writing without the checks that protect browsers', async () => {
    const token = await makeToken({ name: 'writer' })

    const answer = await bearer(token).post(
      '/api/tokens',
      { name: 'by token' },
      { origin: 'https://elsewhere.example' },
    )

    expect(answer.status).toBe(201)
  })

  test('ends when it is deleted, here at once and elsewhere within a second', async () => {
    const { databaseUrl, dataDir, admin } = server()
    const made = await admin.post('/api/tokens', { name: 'short life' })
    const token = String(made.body.token)
    await withServer(
      databaseUrl,
      async (other) => {
        const there = new ApiClient(other.url, { authorization: `Bearer ${token}` })
        expect((await there.get('/api/me')).status).toBe(200)
        expect((await bearer(token).get('/api/me')).status).toBe(200)

        expect((await admin.delete(`/api/tokens/${String(made.body.id)}`)).status).toBe(204)
        const endedAt = performance.now()

        expect((await bearer(token).get('/api/me')).status).toBe(401)
        let status = 200
        while (status === 200) status = (await there.get('/api/me')).status
        expect(performance.now() - endedAt).toBeLessThan(1_000)
      },
      { dataDir },
    )
  })

  test('ends at its time', async () => {
    const soon = new Date(Date.now() + 1_500).toISOString()
    const token = await makeToken({ name: 'soon over', expiresAt: soon })
    expect((await bearer(token).get('/api/me')).status).toBe(200)

    let status = 200
    while (status === 200) status = (await bearer(token).get('/api/me')).status

    expect(status).toBe(401)
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(soon))
  })

  test.each(['2020-01-01T00:00:00Z', '2030-13-01T00:00:00Z', '2030-01-01', 'tomorrow'])(
    'cannot end in the past or at no instant: %s',
    async (expiresAt) => {
      const answer = await server().admin.post('/api/tokens', { name: 'never', expiresAt })

      expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'expiresAt' }] } })
    },
  )

  test('belongs to its maker: others neither see nor delete it', async () => {
    const made = await server().admin.post('/api/tokens', { name: 'mine' })
    const path = `/api/tokens/${String(made.body.id)}`

    expect((await server().nobody.get('/api/tokens')).body).toEqual({ tokens: [] })
    expect(await server().nobody.delete(path)).toMatchObject({ status: 404, body: { code: 'token.not_found' } })
    expect(await server().admin.delete('/api/tokens/no-id')).toMatchObject({
      status: 404,
      body: { code: 'token.not_found' },
    })
    expect((await server().admin.delete(path)).status).toBe(204)
    expect((await server().admin.delete(path)).status).toBe(404)
  })
})

describe('a token is never stronger than its maker', () => {
  test('nobody makes one whose roles do not allow it, and nobody one for a role that is not theirs', async () => {
    const { admin, ids, running } = server()
    expect(await server().nobody.post('/api/tokens', { name: 'weak' })).toMatchObject({
      status: 403,
      body: { code: 'access.denied' },
    })
    await allowTokens(admin)
    await admin.patch(`/api/people/${ids.nobody}`, { roles: ['robot'] })
    const person = await signIn(running.url, nobody)

    const refused = await person.post('/api/tokens', { name: 'strong', role: 'administrator' })
    const weak = await person.post('/api/tokens', { name: 'weak' })

    expect(refused).toMatchObject({ status: 403, body: { code: 'token.too_strong' } })
    expect((await bearer(String(weak.body.token)).get('/api/me')).body).toMatchObject({ capabilities: ['tokens'] })
  })

  test('an administrator makes no token of a role that does not exist', async () => {
    expect((await server().admin.post('/api/tokens', { name: 'x', role: 'owner' })).status).toBe(403)
  })

  test('a token loses what its maker loses, within a second', async () => {
    const person = await server().admin.post('/api/people', {
      email: 'falling@example.org',
      name: 'Falling',
      password: 'once an administrator',
      roles: ['administrator'],
    })
    const session = await server().anonymous.post('/api/session', {
      email: 'falling@example.org',
      password: 'once an administrator',
    })
    const cookie = String(session.headers.getSetCookie()[0]).split(';')[0] as string
    const made = await server()
      .anonymous.with({ cookie })
      .post('/api/tokens', { name: 'strong', role: 'administrator' })
    const token = bearer(String(made.body.token))
    expect((await token.get('/api/me')).body.roles).toHaveLength(1)

    const changed = await server().admin.patch(`/api/people/${String(person.body.id)}`, { roles: [] })

    expect(changed.status).toBe(200)
    expect((await token.get('/api/me')).body.roles).toEqual([])
    expect((await token.get('/api/changes')).status).toBe(403)
  })

  test('a token made for one role leaves the account of its maker alone', async () => {
    const { admin, ids } = server()
    await allowTokens(admin)
    await admin.patch(`/api/people/${ids.nobody}`, { roles: ['robot'] })
    const person = await signIn(server().running.url, nobody)
    const [wide, narrow] = [
      await person.post('/api/tokens', { name: 'wide' }),
      await person.post('/api/tokens', { name: 'narrow', role: 'robot' }),
    ]
    const program = bearer(String(narrow.body.token))

    const refused = [
      await program.get(`/api/people/${ids.nobody}/data`),
      await program.patch(`/api/people/${ids.nobody}`, { name: 'renamed' }),
      await program.patch('/api/me', { locale: 'en' }),
      await program.get('/api/me/sessions'),
      await program.delete('/api/me/sessions/x'),
      await program.post('/api/me/sessions/end-others'),
      await program.delete(`/api/tokens/${String(wide.body.id)}`),
    ]

    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403))
    const [newest] = (await person.get('/api/tokens')).body.tokens as unknown as [object]
    expect(newest).toMatchObject({ name: 'narrow', role: 'robot' })
    expect((await program.delete(`/api/tokens/${String(narrow.body.id)}`)).status).toBe(204)
  })

  test('a token made with a token keeps to its end, and goes with it', async () => {
    const expiresAt = new Date(Date.now() + 3600_000).toISOString()
    const parent = await server().admin.post('/api/tokens', { name: 'parent', role: 'administrator', expiresAt })
    const child = await bearer(String(parent.body.token)).post('/api/tokens', { name: 'child' })
    const childToken = bearer(String(child.body.token))
    const list = await server().admin.get('/api/tokens')
    expect(list.body.tokens).toContainEqual(
      expect.objectContaining({ id: child.body.id, role: 'administrator', expiresAt }),
    )
    expect((await childToken.get('/api/me')).status).toBe(200)

    await server().admin.delete(`/api/tokens/${String(parent.body.id)}`)

    expect((await childToken.get('/api/me')).status).toBe(401)
  })
})

async function makeToken(body: object): Promise<string> {
  return String((await server().admin.post('/api/tokens', body)).body.token)
}

function bearer(token: string): ApiClient {
  return server().anonymous.with({ authorization: `Bearer ${token}` })
}
