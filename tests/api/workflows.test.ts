import { beforeAll, describe, expect, test } from '@jest/globals'
import { deviceObject, deviceWorkflow, note, tellOwner, waitAnHour } from './support/device.js'
import { EventReader } from './support/event-reader.js'
import { until } from './support/until.js'
import { administrator, signIn, useServer, withServer } from './support/use-server.js'
import { create, publish } from './support/visit.js'

const server = useServer()

interface Run {
  readonly id: string
  readonly state: string
  readonly record?: { readonly id: string }
}

const PATIENCE_MS = 20_000

beforeAll(async () => {
  await publish(server().admin, [deviceObject])
  await publish(server().admin, [
    deviceWorkflow('repair', [note('"请检修"'), tellOwner]),
    // The note has room for 20 characters: the step is refused until the field has more.
    deviceWorkflow('tooLong', [note('"很长" & REPT("长", 30)')], {
      trigger: { type: 'recordCreated', when: 'name = "long"' },
    }),
    deviceWorkflow('later', [waitAnHour, note('"later"')], {
      trigger: { type: 'recordCreated', when: 'name = "later"' },
    }),
  ])
})

async function runsOf(key: string, query = ''): Promise<readonly Run[]> {
  const { body } = await server().admin.get(`/api/workflows/${key}/runs${query}`)
  return body.runs as unknown as readonly Run[]
}

/** Waits for a run of a record to reach a state. */
async function runOf(key: string, record: string, state: string): Promise<Run> {
  let found: Run | undefined
  await until(async () => {
    found = (await runsOf(key)).find((run) => run.record?.id === record)
    return found?.state === state
  }, PATIENCE_MS)
  return found as Run
}

