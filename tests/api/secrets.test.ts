import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RunningServer } from '@tessera/server'
import type { Pool } from 'pg'
import { withDatabase } from '../support/database.js'
import type { ApiClient, Json } from './support/client.js'
import { deviceObject, deviceWorkflow } from './support/device.js'
import { until } from './support/until.js'
import { administrator, signIn, withServer } from './support/use-server.js'
import { create, publish } from './support/visit.js'

const canary = 'kanari-7f3a91c2d4'
const second = 'kanari-b81e55aa01'

/** Says back whatever it was sent, as careless receivers do. */
const echo: { server?: Server; port: number; got: IncomingHttpHeaders[] } = { port: 0, got: [] }
const logged: string[] = []
let world: { admin: ApiClient; pool: Pool; running: RunningServer } | undefined
let finish: () => void = () => undefined
let finished: Promise<unknown> = Promise.resolve()

const admin = (): ApiClient => world?.admin as ApiClient

beforeAll(async () => {
  echo.server = createServer((request, response) => {
    echo.got.push(request.headers)
    response.end(JSON.stringify(request.headers))
  })
  await new Promise<void>((resolve) => echo.server?.listen(0, '127.0.0.1', resolve))
  echo.port = (echo.server.address() as AddressInfo).port
  const keep = (details: object, message: string) => void logged.push(message, JSON.stringify(details), String(details))
  await new Promise<void>((resolve, reject) => {
    finished = withDatabase(({ url, pool }) =>
      withServer(
        url,
        async (running) => {
          world = { admin: await signIn(running.url, administrator), pool, running }
          resolve()
          await new Promise<void>((end) => (finish = end))
        },
        {
          adminEmail: administrator.email,
          adminPassword: administrator.password,
          outboundAllow: [`127.0.0.1:${echo.port}`],
          log: { info: keep, warn: keep, error: keep },
        },
      ),
    )
    finished.catch(reject)
  })
}, 60_000)

afterAll(async () => {
  finish()
  await finished
  await new Promise((resolve) => echo.server?.close(resolve))
})

/** Every value of every table, as a dump has them. */
async function dump(): Promise<string> {
  const { rows } = (await world?.pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  )) ?? { rows: [] }
  const tables = await Promise.all(
    rows.map(async ({ name }) => JSON.stringify((await world?.pool.query(`select t::text from ${name} t`))?.rows)),
  )
  return tables.join('\n')
}

const runsOf = async (key: string): Promise<readonly Json[]> =>
  (await admin().get(`/api/workflows/${key}/runs`)).body.runs as unknown as Json[]

const call = (url: string, headers: readonly object[]) => [
  { type: 'callHttp', config: { method: 'POST', url: `"${url}"`, headers } },
]

