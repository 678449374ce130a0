import { describe, expect, test } from '@jest/globals'
import { allowTokens } from './support/allow-tokens.js'
import { codeOf } from './support/authenticator.js'
import type { ApiAnswer, ApiClient } from './support/client.js'
import { administrator, cookieOf, nobody, signIn, useServer, withServer } from './support/use-server.js'

const server = useServer()

let count = 0

/** A new person, signed in. */
async function makePerson() {
  const email = `twostep${++count}@example.org`
  const password = 'the right password'
  const made = await server().admin.post('/api/people', { email, password, name: `Two ${count}` })
  expect(made.status).toBe(201)
  return { id: String(made.body.id), email, password, client: await signIn(server().running.url, { email, password }) }
}

/**
 * A person whose second step is on, and whose present code and the next are still good. None of the past is used in tests: a
 * half minute may end at any time.
 */
async function makeCareful() {
  const person = await makePerson()
  const begun = await person.client.post('/api/me/second-step', { password: person.password })
  expect(begun.status).toBe(201)
  const secret = String(begun.body.secret)
  const confirmed = await person.client.post('/api/me/second-step/confirm', { code: codeOf(secret) })
  expect(confirmed.status).toBe(200)
  await server().pool.query('update platform.second_steps set last_used = 0 where account_id = $1', [person.id])
  return { ...person, secret, recoveryCodes: confirmed.body.recoveryCodes as unknown as string[] }
}

let shared: ReturnType<typeof makeCareful> | undefined

/** One such person for tests that change nothing about them: their codes are all good again. */
async function sharedCareful() {
  const person = await (shared ??= makeCareful())
  await server().pool.query('update platform.second_steps set last_used = 0 where account_id = $1', [person.id])
  await server().pool.query('delete from platform.guesses where key like $1', [`%:${person.id}`])
  return person
}

/** Gives the password; answers a client that owes the code. */
async function half({ email, password }: { email: string; password: string }): Promise<ApiClient> {
  const answer = await server().anonymous.post('/api/session', { email, password })
  expect(answer).toMatchObject({ status: 202, body: { secondStep: true } })
  return server().anonymous.with({ cookie: cookieOf(answer.headers) })
}

const second = (client: ApiClient, code: unknown): Promise<ApiAnswer> => client.post('/api/session/second', { code })

const sorted = (statuses: readonly number[]) => [...statuses].sort((a, b) => a - b)

