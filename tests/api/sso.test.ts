import { describe, expect, test } from '@jest/globals'
import { codeOf } from './support/authenticator.js'
import { ApiClient } from './support/client.js'
import {
  client,
  publicUrl,
  Wanderer,
  withIdentityProvider,
  type IdentityProvider,
} from './support/identity-provider.js'
import { until } from './support/until.js'
import { administrator, nobody, signIn, useServer, withServer } from './support/use-server.js'

const server = useServer()

const START = '/api/session/sso/start'

interface Scene {
  readonly url: string
  readonly provider: IdentityProvider
  readonly admin: ApiClient
}

/** The server with single sign-on at a provider that is allowed. */
function withSso<T>(
  body: (scene: Scene) => Promise<T>,
  more: { isOnlyWay?: boolean; allow?: boolean } = {},
): Promise<T> {
  const { databaseUrl, dataDir, cookie } = server()
  return withIdentityProvider((provider) =>
    withServer(databaseUrl, ({ url }) => body({ url, provider, admin: new ApiClient(url, { cookie }) }), {
      dataDir,
      publicUrl,
      outboundAllow: more.allow === false ? [] : [provider.host],
      sso: { issuer: provider.issuer, ...client, label: '企业账号', isOnlyWay: more.isOnlyWay ?? false },
    }),
  )
}

/** Comes back from the provider; gives where it leads and the browser. */
async function comeIn(url: string, start = START) {
  const browser = new Wanderer(url)
  const returned = await browser.toCallback(start)
  const { location } = await browser.go(returned)
  return { browser, returned, location, me: () => browser.go('/api/me') }
}

const refusal = (code: string): string => `${publicUrl}/login?refused=${code}`

let count = 0
async function makePerson(admin: ApiClient) {
  const email = `single${++count}@example.org`
  const made = await admin.post('/api/people', { email, name: `Single ${count}` })
  return { id: String(made.body.id), email }
}

