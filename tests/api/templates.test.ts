import { describe, expect, test } from '@jest/globals'
import { setTimeout } from 'node:timers/promises'
import type { Json } from './support/client.js'
import { useServer } from './support/use-server.js'

const server = useServer()

const account = {
  kind: 'object',
  key: 'client',
  label: { 'zh-CN': '客户', en: 'Client' },
  fields: [
    { key: 'name', type: 'text', label: '名称', required: true },
    { key: 'level', type: 'select', label: '级别', options: [{ key: 'a', label: '甲' }] },
    { key: 'seller', type: 'user', label: '销售' },
  ],
}
const view = { kind: 'view', key: 'clients', object: 'client', type: 'table', label: '客户', fields: ['name', 'level'] }
const csv = '#,name,level,seller\na,云帆,a,ask.seller\nb,远山,,me\n'

/** A package of `documents`, as somebody would send it. */
const packed = (version: string, documents: readonly object[] = [account, view], more: object = {}): object => ({
  format: 1,
  manifest: {
    key: 'clients',
    version,
    title: { 'zh-CN': '客户管理', en: 'Clients' },
    summary: { 'zh-CN': '记录客户', en: 'Keeps clients' },
    asks: [{ key: 'seller', type: 'user', label: { 'zh-CN': '谁销售', en: 'Who sells' } }],
  },
  documents,
  data: [{ object: 'client', csv }],
  scenarios: [],
  ...more,
})

async function ended(job: unknown): Promise<Json> {
  for (;;) {
    const { body } = await server().admin.get(`/api/jobs/${String(job)}`)
    if (!['queued', 'running'].includes(String(body.state))) return body
    await setTimeout(10)
  }
}

/** Uninstalls whatever a test left. */
async function cleared(): Promise<void> {
  const { admin } = server()
  const { body } = await admin.post('/api/templates/clients/plan', { action: 'uninstall' })
  const hazards = (body.plan?.hazards ?? []) as unknown as readonly { id: string }[]
  await admin.post('/api/templates/clients/uninstall', { accept: hazards.map(({ id }) => id) })
}

