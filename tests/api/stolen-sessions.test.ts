import { describe, expect, test } from '@jest/globals'
import { ApiClient } from './support/client.js'
import { administrator, cookieOf, signIn, useServer, withServer } from './support/use-server.js'

const server = useServer()

let count = 0

/** A new person, signed in; and a thief who copied their cookie and uses it at another process. */
async function withThief(
  body: (owner: ApiClient, thief: ApiClient, person: { id: string; email: string; password: string }) => Promise<void>,
) {
  const { databaseUrl, dataDir, running, admin } = server()
  const person = { email: `robbed${++count}@example.org`, password: 'the right password' }
  const made = await admin.post('/api/people', { ...person, name: 'Robbed' })
  await withServer(
    databaseUrl,
    async (other) => {
      const owner = await signIn(running.url, person)
      const thief = new ApiClient(other.url, { cookie: owner.header('cookie') })
      expect((await thief.get('/api/me')).status).toBe(200)
      await body(owner, thief, { ...person, id: String(made.body.id) })
    },
    { dataDir },
  )
}

/** Until the other process refuses; it must within a second. */
async function expectDead(thief: ApiClient): Promise<void> {
  const endedAt = performance.now()
  let status = 200
  while (status === 200) status = (await thief.get('/api/me')).status
  expect(status).toBe(401)
  expect(performance.now() - endedAt).toBeLessThan(1_000)
}

describe('a stolen session cookie', () => {
  test('dies with sign-out, at once here and within a second elsewhere', () =>
    withThief(async (owner, thief) => {
      const signedOut = await owner.delete('/api/session')

      expect(signedOut.status).toBe(204)
      expect(signedOut.headers.getSetCookie()[0]).toMatch(/^tessera\.session_token=;.*Max-Age=0/)
      expect((await owner.get('/api/me')).status).toBe(401)
      await expectDead(thief)
    }))

  test('dies with password change by its owner', () =>
    withThief(async (owner, thief, { id, password }) => {
      const changed = await owner.patch(`/api/people/${id}`, { password: 'a new password', currentPassword: password })

      expect(changed.status).toBe(200)
      expect((await owner.get('/api/me')).status).toBe(401)
      await expectDead(thief)
    }))

  test('dies with password change by an administrator', () =>
    withThief(async (owner, thief, { id }) => {
      expect((await server().admin.patch(`/api/people/${id}`, { password: 'set by the admin' })).status).toBe(200)

      expect((await owner.get('/api/me')).status).toBe(401)
      await expectDead(thief)
    }))

  test('dies when its owner signs in again with the browser it was taken from', () =>
    withThief(async (owner, thief, { email, password }) => {
      const again = await owner.post('/api/session', { email, password })

      expect(again.status).toBe(200)
      expect(cookieOf(again.headers)).not.toBe(owner.header('cookie'))
      await expectDead(thief)
      expect((await owner.get('/api/me', { cookie: cookieOf(again.headers) })).status).toBe(200)
    }))

  test('of one person does not end with the password of another', () =>
    withThief(async (owner) => {
      const other = { email: 'other.robbed@example.org', password: 'the right password' }
      const made = await server().admin.post('/api/people', { ...other, name: 'Other' })
      await server().admin.patch(`/api/people/${String(made.body.id)}`, { password: 'set by the admin' })

      expect((await owner.get('/api/me')).status).toBe(200)
    }))
})

describe('one’s own sessions', () => {
  test('are listed with the device, and ended one by one or all but this one', async () => {
    const person = { email: 'traveller@example.org', password: 'the right password' }
    await server().admin.post('/api/people', { ...person, name: 'Traveller' })
    const devices = []
    for (const agent of ['Phone/1', 'Tablet/2', 'Desk/3']) {
      const answer = await server().anonymous.post('/api/session', person, { 'user-agent': agent })
      devices.push(server().anonymous.with({ cookie: cookieOf(answer.headers) }))
    }
    const [phone, tablet, desk] = devices as [ApiClient, ApiClient, ApiClient]
    const list = async () =>
      (await desk.get('/api/me/sessions')).body.sessions as unknown as {
        id: string
        userAgent: string
        current: boolean
      }[]

    expect((await list()).map(({ userAgent, current }) => [userAgent, current])).toEqual([
      ['Desk/3', true],
      ['Tablet/2', false],
      ['Phone/1', false],
    ])
    expect(JSON.stringify(await list())).not.toContain(tablet.header('cookie').split('=')[1]?.slice(0, 20))
    const tabletId = (await list())[1]?.id ?? ''
    expect((await server().admin.delete(`/api/me/sessions/${tabletId}`)).status).toBe(404)
    expect((await desk.delete(`/api/me/sessions/${tabletId}`)).status).toBe(204)
    expect([(await tablet.get('/api/me')).status, (await phone.get('/api/me')).status]).toEqual([401, 200])

    expect((await desk.post('/api/me/sessions/end-others')).body).toEqual({ ended: 1 })

    expect([(await phone.get('/api/me')).status, (await desk.get('/api/me')).status]).toEqual([401, 200])
    expect(await list()).toHaveLength(1)
  })
})

describe('the session cookie', () => {
  test('travels by https only where people reach the installation by https', async () => {
    const { databaseUrl, dataDir } = server()
    await withServer(
      databaseUrl,
      async ({ url }) => {
        const answer = await new ApiClient(url).post('/api/session', administrator)

        expect(answer.headers.getSetCookie()).toHaveLength(2)
        for (const line of answer.headers.getSetCookie()) expect(line).toMatch(/; Secure/)
      },
      { dataDir, publicUrl: 'https://crm.example.org' },
    )
  })
})