describe('single sign-on', () => {
  test('lets a person in by their verified address, and afterwards by issuer and subject', () =>
    withSso(async ({ url, provider, admin }) => {
      const { id, email } = await makePerson(admin)
      Object.assign(provider.sitting, { subject: 'subject-1', email: email.toUpperCase() })

      const first = await comeIn(url, `${START}?next=${encodeURIComponent('/tasks?a=1')}`)

      expect(first.location).toBe(`${publicUrl}/tasks?a=1`)
      expect(JSON.parse((await first.me()).text)).toMatchObject({ user: { id } })
      expect((await new ApiClient(url).get('/api/session/ways')).body).toEqual({
        password: 'everybody',
        sso: { label: '企业账号' },
      })

      // The address there changes, and somebody else gets it: neither changes whose account it is.
      Object.assign(provider.sitting, { email: 'renamed@example.org', verified: false })
      const again = await comeIn(url)
      expect(JSON.parse((await again.me()).text)).toMatchObject({ user: { id } })
      Object.assign(provider.sitting, { subject: 'subject-2', email, verified: true })
      const other = await comeIn(url)
      expect(other.location).toBe(refusal('sso.other_subject'))
      expect((await other.me()).status).toBe(401)
    }))

  test('gives nobody an account, and lets in neither unverified addresses nor people who were deactivated', () =>
    withSso(async ({ url, provider, admin }) => {
      Object.assign(provider.sitting, { subject: 'stranger', email: 'stranger@example.org' })
      expect((await comeIn(url)).location).toBe(refusal('sso.unknown'))
      const { id, email } = await makePerson(admin)
      Object.assign(provider.sitting, { subject: 'claims', email, verified: false })
      expect((await comeIn(url)).location).toBe(refusal('sso.unverified'))
      Object.assign(provider.sitting, { verified: true })
      const linked = await comeIn(url)
      expect((await linked.me()).status).toBe(200)
      await admin.post(`/api/people/${id}/deactivate`)

      const gone = await comeIn(url)

      expect(gone.location).toBe(refusal('sso.unknown'))
      expect([(await gone.me()).status, (await linked.me()).status]).toEqual([401, 401])
      await until(async () => {
        const log = await admin.get('/api/audit?log=installation&action=session.refused')
        return JSON.stringify(log.body).includes('"address":"•••"')
      })
      const accounts = await server().pool.query(`select 1 from platform.auth_user where email like 'stranger%'`)
      expect(accounts.rowCount).toBe(0)
    }))

  test('asks for the second step of who has one', () =>
    withSso(async ({ url, provider, admin }) => {
      const { id, email } = await makePerson(admin)
      await admin.patch(`/api/people/${id}`, { password: 'the right password' })
      const person = await signIn(url, { email, password: 'the right password' })
      const begun = await person.post('/api/me/second-step', { password: 'the right password' })
      await person.post('/api/me/second-step/confirm', { code: codeOf(String(begun.body.secret)) })
      Object.assign(provider.sitting, { subject: 'careful', email })

      const half = await comeIn(url, `${START}?next=/tasks`)

      expect(half.location).toBe(`${publicUrl}/login?step=code&next=%2Ftasks`)
      expect((await half.me()).status).toBe(401)
      const cookie = `tessera.second_step=${half.browser.cookies.get('tessera.second_step') ?? ''}`
      const code = codeOf(String(begun.body.secret), 1)
      expect((await new ApiClient(url).post('/api/session/second', { code }, { cookie })).status).toBe(200)
    }))

  test('leads to addresses of our own only, when it succeeds and when it does not', () =>
    withSso(async ({ url, provider, admin }) => {
      const { email } = await makePerson(admin)
      const targets = [
        '//example.org',
        '/\\example.org',
        'https://example.org/',
        'javascript:alert(1)',
        '/.//example.org',
      ]
      for (const next of targets) {
        Object.assign(provider.sitting, { subject: 'traveller', email, verified: true })
        const start = `${START}?next=${encodeURIComponent(next)}`
        expect([next, (await comeIn(url, start)).location]).toEqual([next, `${publicUrl}/`])
        Object.assign(provider.sitting, { subject: 'traveller without account', email: 'void@example.org' })
        expect([next, (await comeIn(url, start)).location]).toEqual([next, refusal('sso.unknown')])
      }
      expect((await new Wanderer(url).go(`${START}?next=/a&next=/b`)).status).toBe(400)
    }))

  test('that was cancelled at the provider says so', () =>
    withSso(async ({ url, provider }) => {
      provider.sitting.subject = ''

      expect((await comeIn(url)).location).toBe(refusal('sso.cancelled'))
    }))
})