describe('a secret', () => {
  test('is sent to its host, and is nowhere else in the clear: no answer, row, log, journal or error has it', async () => {
    const made = await admin().post('/api/secrets', { name: 'erp', host: `127.0.0.1:${echo.port}`, value: canary })
    expect(made).toMatchObject({ status: 201, body: { secret: { name: 'erp', hasValue: true, lastUsedAt: null } } })
    await publish(admin(), [deviceObject])
    const trigger = (name: string) => ({ trigger: { type: 'recordCreated', when: `name = "${name}"` } })
    await publish(admin(), [
      deviceWorkflow(
        'send',
        call(`http://127.0.0.1:${echo.port}/in`, [{ name: 'Authorization', value: '"Bearer "', secret: 'erp' }]),
        trigger('send'),
      ),
      deviceWorkflow(
        'steal',
        call(`http://localhost:${echo.port}/in`, [{ name: 'X-Key', secret: 'erp' }]),
        trigger('steal'),
      ),
      deviceWorkflow(
        'elsewhere',
        call('http://example.com/in', [{ name: 'X-Key', secret: 'erp' }]),
        trigger('elsewhere'),
      ),
    ])
    await create(admin(), 'device', { name: 'send' })
    await create(admin(), 'device', { name: 'steal' })
    await until(async () => String((await runsOf('send'))[0]?.state) === 'done', 20_000)
    await until(async () => String((await runsOf('steal'))[0]?.state) === 'failed', 20_000)

    expect(echo.got.map(({ authorization }) => authorization)).toEqual([`Bearer ${canary}`])
    const run = await admin().get(`/api/runs/${(await runsOf('send'))[0]?.id}`)
    expect(run.text).toContain('•••')
    const answers = await Promise.all(
      ['/api/secrets', '/api/audit', '/api/documents', '/api/changes', '/api/audit/export', '/metrics'].map((path) =>
        admin().get(path),
      ),
    )
    const simulated = await admin().post('/api/workflows/send/simulate', {})
    const everything = [made, run, simulated, ...answers].map(({ text }) => text).join('\n')
    for (const place of [everything, await dump(), logged.join('\n')]) expect(place).not.toContain(canary)
    const [entry] = (await admin().get('/api/secrets')).body.secrets as unknown as Json[]
    expect(entry).toMatchObject({ name: 'erp', hasValue: true, lastUsedAt: expect.any(String) })
    expect(entry?.usedBy).toContainEqual({ key: 'send', label: '流程 send' })
  })

  test('loses its value with another host, and a row that was moved by hand does not open', async () => {
    const [entry] = (await admin().get('/api/secrets')).body.secrets as unknown as Json[]
    const path = `/api/secrets/${entry?.id}`
    const moved = await admin().patch(path, { host: 'evil.example.net' })
    expect(moved.body.secret).toMatchObject({ host: 'evil.example.net', hasValue: false })
    const back = await admin().patch(path, { host: `127.0.0.1:${echo.port}` })
    expect(back.body.secret).toMatchObject({ hasValue: false })
    await admin().patch(path, { value: second })

    // Somebody with the database points the sealed value to a host of theirs.
    await world?.pool.query(`update ws_main.secrets set host = 'localhost:' || $1`, [String(echo.port)])
    await create(admin(), 'device', { name: 'steal' })
    await until(async () => (await runsOf('steal')).every(({ state }) => String(state) === 'failed'), 20_000)
    await world?.pool.query(`update ws_main.secrets set host = '127.0.0.1:' || $1`, [String(echo.port)])
    expect(echo.got).toHaveLength(1)
    await create(admin(), 'device', { name: 'send' })
    await until(() => echo.got.length === 2, 20_000)
    expect(echo.got[1]?.authorization).toBe(`Bearer ${second}`)
    const lines = (await admin().get('/api/audit?action=secret')).body.entries as unknown as Json[]
    expect(lines.map(({ sentence, details }) => [sentence, details?.changed ?? null])).toEqual([
      ['修改了密钥「erp」', ['value']],
      ['修改了密钥「erp」', ['host']],
      ['修改了密钥「erp」', ['host']],
      [`新建了密钥「erp」，绑定到 127.0.0.1:${echo.port}`, null],
    ])
  })

  test('is refused with a clear problem that does not repeat it', async () => {
    const body = { name: 'crm', host: 'crm.example.com', value: `${canary}\n` }
    for (const [wrong, code] of [
      [body, 'secret.bad_value'],
      [{ ...body, value: '密钥' }, 'secret.bad_value'],
      [{ ...body, value: canary, host: 'https://crm.example.com/x' }, 'secret.bad_host'],
      [{ ...body, value: canary, name: 'no name' }, 'document.pattern'],
    ] as const) {
      const answer = await admin().post('/api/secrets', wrong)
      expect([answer.status, answer.body.errors?.[0]?.code]).toEqual([422, code])
      expect(answer.text).not.toContain(canary)
    }
    expect((await admin().post('/api/secrets', { ...body, name: 'erp', value: canary })).body.code).toBe(
      'secret.name_taken',
    )
    const [entry] = (await admin().get('/api/secrets')).body.secrets as unknown as Json[]
    expect((await admin().delete(`/api/secrets/${entry?.id}`)).body.code).toBe('secret.in_use')
    expect((await admin().delete('/api/secrets/none')).body.code).toBe('secret.not_found')
    const free = await admin().post('/api/secrets', { ...body, value: canary, purpose: '对账' })
    expect((await admin().delete(`/api/secrets/${free.body.secret?.id}`)).status).toBe(204)
  })
})