describe('setting the second step up', () => {
  test('takes the password and a code, gives ten recovery codes, and ends all other sessions', async () => {
    const { client, email, password } = await makePerson()
    const other = await signIn(server().running.url, { email, password })
    expect((await client.get('/api/me/second-step')).body).toEqual({ on: false, recoveryCodes: 0, asksPassword: true })

    expect(await client.post('/api/me/second-step', { password: 'wrong' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'password', code: 'person.wrong_password' }] },
    })
    const begun = await client.post('/api/me/second-step', { password })
    const secret = String(begun.body.secret)
    expect(begun.body.address).toBe(
      `otpauth://totp/Tessera:${encodeURIComponent(email)}?issuer=Tessera&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
    )
    expect((await client.get('/api/me/second-step')).body.on).toBe(false)
    expect((await client.post('/api/me/second-step/confirm', { code: '000000' })).status).toBe(422)
    const confirmed = await client.post('/api/me/second-step/confirm', { code: codeOf(secret) })

    const codes = confirmed.body.recoveryCodes as unknown as string[]
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}$/)
    expect((await client.get('/api/me/second-step')).body).toEqual({ on: true, recoveryCodes: 10, asksPassword: true })
    expect((await other.get('/api/me')).status).toBe(401)
    expect((await client.get('/api/me')).status).toBe(200)
    expect((await client.get('/api/notifications')).body.notifications?.[0]?.title).toBe('两步验证已开启')
    expect((await client.post('/api/me/second-step', { password })).body.code).toBe('code.on')
  })

  test('that was begun and not finished asks for no code at sign-in', async () => {
    const person = await makePerson()
    const begun = await person.client.post('/api/me/second-step', { password: person.password })

    const answer = await server().anonymous.post('/api/session', credentials(person))

    expect(answer.status).toBe(200)
    expect((await second(server().anonymous, codeOf(String(begun.body.secret)))).status).toBe(401)
  })

  test('is nothing a token can do', async () => {
    await allowTokens(server().admin)
    const { id, client, password } = await makePerson()
    await server().admin.patch(`/api/people/${id}`, { roles: ['robot'] })
    const made = await client.post('/api/tokens', { name: 'mine' })
    const token = server().anonymous.with({ authorization: `Bearer ${String(made.body.token)}` })

    expect((await token.post('/api/me/second-step', { password })).body.code).toBe('access.denied')
    expect((await token.post('/api/me/second-step/off', { password, code: '000000' })).body.code).toBe('access.denied')
  })
})

describe('signing in with a second step', () => {
  test('gives no session before the code, and one afterwards', async () => {
    const person = await sharedCareful()
    const owing = await half(person)
    expect((await owing.get('/api/me')).status).toBe(401)
    const open = () => server().pool.query('select id from platform.auth_session where "userId" = $1', [person.id])
    const before = (await open()).rowCount

    const answer = await second(owing, codeOf(person.secret))

    expect(answer).toMatchObject({ status: 200, body: { user: { id: person.id } } })
    expect((await server().anonymous.get('/api/me', { cookie: cookieOf(answer.headers) })).status).toBe(200)
    expect((await open()).rowCount).toBe((before ?? 0) + 1)
    expect(answer.headers.getSetCookie().at(-1)).toMatch(/^tessera\.second_step=; Max-Age=0; Path=\/api\/session/)
  })

  test('takes a code once, one after the other and of many at the same moment', async () => {
    const person = await sharedCareful()
    const code = codeOf(person.secret)
    const halves = await Promise.all(Array.from({ length: 3 }, () => half(person)))
    const answers = await Promise.all(halves.map((client) => second(client, code)))
    const owing = await half(person)
    const later = await second(owing, code)

    expect(sorted(answers.map(({ status }) => status))).toEqual([200, 401, 401])
    expect(later).toMatchObject({ status: 401, body: { code: 'code.wrong' } })
    // The one of the half minute before would be older than the one that was used.
    expect((await second(owing, codeOf(person.secret, -1))).status).toBe(401)
    expect((await second(owing, codeOf(person.secret, 1))).status).toBe(200)
  })

  test('refuses codes of another time', async () => {
    const person = await sharedCareful()
    const owing = await half(person)

    for (const off of [-2880, -3, 3, 2880]) {
      expect([off, (await second(owing, codeOf(person.secret, off))).status]).toEqual([off, 401])
    }
  })

  test('takes each recovery code once, however it is typed', async () => {
    const person = await makeCareful()
    const [first = '', other = ''] = person.recoveryCodes

    expect((await second(await half(person), first)).status).toBe(200)
    expect((await second(await half(person), first)).status).toBe(401)
    expect((await second(await half(person), other.toLowerCase().replace('-', ' '))).status).toBe(200)
    const state = await person.client.get('/api/me/second-step')
    expect(state.body.recoveryCodes).toBe(8)
  })

  test('refuses the recovery codes and the secret of somebody else', async () => {
    const [person, other] = [await sharedCareful(), await makeCareful()]
    const owing = await half(person)

    expect((await second(owing, other.recoveryCodes[0])).status).toBe(401)
    expect((await second(owing, codeOf(other.secret))).status).toBe(401)
  })

  test('allows ten guesses of codes in 15 minutes, over new passwords and tickets, and tells the owner', async () => {
    const person = await sharedCareful()
    const [first, other] = [await half(person), await half(person)]
    const statuses = []
    for (let n = 0; n < 13; n++) {
      statuses.push((await second(n % 2 === 0 ? first : other, String(n).padStart(6, '0'))).status)
    }

    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429, 429])
    expect((await second(await half(person), codeOf(person.secret))).status).toBe(429)
    expect((await second(first, person.recoveryCodes[0])).status).toBe(429)
    const told = await person.client.get('/api/notifications')
    expect(told.body.notifications?.[0]?.title).toBe('有人知道您的密码，正在尝试验证码')
  })

  test('refuses what is no text', async () => {
    const owing = await half(await sharedCareful())

    for (const code of [null, 123456, '', {}, ['123456'], true, undefined]) {
      expect([code, (await second(owing, code)).status]).toEqual([code, 422])
    }
  })

  test('needs its first half, which lasts ten minutes and ends with a new password', async () => {
    const person = await makeCareful()
    const code = codeOf(person.secret)
    const owing = await half(person)
    expect((await second(server().anonymous, code)).body.code).toBe('code.expired')
    const madeUp = server().anonymous.with({ cookie: `tessera.second_step=${'x'.repeat(43)}` })
    expect((await second(madeUp, code)).body.code).toBe('code.expired')

    const late = await half(person)
    await server().pool.query(`update platform.half_sign_ins set expires_at = now() where account_id = $1`, [person.id])
    expect((await second(late, code)).body.code).toBe('code.expired')

    const again = await half(person)
    await server().admin.patch(`/api/people/${person.id}`, { password: 'set by the admin' })
    expect((await second(again, code)).body.code).toBe('code.expired')
    expect((await second(owing, code)).body.code).toBe('code.expired')
  })

  test('of somebody who was deactivated meanwhile leads nowhere', async () => {
    const person = await makeCareful()
    const owing = await half(person)
    await server().admin.post(`/api/people/${person.id}/deactivate`)

    expect((await second(owing, codeOf(person.secret))).body.code).toBe('code.expired')
  })

  test('is not passed by with a link for a new password', async () => {
    const person = await makeCareful()
    const made = await server().admin.post(`/api/people/${person.id}/reset-link`)
    const token = String(made.body.path).split('#')[1]

    const reset = await server().anonymous.post('/api/password/reset', { token, password: 'my next password' })

    expect(reset.status).toBe(200)
    expect(reset.headers.getSetCookie()).toEqual([])
    const owing = await half({ ...person, password: 'my next password' })
    expect((await owing.get('/api/me')).status).toBe(401)
    expect((await second(owing, codeOf(person.secret))).status).toBe(200)
  })
})

describe('turning the second step off', () => {
  test('takes password and code', async () => {
    const { client, password, secret, email } = await makeCareful()
    const off = (body: object) => client.post('/api/me/second-step/off', body)

    expect((await off({ password })).status).toBe(422)
    expect((await off({ code: codeOf(secret) })).body.errors?.[0]?.path).toBe('password')
    expect((await off({ password: 'wrong', code: codeOf(secret) })).body.errors?.[0]?.path).toBe('password')
    expect((await off({ password, code: '000000' })).body.errors?.[0]?.path).toBe('code')
    expect((await off({ password, code: codeOf(secret) })).status).toBe(204)

    expect((await client.get('/api/me/second-step')).body).toMatchObject({ on: false, recoveryCodes: 0 })
    await signIn(server().running.url, { email, password })
    expect((await off({ password, code: codeOf(secret, 1) })).body.code).toBe('code.off')
  })

  test('is done by an administrator for somebody who lost their phone, who is told; not for oneself', async () => {
    const person = await makeCareful()

    const about = async () => (await server().admin.get(`/api/people/${person.id}`)).body.person?.secondStep
    expect(await about()).toBe(true)
    expect((await server().admin.post(`/api/people/${person.id}/second-step/reset`)).status).toBe(204)
    expect(await about()).toBe(false)

    await signIn(server().running.url, person)
    const told = await person.client.get('/api/notifications')
    expect(told.body.notifications?.[0]?.title).toBe('管理员重置了您的两步验证')
    const { admin, ids } = server()
    expect((await admin.post(`/api/people/${ids.admin}/second-step/reset`)).status).toBe(403)
    expect((await admin.post(`/api/people/${person.id}/second-step/reset`)).body.code).toBe('code.off')
  })
})

test('new recovery codes take the place of the old ones, for password and code', async () => {
  const person = await makeCareful()
  const renew = (body: object) => person.client.post('/api/me/second-step/recovery-codes', body)

  expect((await renew({ password: person.password, code: '000000' })).status).toBe(422)
  const renewed = await renew({ password: person.password, code: codeOf(person.secret) })

  const codes = renewed.body.recoveryCodes as unknown as string[]
  expect(codes).toHaveLength(10)
  expect((await second(await half(person), person.recoveryCodes[0])).status).toBe(401)
  expect((await second(await half(person), codes[0])).status).toBe(200)
})

test('neither secrets nor recovery codes can be read from the database', async () => {
  const person = await sharedCareful()
  for (const table of ['second_steps', 'recovery_codes', 'half_sign_ins', 'guesses', 'idempotency']) {
    const rows = await server().pool.query<{ text: string }>(`select t::text as text from platform.${table} as t`)
    const all = rows.rows.map(({ text }) => text).join('\n')
    expect(all).not.toContain(person.secret)
    for (const code of person.recoveryCodes) expect(all).not.toContain(code)
    for (const code of person.recoveryCodes) expect(all).not.toContain(Buffer.from(code).toString('hex'))
  }
})

describe('where a second step is asked of everybody', () => {
  test('a session is good for setting it up and nothing else, and it stays on', async () => {
    const { databaseUrl, dataDir } = server()
    const { email, password } = await makePerson()
    await withServer(
      databaseUrl,
      async ({ url }) => {
        const person = await signIn(url, { email, password })
        const me = await person.get('/api/me')
        expect(me).toMatchObject({ status: 200, body: { secondStepNeeded: true } })
        for (const path of [
          '/api/documents',
          '/api/records/user',
          '/api/tokens',
          '/api/notifications',
          '/api/events',
        ]) {
          expect([path, (await person.get(path)).body.code]).toEqual([path, 'code.needed'])
        }
        expect((await person.post('/api/tokens', { name: 'around it' })).body.code).toBe('code.needed')
        expect((await person.get('/api/records/user', { 'tessera-workspace': 'main' })).body.code).toBe('code.needed')

        const begun = await person.post('/api/me/second-step', { password })
        const code = codeOf(String(begun.body.secret))
        expect((await person.post('/api/me/second-step/confirm', { code })).status).toBe(200)

        expect((await person.get('/api/me')).body.secondStepNeeded).toBeUndefined()
        expect((await person.get('/api/documents')).status).toBe(200)
        const off = { password, code: codeOf(String(begun.body.secret), 1) }
        expect((await person.post('/api/me/second-step/off', off)).body.code).toBe('code.asked')
      },
      { dataDir, secondStepFor: 'everybody' },
    )
  })

  test('or of administrators only, they alone have to', async () => {
    const { databaseUrl, dataDir } = server()
    await withServer(
      databaseUrl,
      async ({ url }) => {
        const [admin, other] = await Promise.all([signIn(url, administrator), signIn(url, nobody)])

        expect((await admin.get('/api/documents')).body.code).toBe('code.needed')
        expect((await other.get('/api/documents')).status).toBe(200)
      },
      { dataDir, secondStepFor: 'administrators' },
    )
  })
})

const credentials = ({ email, password }: { email: string; password: string }) => ({ email, password })
