import { describe, expect, test } from '@jest/globals'
import { ApiClient } from './support/client.js'
import { cookieOf, signIn, useServer, withServer } from './support/use-server.js'

const server = useServer()

let count = 0

/** A new person; without a password they are to be invited. */
async function makePerson(password?: string) {
  const email = `linked${++count}@example.org`
  const made = await server().admin.post('/api/people', {
    email,
    name: `Linked ${count}`,
    ...(password === undefined ? {} : { password }),
  })
  expect(made.status).toBe(201)
  return { id: String(made.body.id), email }
}

/** The token of a new link. */
async function makeLink(id: string, kind: 'invitation' | 'reset-link'): Promise<string> {
  const made = await server().admin.post(`/api/people/${id}/${kind}`)
  expect(made.status).toBe(201)
  return String(made.body.path).split('#')[1] ?? ''
}

const accept = (token: unknown, more: object = {}) =>
  server().anonymous.post('/api/invitations/accept', { token, password: 'my first password', ...more })
const reset = (token: unknown, more: object = {}) =>
  server().anonymous.post('/api/password/reset', { token, password: 'my next password', ...more })
const look = (token: string) => server().anonymous.post('/api/invitations/look', { token })

/** Makes a link as old as can be. */
const age = (id: string) =>
  server().pool.query(
    `update platform.links set expires_at = created_at, created_at = created_at - interval '7 days' where account_id = $1`,
    [id],
  )

describe('an invitation', () => {
  test('lets a person choose name and password, and sign in', async () => {
    const { id, email } = await makePerson()
    const made = await server().admin.post(`/api/people/${id}/invitation`)
    const token = String(made.body.path).replace('/invitation#', '')

    expect(made.body).toEqual({ path: `/invitation#${token}`, url: null, expiresAt: expect.any(String) })
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
    const days = (Date.parse(String(made.body.expiresAt)) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(6.99)
    expect(days).toBeLessThan(7.01)
    expect(await look(token)).toMatchObject({ status: 200, body: { email, workspace: { title: 'Tessera' } } })

    const accepted = await accept(token, { name: '新同事' })

    expect(accepted).toMatchObject({ status: 200, body: { email } })
    expect(accepted.headers.getSetCookie()).toEqual([])
    const person = await signIn(server().running.url, { email, password: 'my first password' })
    expect((await person.get('/api/me')).body.user).toMatchObject({ id, name: '新同事' })
    expect((await server().admin.get(`/api/records/user/${id}`)).body.name).toBe('新同事')
  })

  test('is good once, also for many at the same moment', async () => {
    const { id } = await makePerson()
    const token = await makeLink(id, 'invitation')

    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => accept(token, { password: `password number ${n}` })),
    )

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const { status, body } of answers.filter((answer) => answer.status !== 200)) {
      expect([status, body.code]).toEqual([409, 'link.used'])
    }
    expect((await look(token)).body.code).toBe('link.used')
  })

  test('ends when a newer one is made, and with a password', async () => {
    const { id } = await makePerson()
    const first = await makeLink(id, 'invitation')
    const second = await makeLink(id, 'invitation')
    expect((await accept(first)).body.code).toBe('link.used')

    await server().admin.patch(`/api/people/${id}`, { password: 'set by the admin' })

    expect((await accept(second)).body.code).toBe('link.used')
    expect(await server().admin.post(`/api/people/${id}/invitation`)).toMatchObject({
      status: 409,
      body: { code: 'person.has_password' },
    })
  })

  test('expires, and says so', async () => {
    const { id } = await makePerson()
    const token = await makeLink(id, 'invitation')
    await age(id)

    expect((await look(token)).body.code).toBe('link.expired')
    expect(await accept(token)).toMatchObject({ status: 409, body: { code: 'link.expired' } })
  })

  test('with a password that is too short stays good', async () => {
    const { id } = await makePerson()
    const token = await makeLink(id, 'invitation')

    expect(await accept(token, { password: 'kurz' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'password', code: 'person.password_too_short' }] },
    })
    expect((await accept(token)).status).toBe(200)
  })

  test('is not made for nobody, nor for somebody who was deactivated, whose links are dead', async () => {
    const { id } = await makePerson()
    const token = await makeLink(id, 'invitation')
    await server().admin.post(`/api/people/${id}/deactivate`)

    expect((await accept(token)).status).toBe(404)
    expect(await server().admin.post(`/api/people/${id}/invitation`)).toMatchObject({
      status: 409,
      body: { code: 'person.inactive' },
    })
    expect((await server().admin.post('/api/people/nobody/invitation')).body.code).toBe('person.not_found')
  })
})