describe('a template that was uploaded', () => {
  test('is listed, planned, installed with its sample data once, upgraded and taken away', async () => {
    const { admin, ids } = server()
    const upload = await admin.post('/api/templates', packed('1.0.0'))
    expect(upload).toMatchObject({ status: 201, body: { key: 'clients', version: '1.0.0', problems: [] } })
    const listed = (await admin.get('/api/templates')).body.templates as unknown as readonly Json[]
    expect(listed.find(({ key }) => String(key) === 'clients')).toMatchObject({
      source: 'uploaded',
      installed: null,
      upgrade: false,
      counts: { objects: 1, views: 1, records: 2 },
    })
    expect((await admin.get('/api/templates/clients')).body).toMatchObject({
      asks: [{ key: 'seller' }],
      documents: [
        { kind: 'object', key: 'client' },
        { kind: 'view', key: 'clients' },
      ],
      sample: [{ object: 'client', records: 2 }],
    })
    const plan = await admin.post('/api/templates/clients/plan', { action: 'install' }, { 'accept-language': 'en' })
    expect(plan).toMatchObject({
      status: 200,
      body: { action: 'install', to: '1.0.0', taken: [], plan: { hazards: [] } },
    })

    const key = { 'idempotency-key': 'install-clients' }
    const request = { sample: true, answers: { seller: ids.nobody } }
    const installed = await admin.post('/api/templates/clients/install', request, key)
    expect(installed).toMatchObject({ status: 201, body: { revision: expect.any(Number), job: expect.any(String) } })
    const again = await admin.post('/api/templates/clients/install', request, key)
    expect(again).toMatchObject({ status: 201, body: installed.body })
    expect(await ended(installed.body.job)).toMatchObject({ kind: 'sample', state: 'done', done: 2, total: 2 })
    const records = await admin.get('/api/records/client?sort=name')
    expect(records.body.records).toMatchObject([
      { name: '远山', seller: { id: ids.admin } },
      { name: '云帆', seller: { id: ids.nobody } },
    ])

    const second = edited({ label: { 'zh-CN': '客户档案', en: 'Client' } })
    expect(await admin.post('/api/templates', packed('1.1.0', [second, view]))).toMatchObject({ status: 201 })
    expect((await admin.get('/api/templates/clients')).body).toMatchObject({ version: '1.1.0', upgrade: true })
    const upgraded = await admin.post('/api/templates/clients/upgrade', {})
    expect(upgraded).toMatchObject({
      status: 201,
      body: { plan: { from: '1.0.0', to: '1.1.0', conflicts: [], moved: [{ key: 'client', property: 'label' }] } },
    })

    const removal = await admin.post('/api/templates/clients/sample/remove')
    expect(removal.status).toBe(202)
    expect(await ended(removal.body.job)).toMatchObject({ kind: 'sampleRemove', state: 'done', done: 2 })
    await cleared()
    expect((await admin.get('/api/documents/object/client')).status).toBe(404)
    const lines = (await admin.get('/api/audit?action=template')).body
    expect(JSON.stringify(lines)).toContain('template.uninstalled')
  })

  test('asks for a decision where both changed the same place, with the whole plan', async () => {
    const { admin } = server()
    await admin.post('/api/templates', packed('1.2.0'))
    await admin.post('/api/templates/clients/install', {})
    const { document } = (await admin.get('/api/documents/object/client')).body
    const mine = { ...(document as object), label: '我的客户' }
    await admin.post('/api/changes', { changes: [{ op: 'put', document: mine }] })
    await admin.post('/api/templates', packed('1.3.0', [edited({ label: '客户档案' }), view]))

    const refused = await admin.post('/api/templates/clients/upgrade', {})
    const id = 'object/client:label'
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'template.undecided', plan: { conflicts: [{ id, mine: '我的客户', theirs: '客户档案' }] } },
    })
    const done = await admin.post('/api/templates/clients/upgrade', { decisions: { [id]: 'mine' } })
    expect(done.status).toBe(201)
    expect((await admin.get('/api/documents/object/client')).body.document).toMatchObject({ label: '我的客户' })
    await cleared()
  })

  test('can be downloaded as a file, and checked and packed without being kept', async () => {
    const { admin } = server()
    await admin.post('/api/templates', packed('1.4.0'))
    const file = await admin.get('/api/templates/clients/file?version=1.4.0')
    expect(file).toMatchObject({ status: 200, body: packed('1.4.0') as Json })
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="clients-1.4.0.json"')
    expect((await admin.get('/api/templates/clients/file?version=9.0.0')).status).toBe(404)
    expect(await admin.post('/api/templates/validate', file.body)).toMatchObject({
      status: 200,
      body: { problems: [] },
    })

    await admin.post('/api/templates/clients/install', {})
    const { manifest } = packed('2.0.0') as { manifest: object }
    const documents = [{ kind: 'view', key: 'clients' }]
    const missing = await admin.post('/api/templates/pack', { manifest, documents })
    expect(missing).toMatchObject({
      status: 422,
      body: { code: 'template.invalid', errors: [{ path: '/documents/0/object', code: 'reference.unknown' }] },
    })
    const whole = { manifest, documents: [{ kind: 'object', key: 'client' }, ...documents] }
    const made = await admin.post('/api/templates/pack', whole)
    expect(made).toMatchObject({ status: 200, body: { format: 1, documents: [{ key: 'client' }, { key: 'clients' }] } })
    await cleared()
  })
})

