import { describe, expect, test } from '@jest/globals'
import { withDatabase } from '../support/database.js'
import { ApiClient } from './support/client.js'
import { cookieOf, withServer } from './support/use-server.js'

const first = { email: 'First@Example.org', password: 'the very first one', name: '第一人' }

describe('a fresh installation', () => {
  test('is set up once: the first person becomes administrator and is signed in', async () => {
    await withDatabase(async ({ url }) => {
      await withServer(url, async (running) => {
        const client = new ApiClient(running.url)
        expect((await client.get('/api/setup')).body).toEqual({ needed: true })
        expect(running.setupCode).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)

        const made = await client.post('/api/setup', first)

        expect(made).toMatchObject({ status: 201, body: { user: { email: 'first@example.org', name: '第一人' } } })
        const me = await client.get('/api/me', { cookie: cookieOf(made.headers) })
        expect(me.body).toMatchObject({
          roles: [{ key: 'administrator', title: '管理员' }],
          workspace: { key: 'main' },
        })
        expect((await client.get('/api/setup')).body).toEqual({ needed: false })
        expect(await client.post('/api/setup', first)).toMatchObject({ status: 404, body: { code: 'setup.done' } })
      })
    })
  })

  test('takes only one of many first persons at once', async () => {
    await withDatabase(async ({ url, pool }) => {
      await withServer(url, async (running) => {
        const client = new ApiClient(running.url)

        const answers = await Promise.all(
          [1, 2, 3, 4].map((n) => client.post('/api/setup', { ...first, email: `p${n}@example.org` })),
        )

        expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404, 404])
        const accounts = await pool.query('select count(*)::int as n from platform.auth_user')
        expect(accounts.rows).toEqual([{ n: 1 }])
      })
    })
  })

  test('from another machine needs the code the server printed, and guesses are counted', async () => {
    await withDatabase(async ({ url }) => {
      await withServer(url, async (running) => {
        const throughProxy = new ApiClient(running.url, { 'x-forwarded-for': '203.0.113.7' })

        expect(await throughProxy.post('/api/setup', first)).toMatchObject({
          status: 403,
          body: { code: 'setup.wrong_code' },
        })
        for (let guess = 0; guess < 8; guess++) await throughProxy.post('/api/setup', { ...first, code: 'AAAA-AAAA' })
        const right = await throughProxy.post('/api/setup', { ...first, code: running.setupCode?.toLowerCase() })
        expect(right.status).toBe(201)
      })
    })
  })

  test('refuses a password that is too short, and stays open', async () => {
    await withDatabase(async ({ url }) => {
      await withServer(url, async (running) => {
        const client = new ApiClient(running.url)

        const refused = await client.post('/api/setup', { ...first, password: 'kurz' })

        expect(refused).toMatchObject({
          status: 422,
          body: { errors: [{ path: 'password', code: 'person.password_too_short', message: '密码至少 8 个字符。' }] },
        })
        expect((await client.get('/api/setup')).body).toEqual({ needed: true })
      })
    })
  })
})

describe('the administrator of the environment', () => {
  test('is made at the first start only, by one of two processes', async () => {
    await withDatabase(async ({ url, pool }) => {
      const environment = { adminEmail: 'env@example.org', adminPassword: 'from the environment' }
      await withServer(
        url,
        async (running, dataDir) => {
          await withServer(
            url,
            async (second) => {
              expect(running.setupCode).toBeUndefined()
              const client = new ApiClient(second.url)
              const answer = await client.post('/api/session', {
                email: 'env@example.org',
                password: 'from the environment',
              })
              expect(answer.status).toBe(200)
            },
            { dataDir, adminEmail: 'other@example.org', adminPassword: 'another password' },
          )
        },
        environment,
      )

      const accounts = await pool.query('select email from platform.auth_user')
      expect(accounts.rows).toEqual([{ email: 'env@example.org' }])
    })
  })

  test('with a password that is too short stops the start with a sentence about it', async () => {
    await withDatabase(async ({ url }) => {
      const start = withServer(url, async () => undefined, { adminEmail: 'env@example.org', adminPassword: 'kurz' })

      await expect(start).rejects.toThrow(/at least 8 characters/)
    })
  })
})

test('processes that start at once on an empty database agree on its tables', async () => {
  await withDatabase(async ({ url, pool }) => {
    await Promise.all(
      [1, 2, 3].map(() => withServer(url, async (running) => new ApiClient(running.url).get('/readyz'))),
    )

    const done = await pool.query<{ name: string }>('select name from platform.server_migrations order by id')
    const names = done.rows.map(({ name }) => name)
    expect(names).toContain('001-accounts')
    expect(names).toEqual([...new Set(names)].sort())
  })
})
