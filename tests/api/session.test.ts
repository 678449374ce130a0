import { describe, expect, test } from '@jest/globals'
import { administrator, cookieOf, nobody, useServer } from './support/use-server.js'

const server = useServer()

describe('signing in', () => {
  test('gives the person and a cookie scripts cannot read', async () => {
    const answer = await server().anonymous.post('/api/session', { ...administrator, email: ' ADMIN@example.org' })

    expect(answer).toMatchObject({
      status: 200,
      body: { user: { id: server().ids.admin, email: administrator.email } },
    })
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^tessera\.session_token=.*HttpOnly.*SameSite=Lax/),
      expect.stringMatching(/^tessera\.device=.*Path=\/api\/session; HttpOnly; SameSite=Lax/),
    ])
  })

  test('makes a new session each time, so that none can be planted beforehand', async () => {
    const planted = 'tessera.session_token=planted'
    const answer = await server().anonymous.with({ cookie: planted }).post('/api/session', administrator)

    expect(answer.status).toBe(200)
    expect(cookieOf(answer.headers)).not.toContain('planted')
    expect((await server().anonymous.get('/api/me', { cookie: planted })).status).toBe(401)
  })

  test('answers a wrong password and an unknown address alike', async () => {
    const wrong = await server().anonymous.post('/api/session', { email: nobody.email, password: 'not the password' })
    const unknown = await server().anonymous.post('/api/session', {
      email: 'unknown@example.org',
      password: 'not the password',
    })
    const absurd = await server().anonymous.post('/api/session', { email: 'no address', password: 'not the password' })

    for (const answer of [wrong, unknown, absurd]) {
      expect(answer).toMatchObject({ status: 401, body: { code: 'session.wrong_credentials' } })
    }
    expect({ ...wrong.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
    expect({ ...wrong.body, requestId: '' }).toEqual({ ...absurd.body, requestId: '' })
  })

  test.each([
    [{ email: null, password: null }],
    [{ email: { $ne: 1 }, password: 'x' }],
    [{ email: 'a@example.org' }],
    [{}],
  ])('refuses credentials that are no texts: %j', async (body) => {
    expect(await server().anonymous.post('/api/session', body)).toMatchObject({
      status: 422,
      body: { code: 'request.invalid' },
    })
  })
})

describe('a session', () => {
  test('says who the caller is, in the language asked for', async () => {
    const answer = await server().admin.get('/api/me', { 'accept-language': 'en' })

    expect(answer.body).toEqual({
      user: { id: server().ids.admin, name: 'admin', email: administrator.email, locale: 'zh-CN' },
      workspace: { key: 'main', title: 'Tessera', timeZone: 'Asia/Shanghai' },
      roles: [{ key: 'administrator', title: 'Administrator' }],
      capabilities: ['studio', 'people', 'templates', 'tokens', 'audit'],
      events: expect.any(String),
    })
  })

  test('of a person without roles answers too, with nothing they may do', async () => {
    const answer = await server().nobody.get('/api/me')

    expect(answer).toMatchObject({ status: 200, body: { user: { email: nobody.email }, roles: [], capabilities: [] } })
  })

  test.each(['tessera.session_token=', 'tessera.session_token=abc', 'tessera.session_token=abc.def', 'other=1'])(
    'is not what a made-up cookie gives: %s',
    async (cookie) => {
      expect((await server().anonymous.get('/api/me', { cookie })).status).toBe(401)
    },
  )

  test('whose signature was changed is refused', async () => {
    const { cookie } = server()
    const changed = cookie.replace(/=(.)/, (_all, first: string) => `=${first === 'a' ? 'b' : 'a'}`)

    expect((await server().anonymous.get('/api/me', { cookie: changed })).status).toBe(401)
  })

  test('costs no statement to read: the process keeps it and asks only whether anything was revoked', async () => {
    const { admin } = server()
    await admin.get('/api/me')
    const before = await checkouts()
    for (let n = 0; n < 50; n++) await admin.get('/api/documents')

    // Revocations are asked for at most every 400 ms; a statement for each request would make 50.
    expect((await checkouts()) - before).toBeLessThan(50)

    async function checkouts(): Promise<number> {
      const { text } = await admin.get('/metrics')
      const found = /tessera_pool_checkouts_total\{pool="platform"\} (\d+)/.exec(text)?.[1]
      if (found === undefined) throw new Error('the metric is missing')
      return Number(found)
    }
  })
})

describe('the language a person chose', () => {
  test('is kept with the account, also of a person without roles, and nothing else can be changed so', async () => {
    const { nobody } = server()

    expect(await nobody.patch('/api/me', { locale: 'en' })).toMatchObject({
      status: 200,
      body: { user: { id: server().ids.nobody, locale: 'en' } },
    })
    expect((await nobody.get('/api/me')).body.user?.locale).toBe('en')
    expect((await nobody.patch('/api/me', { locale: 'fr' })).status).toBe(422)
    expect((await nobody.patch('/api/me', { roles: ['administrator'] })).status).toBe(422)
    await nobody.patch('/api/me', { locale: 'zh-CN' })
  })
})

describe('signing out', () => {
  test('needs a session', async () => {
    expect((await server().anonymous.delete('/api/session')).status).toBe(401)
  })

  test('is nothing a token can do', async () => {
    const { body } = await server().admin.post('/api/tokens', { name: 'sign out' })
    const token = server().anonymous.with({ authorization: `Bearer ${String(body.token)}` })

    expect(await token.delete('/api/session')).toMatchObject({ status: 403, body: { code: 'access.denied' } })
  })
})