describe('a workflow', () => {
  test('runs when a record says so, and its steps can be looked at', async () => {
    const { admin } = server()
    const listening = await EventReader.open(`${server().running.url}/api/events`, { cookie: server().cookie })
    const id = await create(admin, 'device', { name: '水泵' })
    await admin.patch(`/api/records/device/${id}`, { status: 'broken' })

    const run = await runOf('repair', id, 'done')

    expect((await admin.get(`/api/records/device/${id}`)).body.note).toBe('请检修')
    expect((await admin.get(`/api/runs/${run.id}`)).body).toMatchObject({
      workflow: 'repair',
      state: 'done',
      record: { object: 'device', id, title: '水泵' },
      finishedAt: expect.any(String),
      steps: [
        { node: 'n1', type: 'updateRecord', state: 'done', attempt: 1 },
        { node: 'n2', type: 'notify', state: 'done' },
      ],
      trigger: { before: { status: 'running' }, after: { status: 'broken' } },
    })
    const [told] = (await admin.get('/api/notifications')).body.notifications as unknown as object[]
    expect(told).toMatchObject({
      title: '设备「水泵」故障',
      record: { object: 'device', id },
      workflow: { key: 'repair', label: '流程 repair' },
    })
    await until(() => listening.of('notification').length > 0)
    listening.close()
  }, 60_000)

  test('that fails tells why in the reader’s language, and goes on where it stood when it is retried', async () => {
    const { admin } = server()
    const id = await create(admin, 'device', { name: 'long' })
    const run = await runOf('tooLong', id, 'failed')

    const path = `/api/runs/${run.id}`
    const [zh, en] = [await admin.get(path), await admin.get(path, { 'accept-language': 'en' })]
    expect(String(zh.body.error?.message)).toMatch(/\p{Script=Han}/u)
    expect(String(en.body.error?.message)).not.toBe(String(zh.body.error?.message))
    expect((await admin.post(`/api/runs/${run.id}/cancel`)).body.code).toBe('run.not_cancellable')

    const fields = deviceObject.fields.map((field) => (field.key === 'note' ? { ...field, maxLength: 200 } : field))
    await publish(admin, [{ ...deviceObject, fields }])
    expect((await admin.post(`/api/runs/${run.id}/retry`)).status).toBe(200)
    await runOf('tooLong', id, 'done')
    expect(await admin.post(`/api/runs/${run.id}/retry`)).toMatchObject({
      status: 409,
      body: { code: 'run.not_retryable' },
    })
  }, 60_000)

  test('that waits can be cancelled', async () => {
    const { admin } = server()
    const id = await create(admin, 'device', { name: 'later' })
    let run: Run | undefined
    await until(async () => {
      run = (await runsOf('later', '?state=waiting')).find(({ record }) => record?.id === id)
      return run !== undefined && (await admin.get(`/api/runs/${run.id}`)).body.node !== undefined
    }, PATIENCE_MS)

    expect((await admin.post(`/api/runs/${run?.id}/cancel`)).body).toMatchObject({ id: run?.id, state: 'cancelled' })
    expect((await runsOf('later', '?state=waiting')).map(({ id: waiting }) => waiting)).not.toContain(run?.id)
  }, 60_000)

  test('starts by hand, once per Idempotency-Key', async () => {
    const { admin } = server()
    const ids = [await create(admin, 'device', { name: '甲' }), await create(admin, 'device', { name: '乙' })]

    const key = { 'idempotency-key': 'by-hand' }
    const first = await admin.post('/api/workflows/repair/runs', { records: ids }, key)
    const again = await admin.post('/api/workflows/repair/runs', { records: ids }, key)

    expect(first).toMatchObject({
      status: 201,
      body: { runs: ids.map((record) => ({ record, id: expect.any(String) })) },
    })
    expect(again.body).toEqual(first.body)
    await Promise.all(ids.map((id) => runOf('repair', id, 'done')))
  }, 60_000)

  test('is tried out on a real record without any effect, also before it is published', async () => {
    const { admin } = server()
    const id = await create(admin, 'device', { name: '样机' })

    const published = await admin.post('/api/workflows/repair/simulate', { record: id, values: { status: 'broken' } })
    expect(published).toMatchObject({
      status: 200,
      body: { matches: true, steps: [{ node: 'n1', state: 'done' }, { node: 'n2' }] },
    })
    const draft = deviceWorkflow('brandNew', [note('"草稿"')])
    const tried = await admin.post('/api/workflows/brandNew/simulate', { document: draft, record: id })
    expect(tried).toMatchObject({ status: 200, body: { matches: false, effects: [{ node: 'n1' }] } })

    expect((await admin.get(`/api/records/device/${id}`)).body).toMatchObject({ version: 1, note: null })
    expect((await admin.post('/api/workflows/brandNew/simulate', {})).status).toBe(404)
  })

  test('has a line that says how it does', async () => {
    const { body } = await server().admin.get('/api/workflows')

    const lines = body.workflows as unknown as { key: string }[]
    expect(lines.map(({ key }) => key).sort()).toEqual(['later', 'repair', 'tooLong'])
    expect(lines.find(({ key }) => key === 'repair')).toMatchObject({
      lastRun: { at: expect.any(String), state: 'done' },
      failed7d: 0,
      pausedUntil: null,
    })
  })

  test('is nothing for a person without roles', async () => {
    const { nobody } = server()
    for (const path of ['/api/workflows', '/api/workflows/repair/runs', '/api/runs/x']) {
      expect(await nobody.get(path)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    }
  })

  test.each([
    ['GET', '/api/workflows/nothing/runs', 404],
    ['GET', '/api/workflows/repair/runs?limit=201', 400],
    ['GET', '/api/workflows/repair/runs?state=lost', 400],
    ['GET', '/api/workflows/repair/runs?after=x', 400],
    ['GET', '/api/runs/01900000-0000-7000-8000-000000000000', 404],
    ['GET', '/api/runs/x', 404],
    ['POST', '/api/runs/x/retry', 404],
    ['POST', '/api/runs/x/cancel', 404],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect((await server().admin.send(method, path)).status).toBe(status)
  })
})

test('an api process leaves runs to a worker, which takes them up', async () => {
  const { databaseUrl, dataDir } = server()
  await withServer(
    databaseUrl,
    async (running) => {
      const admin = await signIn(running.url, administrator)
      const id = await create(admin, 'device', { name: '远程' })
      await admin.patch(`/api/records/device/${id}`, { status: 'broken' })
      const run = await runOf('repair', id, 'done')
      expect((await admin.get(`/api/runs/${run.id}`)).body.state).toBe('done')
    },
    { dataDir, role: 'api' },
  )
}, 60_000)