describe('what comes back from the provider', () => {
  test('is taken once, from the browser that went there, as it was sent', () =>
    withSso(async ({ url, provider, admin }) => {
      const { email } = await makePerson(admin)
      Object.assign(provider.sitting, { subject: 'returning', email })
      const arrive = async (change: (url: URL) => void, browser = new Wanderer(url)) => {
        const returned = new URL(await browser.toCallback(START))
        change(returned)
        const { location } = await browser.go(returned.href)
        return { browser, location, status: (await browser.go('/api/me')).status }
      }
      const refused = { location: refusal('sso.refused'), status: 401 }

      expect(await arrive((to) => to.searchParams.set('state', 'x'.repeat(43)))).toMatchObject(refused)
      expect(await arrive((to) => to.searchParams.delete('state'))).toMatchObject(refused)
      expect(await arrive((to) => to.searchParams.append('state', 'second'))).toMatchObject(refused)
      expect(await arrive((to) => to.searchParams.set('iss', 'https://other.example'))).toMatchObject(refused)
      expect(await arrive((to) => to.searchParams.delete('iss'))).toMatchObject(refused)
      expect(await arrive((to) => to.searchParams.set('code', 'made up'))).toMatchObject(refused)
      expect(await arrive((to) => to.searchParams.delete('code'))).toMatchObject(refused)

      // The code of somebody else's attempt: state and verifier are not of this browser.
      const victim = new Wanderer(url)
      const theirs = await victim.toCallback(START)
      const attacker = new Wanderer(url)
      await attacker.toCallback(START)
      expect((await attacker.go(theirs)).location).toBe(refusal('sso.refused'))
      const withoutCookie = new Wanderer(url)
      expect((await withoutCookie.go(theirs)).location).toBe(refusal('sso.expired'))
      const forged = new Wanderer(url)
      forged.cookies.set('tessera.sso', `${'A'.repeat(43)}.${Date.now() + 60_000}.Lw.${'A'.repeat(43)}`)
      expect((await forged.go(theirs)).location).toBe(refusal('sso.expired'))

      // And the victim themselves, once; a copy of cookie and address gets nothing afterwards.
      const copy = new Wanderer(url)
      for (const [name, value] of victim.cookies) copy.cookies.set(name, value)
      expect((await victim.go(theirs)).location).toBe(`${publicUrl}/`)
      expect((await copy.go(theirs)).location).toBe(refusal('sso.expired'))
      expect((await copy.go('/api/me')).status).toBe(401)
    }))
})

describe('a provider at a private address', () => {
  test('is not asked unless the operator allows it', () =>
    withSso(
      async ({ url, provider }) => {
        const { location } = await new Wanderer(url).go(START)

        expect(location).toBe(refusal('sso.unreachable'))
        expect(provider.connections()).toBe(0)
      },
      { allow: false },
    ))
})

test('where single sign-on is the only way, no local path lets anybody in but administrators', () =>
  withSso(
    async ({ url, admin }) => {
      const anonymous = new ApiClient(url)
      expect((await anonymous.get('/api/session/ways')).body.password).toBe('administrators')
      const tries = (credentials: object) => anonymous.post('/api/session', credentials)

      expect((await tries(administrator)).status).toBe(200)
      expect((await tries(nobody)).body.code).toBe('session.wrong_credentials')

      const invited = await makePerson(admin)
      const link = await admin.post(`/api/people/${invited.id}/invitation`)
      const token = String(link.body.path).split('#')[1]
      await anonymous.post('/api/invitations/accept', { token, password: 'my first password' })
      expect((await tries({ email: invited.email, password: 'my first password' })).status).toBe(401)

      const resetting = await admin.post(`/api/people/${invited.id}/reset-link`)
      const other = String(resetting.body.path).split('#')[1]
      await anonymous.post('/api/password/reset', { token: other, password: 'my next password' })
      expect((await tries({ email: invited.email, password: 'my next password' })).status).toBe(401)

      await admin.patch(`/api/people/${invited.id}`, { password: 'set by the admin' })
      expect((await tries({ email: invited.email, password: 'set by the admin' })).status).toBe(401)
      const made = { email: 'direct@example.org', password: 'the right password' }
      await admin.post('/api/people', { ...made, name: 'Direct' })
      expect((await tries(made)).status).toBe(401)
      expect((await anonymous.post('/api/session/second', { code: '000000' })).status).toBe(401)
      expect((await anonymous.post('/api/setup', { ...made, name: 'X' })).status).toBe(404)
      // Nothing that is sent changes it: it is a setting of the operator.
      expect((await admin.patch('/api/me', { sso: false })).status).toBe(422)
    },
    { isOnlyWay: true },
  ))

test('without single sign-on its addresses lead nowhere', async () => {
  expect((await server().anonymous.get('/api/session/ways')).body).toEqual({ password: 'everybody', sso: null })
  for (const path of [START, '/api/session/sso/callback?code=x&state=y']) {
    expect(await server().anonymous.get(path)).toMatchObject({ status: 404, body: { code: 'sso.off' } })
  }
})
