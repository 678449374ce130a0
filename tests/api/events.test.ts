import { afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { uuid7 } from '@tessera/engine'
import { EventReader } from './support/event-reader.js'
import { until } from './support/until.js'
import { administrator, signIn, useServer, withServer } from './support/use-server.js'
import type { ApiClient } from './support/client.js'
import { accountObject, create, publish, publishVisits } from './support/visit.js'

const server = useServer()

const open: EventReader[] = []
afterEach(() => open.splice(0).forEach((reader) => reader.close()))

/** Opens a stream as somebody, at this server or another. */
async function listen(
  client: ApiClient,
  query = '',
  headers: Record<string, string> = {},
  url?: string,
): Promise<EventReader> {
  const address = `${url ?? server().running.url}/api/events${query}`
  const identity = { cookie: client.header('cookie'), authorization: client.header('authorization') }
  const sent = Object.entries({ ...identity, ...headers }).filter(([, value]) => value !== '')
  const reader = await EventReader.open(address, Object.fromEntries(sent))
  open.push(reader)
  return reader
}

/** A record event that should come; others may write meanwhile. */
const about = (id: string, version: number, op: string, object = 'account') => ({ object, id, version, op })

const tell = (userId: string) =>
  server().pool.query(`INSERT INTO ws_main.notifications (id, user_id, at, title) VALUES ($1, $2, now(), 'x')`, [
    uuid7(),
    userId,
  ])

beforeAll(() => publishVisits(server().admin))

describe('a stream of events', () => {
  test('that starts where one’s own page stood tells what was done before it was opened', async () => {
    const position = String((await server().admin.get('/api/me')).body.events)
    const id = await create(server().admin, 'account', { name: '读完之后' })
    const reader = await listen(server().admin, `?after=${position}`)

    await until(() => reader.of('record').some((event) => (event as { id: string }).id === id))
    expect(reader.of('reset')).toEqual([])
  })

  test('tells at once what anybody does to records, with its kind and version', async () => {
    const reader = await listen(server().admin)
    expect([reader.status, reader.headers.get('content-type'), reader.headers.get('cache-control')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no-store',
    ])

    const times: number[] = []
    for (let n = 0; n < 5; n++) {
      const before = performance.now()
      const id = await create(server().admin, 'account', { name: `${n}` })
      await until(() => reader.of('record').some((event) => (event as { id: string }).id === id))
      times.push((reader.events.at(-1)?.at ?? 0) - before)
    }
    // Transactions of others in the same PostgreSQL may hold one up; not all of them.
    expect(Math.min(...times)).toBeLessThan(500)

    const id = await create(server().admin, 'account', { name: '甲' })
    await server().admin.patch(`/api/records/account/${id}`, { name: '乙' })
    await server().admin.delete(`/api/records/account/${id}`)
    await server().admin.post(`/api/records/account/${id}/restore`)
    const seen = () => reader.of('record').filter((event) => (event as { id: string }).id === id)
    await until(() => seen().length === 4)
    expect(seen()).toEqual([
      about(id, 1, 'create'),
      about(id, 2, 'change'),
      about(id, 3, 'delete'),
      about(id, 4, 'restore'),
    ])
  })

  test('tells of the named objects only', async () => {
    const reader = await listen(server().admin, '?objects=visit,nothing')

    await create(server().admin, 'account', { name: 'x' })
    const id = await create(server().admin, 'visit', { subject: 'x' })
    await until(() => reader.of('record').length > 0)

    expect(reader.of('record')).toEqual([about(id, 1, 'create', 'visit')])
  })

  test('tells what another process did, too, within a second', async () => {
    const reader = await listen(server().admin)

    await withServer(
      server().databaseUrl,
      async (running) => {
        const other = await signIn(running.url, administrator)
        const times: number[] = []
        for (let n = 0; n < 5; n++) {
          const id = await create(other, 'account', { name: 'from elsewhere' })
          const before = performance.now()
          await until(() => reader.of('record').some((event) => (event as { id: string }).id === id))
          times.push(performance.now() - before)
        }
        // As above: transactions of others may hold some of them up.
        expect(Math.min(...times)).toBeLessThan(1_000)
        const revision = await publish(other, [{ ...accountObject, label: { 'zh-CN': '别处', en: 'Elsewhere' } }])
        await until(() => reader.of('revision').length > 0)
        expect(reader.of('revision')).toEqual([{ revision }])
      },
      { dataDir: server().dataDir },
    )
  })

  test('goes on after the last event its reader got, as if it had never been away', async () => {
    const first = await listen(server().admin)
    const seen = await create(server().admin, 'account', { name: 'seen' })
    await until(() => first.of('record').length === 1)
    first.close()
    const missed = [
      await create(server().admin, 'account', { name: 'missed' }),
      await create(server().admin, 'account', { name: 'missed, too' }),
    ]
    const revision = await publish(server().admin, [{ ...accountObject, label: `客户 ${Date.now()}` }])
    await tell(server().ids.admin)

    for (const way of [
      await listen(server().admin, '', { 'last-event-id': first.lastId }),
      await listen(server().admin, `?after=${first.lastId}`),
    ]) {
      await until(() => way.of('record').length >= 2 && way.of('notification').length > 0)
      const ids = way.of('record').map((event) => (event as { id: string }).id)
      expect(ids).toEqual(missed)
      expect(ids).not.toContain(seen)
      expect(way.of('revision')).toEqual([{ revision }])
      expect(way.of('reset')).toEqual([])
    }
  })

  test.each([
    ['nobody made', 'rubbish'],
    ['of another database', Buffer.from(JSON.stringify([1, 0, null, '999999999999.0'])).toString('base64url')],
    ['of no form', Buffer.from(JSON.stringify([1, 0, null, 'x'])).toString('base64url')],
  ])('says that the reader must read again after an event %s, and goes on', async (_name, id) => {
    const reader = await listen(server().admin, '', { 'last-event-id': id })
    await until(() => reader.of('reset').length === 1)

    const made = await create(server().admin, 'account', { name: 'after' })
    await until(() => reader.of('record').length > 0)
    expect(reader.of('record')).toEqual([about(made, 1, 'create')])
    expect(reader.of('reset')).toEqual([{}])
  })

  test('tells every event of a large batch, once and in order', async () => {
    const reader = await listen(server().admin)
    const records = Array.from({ length: 3_000 }, (_, n) => ({ name: `${n}` }))

    const { body } = await server().admin.post('/api/records/account/batch', { create: records })

    await until(() => reader.of('record').length >= 3_000, 15_000)
    const ids = reader.of('record').map((event) => (event as { id: string }).id)
    expect(ids).toEqual((body.created as unknown as { id: string }[]).map(({ id }) => id))
  }, 30_000)

  test('tells a person of their notifications, and of nobody else’s', async () => {
    const { admin, nobody, ids } = server()
    const [own, others] = [await listen(nobody), await listen(admin)]

    await tell(ids.nobody)
    await until(() => own.of('notification').length === 1)
    expect(own.of('notification')).toEqual([{ id: expect.any(String), unread: 1 }])
    await nobody.post('/api/notifications/read', { all: true })
    await until(() => own.of('notification').length === 2)
    expect(own.of('notification')[1]).toMatchObject({ unread: 0 })
    expect(others.of('notification')).toEqual([])
  })

  test('tells a person without roles nothing of any record', async () => {
    const { admin, nobody } = server()
    const [theirs, all] = [await listen(nobody), await listen(admin)]

    await create(admin, 'account', { name: 'secret' })
    await until(() => all.of('record').length > 0)
    const revision = await publish(admin, [{ ...accountObject, label: `客户 ${Date.now()}` }])
    await until(() => theirs.of('revision').length > 0)

    expect(theirs.events.map(({ name, data }) => [name, data])).toEqual([['revision', { revision }]])
  })

  test('begins with a place to go on from, and is kept alive', async () => {
    const reader = await listen(server().admin)
    await until(() => reader.lastId !== '')

    expect(reader.events).toEqual([])
    const head = await server().admin.send('HEAD', '/api/events')
    expect([head.status, head.text]).toEqual([200, ''])
  })

  test.each([
    ['objects=', 400],
    ['objects=,', 400],
    ['object=account', 400],
    [`objects=${Array.from({ length: 101 }, (_, n) => `o${n}`).join()}`, 400],
  ])('is refused with %s', async (query, status) => {
    expect((await server().admin.get(`/api/events?${query}`)).status).toBe(status)
  })
})

describe('the right to listen', () => {
  test('ends with the session, within a second, here and in other processes', async () => {
    await withServer(
      server().databaseUrl,
      async (elsewhere) => {
        const someone = await signIn(server().running.url, administrator)
        const readers = [await listen(someone), await listen(someone, '', {}, elsewhere.url)]
        const stays = await listen(server().admin)

        const before = performance.now()
        await someone.delete('/api/session')
        await until(() => readers.every(({ isOver }) => isOver))

        expect(performance.now() - before).toBeLessThan(1_500)
        expect(stays.isOver).toBe(false)
        expect((await listen(someone)).status).toBe(401)
      },
      { dataDir: server().dataDir },
    )
  })

  test('follows the roles of today: lost ones end the events of records, given ones begin them', async () => {
    const { admin } = server()
    const person = { email: 'changing@example.org', password: 'a person who changes' }
    const made = await admin.post('/api/people', { ...person, name: 'Changing', roles: ['administrator'] })
    const id = String(made.body.user?.id ?? made.body.id)
    const reader = await listen(await signIn(server().running.url, person))
    const witness = await listen(admin, '?objects=account')

    await admin.patch(`/api/people/${id}`, { roles: [] })
    await create(admin, 'account', { name: 'after the rights' })
    await until(() => witness.of('record').length === 1)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(reader.of('record').filter((event) => (event as { object: string }).object === 'account')).toEqual([])

    await admin.patch(`/api/people/${id}`, { roles: ['administrator'] })
    const seen = await create(admin, 'account', { name: 'with rights again' })
    await until(() => reader.of('record').some((event) => (event as { id: string }).id === seen))
    await admin.post(`/api/people/${id}/deactivate`, {})
    await until(() => reader.isOver)
  })

  test('of a token ends when the token is deleted', async () => {
    const made = await server().admin.post('/api/tokens', { name: 'listener' })
    const reader = await listen(server().anonymous.with({ authorization: `Bearer ${String(made.body.token)}` }))
    expect(reader.status).toBe(200)

    await server().admin.delete(`/api/tokens/${String(made.body.id)}`)
    await until(() => reader.isOver)
  })

  test('is that of a few tabs, not of hundreds', async () => {
    const someone = await signIn(server().running.url, administrator)
    const readers = await Promise.all(Array.from({ length: 30 }, () => listen(someone)))

    const refused = readers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThanOrEqual(3)
    expect(readers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(20)
    expect(refused[0]?.headers.get('retry-after')).toBe('30')
  })
})

test('stopping a process ends its streams at once', async () => {
  await withServer(
    server().databaseUrl,
    async (running) => {
      const reader = await listen(server().admin, '', {}, running.url)
      expect(reader.status).toBe(200)

      const before = performance.now()
      await running.stop()

      expect(performance.now() - before).toBeLessThan(3_000)
      await until(() => reader.isOver)
    },
    { dataDir: server().dataDir },
  )
})
