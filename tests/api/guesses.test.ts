import { describe, expect, test } from '@jest/globals'
import type { ApiAnswer } from './support/client.js'
import { ApiClient } from './support/client.js'
import { cookieOf, signIn, useServer, withServer } from './support/use-server.js'

const server = useServer()

let count = 0

/** A new person with a password. */
async function makePerson() {
  const email = `guessed${++count}@example.org`
  const password = `the right password ${count}`
  const made = await server().admin.post('/api/people', { email, name: `Guessed ${count}`, password })
  expect(made.status).toBe(201)
  return { id: String(made.body.id), email, password }
}

/** Notes so many guesses of an account a moment ago: each real one costs a hashing. */
const guessedBefore = (id: string, count: number, part = 'password') =>
  server().pool.query(
    `insert into platform.guesses select $1, array_agg(now()), now() + interval '15 minutes' from generate_series(1, $2)`,
    [`${part}:${id}`, count],
  )

const statusesOf = (answers: readonly ApiAnswer[]) => {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

/** Ways of writing the same address: letters, spaces around, forms of Unicode. */
const spellings = (email: string, n: number) =>
  [email, email.toUpperCase(), ` ${email}`, `${email}\t `, `\u00a0${email}`, email.replace('g', 'G')][n % 6] as string

/** Everything a client can make up about itself. */
const disguise = (n: number): Record<string, string> => ({
  'x-forwarded-for': `203.0.${n % 256}.${(n * 7) % 256}, 10.0.0.${n % 256}`,
  forwarded: `for="[2001:db8::${n.toString(16)}]"`,
  'x-real-ip': `198.51.100.${n % 256}`,
  'x-client-ip': `192.0.2.${n % 256}`,
  'cf-connecting-ip': `192.0.2.${n % 256}`,
  via: `1.1 proxy${n}`,
  'user-agent': `agent ${n}`,
  'accept-language': n % 2 === 0 ? 'en' : 'zh-CN',
  cookie: `tessera.device=${String(n).padStart(43, 'x')}; tessera.session_token=${n}`,
  'tessera-workspace': `w${n}`,
})

describe('guessing passwords', () => {
  test('10 guesses per account per 15 minutes hold whatever the client rotates', async () => {
    const { email, password, id } = await makePerson()
    const answers: ApiAnswer[] = []
    for (let batch = 0; batch < 21; batch++) {
      const guesses = Array.from({ length: 48 }, (_, k) => {
        const n = batch * 48 + k
        return server().anonymous.post(
          '/api/session',
          { email: spellings(email, n), password: `guess number ${n}` },
          disguise(n),
        )
      })
      answers.push(...(await Promise.all(guesses)))
    }

    const counts = statusesOf(answers)
    expect(answers).toHaveLength(1_008)
    expect(counts[401]).toBeGreaterThan(0)
    expect(counts[401]).toBeLessThanOrEqual(10)
    expect((counts[401] ?? 0) + (counts[429] ?? 0)).toBe(1_008)
    const refused = answers.find(({ status }) => status === 429)
    expect(refused?.body.code).toBe('request.too_many')
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(800)
    // The right one is refused too: else the lock would say which one it is.
    expect((await server().anonymous.post('/api/session', { email, password })).status).toBe(429)
    const kept = await server().pool.query('select 1 from platform.auth_session where "userId" = $1', [id])
    expect(kept.rowCount).toBe(0)
  })

  test('of an address nobody has is answered, counted and refused in the same way, and takes about as long', async () => {
    const { email } = await makePerson()
    const unknown = 'void@example.org'
    const answers: Record<string, ApiAnswer[]> = { [email]: [], [unknown]: [] }
    const times: Record<string, number[]> = { [email]: [], [unknown]: [] }
    for (let n = 0; n < 9; n++) {
      for (const name of [email, unknown]) {
        const startedAt = performance.now()
        answers[name]?.push(await server().anonymous.post('/api/session', { email: name, password: `guess ${n}` }))
        times[name]?.push(performance.now() - startedAt)
      }
    }

    const plain = (name: string) =>
      answers[name]?.map(({ status, body }) => ({ status, body: { ...body, requestId: '' } }))
    expect(plain(unknown)).toEqual(plain(email))
    expect(statusesOf(answers[unknown] ?? [])).toEqual({ 401: 7, 429: 2 })
    // Hashing is what takes the time; an answer without it would be ten times as fast.
    const least = (name: string) => Math.min(...(times[name] ?? []).slice(0, 7))
    expect(least(unknown)).toBeGreaterThan(least(email) / 3)
    expect(least(unknown)).toBeLessThan(least(email) * 3)
  })

  test('cannot lock an owner out of a browser they have used before', async () => {
    const person = await makePerson()
    const first = await server().anonymous.post('/api/session', credentialsOf(person))
    const device = deviceOf(first)
    await server().pool.query('delete from platform.guesses where key = $1', [`password:${person.id}`])
    await guessedBefore(person.id, 7)
    expect((await server().anonymous.post('/api/session', credentialsOf(person))).status).toBe(429)

    const again = await server().anonymous.post('/api/session', credentialsOf(person), { cookie: device })

    expect(again.status).toBe(200)
    // And with that browser, together with all the others, there are ten.
    const guess = () =>
      server().anonymous.post('/api/session', { email: person.email, password: 'x' }, { cookie: device })
    const more = [await guess(), await guess(), await guess(), await guess()]
    expect(more.map(({ status }) => status)).toEqual([401, 401, 401, 429])
  })

  test('with the browser of somebody else gains nothing', async () => {
    const [person, attacker] = [await makePerson(), await makePerson()]
    const own = await server().anonymous.post('/api/session', credentialsOf(attacker))
    await guessedBefore(person.id, 5)
    const guesses = await Promise.all(
      Array.from({ length: 6 }, () =>
        server().anonymous.post(
          '/api/session',
          { email: person.email, password: 'x' },
          { cookie: `${deviceOf(own)}; ${cookieOf(own.headers)}` },
        ),
      ),
    )

    expect(statusesOf(guesses)).toEqual({ 401: 2, 429: 4 })
  })

  test('goes on counting while the owner signs in, whose right passwords do not count', async () => {
    const person = await makePerson()
    await guessedBefore(person.id, 4)
    for (let n = 4; n < 7; n++) {
      const guess = await server().anonymous.post('/api/session', { email: person.email, password: `guess ${n}` })
      expect(guess.status).toBe(401)
      if (n < 6) await signIn(server().running.url, person)
    }

    expect((await server().anonymous.post('/api/session', { email: person.email, password: 'x' })).status).toBe(429)
  })

  test('is told to the owner, once, in their language', async () => {
    const person = await makePerson()
    const owner = await signIn(server().running.url, person)
    await owner.patch('/api/me', { locale: 'en' })
    await server().pool.query('delete from platform.guesses where key = $1', [`password:${person.id}`])
    await guessedBefore(person.id, 6)
    for (let n = 0; n < 4; n++) await server().anonymous.post('/api/session', { email: person.email, password: 'x' })

    const told = await owner.get('/api/notifications')

    expect(told.body.notifications).toHaveLength(1)
    expect(told.body).toMatchObject({
      unread: 1,
      notifications: [{ title: 'Somebody keeps trying wrong passwords for your account', read: false }],
    })
  })

  test('is counted for all processes together', async () => {
    const person = await makePerson()
    await guessedBefore(person.id, 4)
    const { databaseUrl, dataDir, running } = server()
    await withServer(
      databaseUrl,
      async (other) => {
        const guesses = await Promise.all(
          Array.from({ length: 8 }, (_, n) =>
            new ApiClient(n % 2 === 0 ? running.url : other.url).post('/api/session', {
              email: person.email,
              password: 'x',
            }),
          ),
        )
        expect(statusesOf(guesses)).toEqual({ 401: 3, 429: 5 })
      },
      { dataDir },
    )
  })

  test('of many accounts from one network ends at a hundred, and holds up nobody on a browser they know', async () => {
    const person = await makePerson()
    const device = deviceOf(await server().anonymous.post('/api/session', credentialsOf(person)))
    const passedOn = server().anonymous.with({ 'x-forwarded-for': '203.0.113.7' })
    await server().pool.query(
      `insert into platform.guesses values ('network:127.0.0.1',
         array(select now() from generate_series(1, 99)), now() + interval '15 minutes')
       on conflict (key) do update set moments = excluded.moments`,
    )

    const last = await passedOn.post('/api/session', { email: 'one@example.org', password: 'x' })
    const beyond = await passedOn.post('/api/session', { email: 'other@example.org', password: 'x' })
    const stranger = await passedOn.post('/api/session', credentialsOf(person))
    const owner = await passedOn.post('/api/session', credentialsOf(person), { cookie: device })

    expect([last.status, beyond.status, stranger.status, owner.status]).toEqual([401, 429, 429, 200])
    await server().pool.query(`delete from platform.guesses where key = 'network:127.0.0.1'`)
  })

  test('is possible again when the first of the last guesses is a quarter of an hour old', async () => {
    const person = await makePerson()
    await guessedBefore(person.id, 7)
    await server().pool.query(
      `update platform.guesses set moments = array_prepend(moments[1] - interval '15 minutes', moments[2:]) where key = $1`,
      [`password:${person.id}`],
    )

    const guess = () => server().anonymous.post('/api/session', { email: person.email, password: 'x' })

    expect([(await guess()).status, (await guess()).status]).toEqual([401, 429])
  })

  test('of one’s own password with a session that was stolen is counted too', async () => {
    const person = await makePerson()
    const thief = await signIn(server().running.url, person)
    await server().pool.query('delete from platform.guesses where key like $1', [`%:${person.id}`])
    await guessedBefore(person.id, 6)
    await guessedBefore(person.id, 2, 'known')
    const answers = []
    for (let n = 0; n < 4; n++) {
      answers.push(
        await thief.patch(`/api/people/${person.id}`, { password: 'a new password', currentPassword: `guess ${n}` }),
      )
    }

    expect(statusesOf(answers)).toEqual({ 422: 2, 429: 2 })
  })
})

const credentialsOf = ({ email, password }: { email: string; password: string }) => ({ email, password })

/** The cookie that a browser keeps, as a Cookie header sends it. */
function deviceOf({ headers }: ApiAnswer): string {
  const line = headers.getSetCookie().find((text) => text.startsWith('tessera.device='))
  return line?.split(';')[0] ?? ''
}
