import { describe, expect, test } from '@jest/globals'
import { once } from 'node:events'
import { connect } from 'node:net'
import { withDatabase } from '../support/database.js'
import { ApiClient } from './support/client.js'
import { useServer, withServer } from './support/use-server.js'

const server = useServer()

describe('operations', () => {
  test('health and readiness answer anyone', async () => {
    expect(await server().anonymous.get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect(await server().anonymous.get('/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } })
  })

  test('metrics count requests by route, and never name data', async () => {
    await server().admin.get('/api/records/secretObject/some-id')
    const answer = await server().anonymous.get('/metrics')

    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/plain')
    expect(answer.text).toMatch(/tessera_http_request_duration_seconds_count\{route="getRecord",status="4xx"\} \d+/)
    expect(answer.text).not.toContain('secretObject')
  })

  test('metrics are for administrators when asked from elsewhere', async () => {
    const elsewhere = { 'x-forwarded-for': '203.0.113.9' }

    expect((await server().anonymous.get('/metrics', elsewhere)).status).toBe(401)
    expect((await server().nobody.get('/metrics', elsewhere)).status).toBe(403)
    expect((await server().admin.get('/metrics', elsewhere)).status).toBe(200)
  })

  test('a worker answers health and metrics only', async () => {
    const { databaseUrl, dataDir } = server()
    await withServer(
      databaseUrl,
      async (worker) => {
        const client = new ApiClient(worker.url, { cookie: server().cookie })
        expect((await client.get('/healthz')).status).toBe(200)
        expect((await client.get('/api/me')).status).toBe(404)
      },
      { dataDir, role: 'worker' },
    )
  })
})

test('a process whose port is taken does not start, and leaves nothing running', async () => {
  const { databaseUrl, dataDir, running } = server()

  const refused = withServer(databaseUrl, async () => undefined, { dataDir, port: running.port })
  await expect(refused).rejects.toMatchObject({ code: 'EADDRINUSE' })

  const left = await server().pool.query(
    `select count(*)::int as n from pg_stat_activity where datname = current_database()`,
  )
  expect((left.rows[0] as { n: number }).n).toBeLessThan(30)
  expect((await server().anonymous.get('/readyz')).status).toBe(200)
})

describe('stopping', () => {
  test('lets a request in flight end, and closes the port', async () => {
    await withDatabase(async ({ url }) => {
      await withServer(url, async (running) => {
        const client = new ApiClient(running.url)
        const slow = client.post('/api/session', { email: 'someone@example.org', password: 'a password to be hashed' })
        void slow.catch(() => undefined)
        await client.get('/healthz')
        const [, answer] = await Promise.all([running.stop(), slow])
        expect(answer.status).toBe(401)
        await expect(client.get('/healthz')).rejects.toThrow()
      })
    })
  })
})

test('stopping does not wait for a connection that never had a request, as browsers open them', async () => {
  await withServer(
    server().databaseUrl,
    async (running) => {
      const socket = connect(running.port, '127.0.0.1')
      await once(socket, 'connect')
      const closed = once(socket, 'close')

      const before = performance.now()
      await running.stop()

      expect(performance.now() - before).toBeLessThan(5_000)
      await closed
    },
    { dataDir: server().dataDir },
  )
})

test('a database that is gone makes the process unready, not dead; it recovers by itself', async () => {
  const { pool, running } = server()
  const client = new ApiClient(running.url)

  await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )

  expect((await client.get('/healthz')).status).toBe(200)
  let status = 0
  for (let attempt = 0; attempt < 5 && status !== 200; attempt++) status = (await client.get('/readyz')).status
  expect(status).toBe(200)
})