describe('a link for a new password', () => {
  test('is good for an hour; with its use sessions, known browsers and other links end', async () => {
    const person = { ...(await makePerson('my old password')), password: 'my old password' }
    const thief = await signIn(server().running.url, person)
    const made = await server().admin.post(`/api/people/${person.id}/reset-link`)
    const token = String(made.body.path).replace('/new-password#', '')
    const minutes = (Date.parse(String(made.body.expiresAt)) - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(59)
    expect(minutes).toBeLessThan(61)
    expect((await thief.get('/api/me')).status).toBe(200)

    expect(await reset(token)).toMatchObject({ status: 200, body: { email: person.email } })

    expect((await thief.get('/api/me')).status).toBe(401)
    expect((await server().anonymous.post('/api/session', { ...credentials(person) })).status).toBe(401)
    await signIn(server().running.url, { ...person, password: 'my next password' })
    expect((await reset(token)).body.code).toBe('link.used')
    const devices = await server().pool.query('select 1 from platform.known_devices where account_id = $1', [person.id])
    expect(devices.rowCount).toBe(1)
  })

  test('works while guesses are refused, so that an owner who forgot their password gets in', async () => {
    const person = await makePerson('my old password')
    await server().pool.query(
      `insert into platform.guesses select $1, array_agg(now()), now() + interval '15 minutes' from generate_series(1, 7)`,
      [`password:${person.id}`],
    )
    expect((await server().anonymous.post('/api/session', { email: person.email, password: 'x' })).status).toBe(429)
    const token = await makeLink(person.id, 'reset-link')

    expect((await reset(token)).status).toBe(200)
  })
})

test('a link for one’s own new password is not to be had: a stolen session must not do', async () => {
  const { admin, ids } = server()

  expect(await admin.post(`/api/people/${ids.admin}/reset-link`)).toMatchObject({ status: 403 })
})

describe('a token', () => {
  test('is good for its own purpose only', async () => {
    const { id } = await makePerson()
    const invitation = await makeLink(id, 'invitation')
    const other = await makePerson('my old password')
    const resetting = await makeLink(other.id, 'reset-link')

    expect((await reset(invitation)).body.code).toBe('link.unknown')
    expect((await accept(resetting)).body.code).toBe('link.unknown')
    expect((await server().anonymous.post('/api/password/look', { token: invitation })).body.code).toBe('link.unknown')
    expect((await server().anonymous.get('/api/me', { authorization: `Bearer ${invitation}` })).status).toBe(401)
    expect((await accept(invitation)).status).toBe(200)
  })

  test.each([[null], [''], [0], [true], [{}], [{ $ne: '' }], [[]], [['x']], [undefined]])(
    'that is no text is refused: %j',
    async (token) => {
      for (const answer of [await accept(token), await reset(token)]) {
        expect(answer).toMatchObject({ status: 422, body: { code: 'request.invalid' } })
      }
    },
  )

  test.each(['x', ' ', '%00', "' or 1=1", 'A'.repeat(43), 'null', 'undefined'])(
    'that was made up is unknown: %s',
    async (token) => {
      expect((await accept(token)).body.code).toBe('link.unknown')
      expect((await reset(token)).body.code).toBe('link.unknown')
    },
  )

  test('is kept as a hash only', async () => {
    const { id } = await makePerson()
    const token = await makeLink(id, 'invitation')
    const tables = await server().pool.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema in ('platform', 'ws_main') and table_type = 'BASE TABLE'`,
    )
    for (const { name } of tables.rows) {
      const found = await server().pool.query(`select 1 from ${name} as t where t::text like $1`, [`%${token}%`])
      expect([name, found.rowCount]).toEqual([name, 0])
    }
  })
})

describe('the address of a link', () => {
  test('is that of the installation, whatever a request says', async () => {
    const { id } = await makePerson()
    const { databaseUrl, dataDir, cookie } = server()
    await withServer(
      databaseUrl,
      async ({ url }) => {
        const admin = new ApiClient(url, { cookie })
        for (const headers of [
          { 'x-forwarded-host': 'evil.example' },
          { 'x-forwarded-proto': 'http', 'x-forwarded-host': 'evil.example', 'x-forwarded-port': '81' },
          { forwarded: 'host=evil.example;proto=http' },
          { 'x-original-host': 'evil.example', 'x-host': 'evil.example' },
          { referer: 'https://evil.example/' },
        ]) {
          const made = await admin.post(`/api/people/${id}/invitation`, undefined, headers)
          expect(made.body.url).toBe(`https://crm.example.org${String(made.body.path)}`)
        }
        const crossSite = await admin.post(`/api/people/${id}/invitation`, undefined, {
          origin: 'https://evil.example',
        })
        expect(crossSite.status).toBe(403)
      },
      { dataDir, publicUrl: 'https://crm.example.org' },
    )
  })

  test('carries its token in the fragment, and its pages tell nobody where they were opened from', async () => {
    const { id } = await makePerson()
    const made = await server().admin.post(`/api/people/${id}/invitation`)

    expect(String(made.body.path)).toMatch(/^\/invitation#[^?/]+$/)
    for (const path of ['/invitation', '/new-password']) {
      const page = await server().anonymous.get(path, { accept: 'text/html' })
      expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    }
    expect((await look('x')).headers.get('referrer-policy')).toBe('no-referrer')
  })
})

test('a session that somebody planted has no part in accepting', async () => {
  const { id, email } = await makePerson()
  const token = await makeLink(id, 'invitation')
  const planted = server().nobody.header('cookie')

  const accepted = await server().anonymous.post(
    '/api/invitations/accept',
    { token, password: 'my first password' },
    { cookie: planted },
  )
  const signedIn = await server().anonymous.post('/api/session', { email, password: 'my first password' })

  expect(accepted.status).toBe(200)
  expect(cookieOf(signedIn.headers)).not.toBe(planted)
})

const credentials = ({ email, password }: { email: string; password: string }) => ({ email, password })