describe('an upload', () => {
  test.each([
    ['another thing', { hello: 'world' }],
    ['a newer format', packed('1.0.0', undefined, { format: 2 })],
    ['no version', packed('one')],
    ['a document of another kind', packed('1.0.0', [{ kind: 'account', key: 'x' }])],
    ['a system document', packed('1.0.0', [{ ...account, system: true }])],
    ['a reference that leads nowhere', packed('1.0.0', [account, { ...view, object: 'nothing' }])],
    ['a control character', packed('1.0.0', [{ ...account, label: 'x\u0000' }])],
    ['a broken table', packed('1.0.0', undefined, { data: [{ object: 'client', csv: 'name\n"云' }] })],
    ['a cell that is a formula', packed('1.0.0', undefined, { data: [{ object: 'client', csv: 'name\n=1+1' }] })],
    [
      'ten thousand problems',
      packed(
        '1.0.0',
        Array.from({ length: 10_000 }, () => ({})),
      ),
    ],
  ])('of %s is refused with the place, and nothing is kept', async (_name, body) => {
    const { admin } = server()
    const before = (await admin.get('/api/templates')).text
    const answer = await admin.post('/api/templates', body)
    expect([200, 422]).toContain(answer.status)
    const problems = (answer.body.problems ?? answer.body.errors) as unknown as readonly Json[]
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.length).toBeLessThan(300)
    expect(problems[0]).toMatchObject({ path: expect.any(String), message: expect.any(String) })
    expect((await admin.get('/api/templates')).text).toBe(before)
  })

  test('that is too large, no JSON, too deep or reaches for a prototype is refused', async () => {
    const { admin } = server()
    const json = { 'content-type': 'application/json' }
    const large = await admin.send('POST', '/api/templates', `{"x":"${'x'.repeat(21 * 1024 * 1024)}"}`, json)
    expect(large.status).toBe(413)
    expect((await admin.send('POST', '/api/templates', '{"format":', json)).status).toBe(400)
    const deep = await admin.send('POST', '/api/templates', `{"x":${'['.repeat(100)}${']'.repeat(100)}}`, json)
    expect(deep.status).toBe(422)
    const hostile = await admin.send('POST', '/api/templates', '{"__proto__":{"format":1}}', json)
    expect(hostile.status).toBe(422)
    expect(server().errors).toEqual([])
  })
})

describe('somebody without the right', () => {
  test('sees, uploads and installs nothing', async () => {
    const { nobody, anonymous } = server()
    expect((await nobody.get('/api/templates')).status).toBe(403)
    expect((await nobody.post('/api/templates', packed('1.0.0'))).status).toBe(403)
    expect((await nobody.post('/api/templates/clients/install', {})).status).toBe(403)
    expect((await anonymous.get('/api/templates')).status).toBe(401)
  })

  test('with the right to templates alone installs all but roles, and sees how far the sample data is', async () => {
    const { admin, nobody, ids } = server()
    const role = { kind: 'role', key: 'keeper', label: '模板管理员', capabilities: ['templates'], grants: [] }
    await admin.post('/api/changes', { changes: [{ op: 'put', document: role }] })
    await admin.patch(`/api/people/${ids.nobody}`, { roles: ['keeper'] })
    expect((await nobody.post('/api/templates', packed('1.5.0'))).status).toBe(201)
    const installed = await nobody.post('/api/templates/clients/install', { sample: true })
    expect(installed.status).toBe(201)
    await ended(installed.body.job)
    expect((await nobody.get(`/api/jobs/${String(installed.body.job)}`)).body).toMatchObject({ state: 'done', done: 2 })

    const seller = { kind: 'role', key: 'seller', label: '销售', grants: [{ object: 'client', actions: ['read'] }] }
    await nobody.post('/api/templates', packed('1.6.0', [account, view, seller]))
    expect(await nobody.post('/api/templates/clients/upgrade', {})).toMatchObject({
      status: 403,
      body: { code: 'access.denied' },
    })
    expect((await admin.post('/api/templates/clients/upgrade', {})).status).toBe(201)
    await cleared()
    await admin.patch(`/api/people/${ids.nobody}`, { roles: [] })
  })
})

const edited = (change: object): object => ({ ...account, ...change })
