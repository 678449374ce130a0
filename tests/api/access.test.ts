import { describe, expect, test } from '@jest/globals'
import type { ApiClient } from './support/client.js'
import { signIn, useServer, withServer } from './support/use-server.js'

const server = useServer()

const deal = {
  kind: 'object',
  key: 'bid',
  label: { 'zh-CN': '商机', en: 'Bid' },
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: '主题' },
    { key: 'amount', type: 'currency', label: '金额' },
    { key: 'cost', type: 'currency', label: '成本' },
  ],
}

const salesRole = {
  kind: 'role',
  key: 'sales',
  label: { 'zh-CN': '销售', en: 'Sales' },
  grants: [
    {
      object: 'bid',
      actions: ['read', 'create', 'change', 'share'],
      scope: 'subordinates',
      fields: [{ field: 'cost', access: 'none' }],
    },
  ],
}

interface Team {
  readonly admin: ApiClient
  readonly li: ApiClient & { readonly id: string }
  readonly wang: ApiClient & { readonly id: string }
}

let made: Promise<Team> | undefined

/** Two salespeople; the first reports to the second. */
function team(): Promise<Team> {
  made ??= makeTeam()
  return made
}

async function makeTeam(): Promise<Team> {
  const { admin, running } = server()
  const put = (document: object): object => ({ op: 'put', document })
  const published = await admin.post('/api/changes', { changes: [put(deal), put(salesRole)] })
  expect(published.status).toBe(201)
  const join = async (name: string, extra: object): Promise<ApiClient & { readonly id: string }> => {
    const person = { email: `${name}@sales.example`, name, password: `password of ${name}` }
    const { body } = await admin.post('/api/people', { ...person, roles: ['sales'], ...extra })
    return Object.assign(await signIn(running.url, person), { id: String(body.id) })
  }
  const wang = await join('wang', {})
  return { admin, wang, li: await join('li', { manager: wang.id }) }
}

/** A line of the audit log, which is written within a second. */
async function expectLine(action: string): Promise<void> {
  for (const until = Date.now() + 5_000; Date.now() < until;) {
    const { body } = await server().admin.get(`/api/audit?action=${action}`)
    if ((body.entries as unknown as object[]).length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`the audit log has no line of ${action}`)
}

describe('roles over HTTP', () => {
  test('say who one is and what one may do', async () => {
    const { li } = await team()

    expect((await li.get('/api/me')).body).toMatchObject({ roles: [{ key: 'sales', title: '销售' }], capabilities: [] })
    const rights = (await li.get('/api/access')).body as { objects: Record<string, unknown> }
    expect(rights.objects.bid).toEqual({ actions: ['read', 'create', 'change', 'share'], fields: {} })
    expect(Object.keys(rights.objects).sort()).toEqual(['bid', 'department', 'task', 'user'])
    expect((await li.get('/api/records/bid/schema')).body.properties).not.toHaveProperty('cost')
  })

  test('give the same answer for a hidden field as for none', async () => {
    const { li } = await team()

    const hidden = await li.get('/api/records/bid?filter=cost%20%3E%201')
    const missing = await li.get('/api/records/bid?filter=coxt%20%3E%201')
    expect(hidden.status).toBe(400)
    const withoutName = (answer: typeof hidden): string =>
      JSON.stringify({ ...answer.body, requestId: '' }).replaceAll('cost', 'coxt')
    expect(withoutName(hidden)).toBe(withoutName(missing))
  })

  test('are explained with the smallest change that turns the answer round', async () => {
    const { admin, li, wang } = await team()
    const { body } = await wang.post('/api/records/bid', { subject: 'of wang', amount: 5 })
    const ask = (query: string) =>
      admin.get(`/api/access/explain?user=${li.id}&object=bid&id=${String(body.id)}&${query}`)

    expect((await li.get(`/api/records/bid/${String(body.id)}`)).status).toBe(404)
    expect((await ask('action=read')).body).toEqual({
      allowed: false,
      sentence: '「li」不能查看这条「商机」。',
      rules: [
        {
          role: { key: 'sales', title: '销售' },
          grants: false,
          sentence: '本人及下属的「商机」：这条记录不在范围内。',
        },
        { role: { key: 'everyone', title: '所有人' }, grants: false, sentence: '没有提到「商机」。' },
      ],
      change: '在角色「销售」中把范围放宽到「全部」。',
    })
    const own = await li.post('/api/records/bid', { subject: 'of li' })
    const ofOwn = await admin.get(
      `/api/access/explain?user=${li.id}&object=bid&id=${String(own.body.id)}&action=delete`,
    )
    expect(ofOwn.body).toMatchObject({ allowed: false, change: '在角色「销售」中加上「删除」。' })
    const cost = await admin.get(
      `/api/access/explain?user=${li.id}&object=bid&id=${String(own.body.id)}&action=read&field=cost`,
    )
    expect(cost.body).toMatchObject({ allowed: false, change: '在角色「销售」中把「成本」设为只读。' })
    const boss = await admin.get(
      `/api/access/explain?user=${wang.id}&object=bid&id=${String(own.body.id)}&action=change`,
    )
    expect(boss.body).toMatchObject({ allowed: true, change: '从角色「销售」中去掉「修改」。' })
    const who = await admin.get(`/api/access/who?object=bid&id=${String(own.body.id)}&action=change`)
    expect(
      (who.body.people as unknown as { title: string; because: string }[]).map(({ title, because }) => [
        title,
        because,
      ]),
    ).toEqual([
      ['admin', '管理员'],
      ['li', '角色「销售」：本人及下属的「商机」'],
      ['wang', '角色「销售」：本人及下属的「商机」'],
    ])
    expect((await li.get(`/api/access/explain?user=${li.id}&object=bid&action=read`)).status).toBe(403)
    expect((await admin.get('/api/access/explain?object=bid&action=read')).status).toBe(400)
  })

  test('are widened by a share for one record, until it ends or is taken back', async () => {
    const { li, wang, admin } = await team()
    const { body } = await wang.post('/api/records/bid', { subject: 'shared', amount: 7 })
    const at = `/api/records/bid/${String(body.id)}`

    const shared = await wang.post(`${at}/shares`, { with: { kind: 'person', id: li.id }, title: '售前' })
    expect(shared).toMatchObject({
      status: 201,
      body: { shares: [{ with: { title: 'li' }, level: 'read', title: '售前' }] },
    })
    expect((await li.get(at)).body).toMatchObject({ subject: 'shared', amount: 7 })
    await expectLine('records.shared')
    expect((await li.get(at)).body).not.toHaveProperty('cost')
    expect((await li.patch(at, { subject: 'x' })).status).toBe(403)
    expect((await li.post(`${at}/shares`, { with: { kind: 'person', id: li.id }, level: 'change' })).status).toBe(403)
    await wang.post(`${at}/shares`, { with: { kind: 'person', id: li.id }, level: 'change' })
    expect((await li.patch(at, { subject: 'by li' })).status).toBe(200)
    const count = await li.get('/api/records/bid?count=exact&filter=subject%20%3D%20%22by%20li%22')
    expect(count.body).toMatchObject({ count: 1 })

    const [share] = (await wang.get(`${at}/shares`)).body.shares as unknown as { id: string }[]
    expect((await wang.delete(`${at}/shares/${String(share?.id)}`)).status).toBe(204)
    expect((await li.get(at)).status).toBe(404)
    expect(
      (await wang.post(`${at}/shares`, { with: { kind: 'person', id: '01900000-0000-7000-8000-00000000ffff' } }))
        .status,
    ).toBe(422)
    const soon = new Date(Date.now() + 1_500).toISOString()
    await wang.post(`${at}/shares`, { with: { kind: 'role', id: 'sales' }, until: soon })
    expect((await li.get(at)).status).toBe(200)
    expect((await admin.get(`${at}/shares`)).status).toBe(200)
  })

  test('can be looked at by an administrator as somebody else, who saves nothing', async () => {
    const { admin, li } = await team()
    const as = (who: string) => ({ 'tessera-as': who })

    const me = await admin.get('/api/me', as(`person:${li.id}`))
    expect(me.body).toMatchObject({
      user: { id: li.id, name: 'li', email: expect.stringContaining('li') },
      capabilities: [],
    })
    await expectLine('access.simulated')
    const role = await admin.get('/api/documents?kind=object', as('role:sales'))
    const seen = (role.body.documents as unknown as { key: string; fields: { key: string }[] }[]).find(
      ({ key }) => key === 'bid',
    )
    expect(seen?.fields.map(({ key }) => key)).toEqual(['subject', 'amount'])
    expect((await admin.post('/api/records/bid/query', { limit: 1 }, as('role:sales'))).status).toBe(200)
    expect((await admin.post('/api/records/bid', { subject: 'x' }, as('role:sales'))).body).toMatchObject({
      code: 'access.looking',
    })
    // Whatever is closed to them is closed, and open to whoever has the capability.
    for (const path of ['/api/changes', '/api/people', `/api/people/${li.id}`, '/api/templates/crm/file'])
      expect([path, (await admin.get(path, as('role:sales'))).status]).toEqual([path, 403])
    expect((await li.get('/api/me', as('role:sales'))).status).toBe(403)
    const data = await admin.get(`/api/people/${li.id}/data`, as(`person:${li.id}`))
    expect(data.body.code).toBe('access.looking')
    const { entries } = (await admin.get('/api/audit?action=access')).body as unknown as {
      entries: { subject: object }[]
    }
    expect(entries.map(({ subject }) => subject)).toMatchObject([
      { kind: 'role', key: 'sales' },
      { kind: 'person', key: li.id },
    ])
  })

  test('that are taken away count for nothing within a second', async () => {
    const { admin, running } = server()
    await team()
    const person = { email: 'soon@sales.example', name: 'soon', password: 'password of soon' }
    const { body } = await admin.post('/api/people', { ...person, roles: ['sales'] })
    const client = await signIn(running.url, person)
    expect((await client.get('/api/records/bid')).status).toBe(200)
    const startedAt = Date.now()
    await admin.patch(`/api/people/${String(body.id)}`, { roles: [] })
    expect((await client.get('/api/records/bid')).status).toBe(404)
    expect(Date.now() - startedAt).toBeLessThan(1_000)
  })

  test('that a role loses count for nothing in another process either, whatever is asked for first', async () => {
    const { admin, databaseUrl, dataDir } = server()
    await team()
    const role = (capabilities: string[], grants: object[]) =>
      admin.post('/api/changes', {
        changes: [{ op: 'put', document: { kind: 'role', key: 'losing', label: 'losing', capabilities, grants } }],
      })
    const granted = [{ object: 'bid', actions: ['read', 'change', 'delete', 'share'] }]
    await role(['audit', 'studio'], granted)
    const person = { email: 'losing@sales.example', name: 'losing', password: 'password of losing' }
    await admin.post('/api/people', { ...person, roles: ['losing'] })
    const [bid, other] = await Promise.all(
      ['one', 'other'].map(async (subject) => String((await admin.post('/api/records/bid', { subject })).body.id)),
    )
    const shares = await admin.post(`/api/records/bid/${bid}/shares`, { with: { kind: 'role', id: 'sales' } })
    const [{ id: share }] = shares.body.shares as unknown as [{ id: string }]

    await withServer(
      databaseUrl,
      async ({ url }) => {
        const client = await signIn(url, person)
        const asked: readonly (readonly [string, string, string, object?])[] = [
          ['access.denied', 'GET', '/api/audit/verify'],
          ['access.denied', 'GET', '/api/secrets'],
          ['record.unknown_object', 'GET', `/api/records/bid/${bid}/access`],
          ['record.unknown_object', 'GET', `/api/records/bid/${bid}/shares`],
          ['record.unknown_object', 'GET', `/api/records/bid/${bid}/stages`],
          ['record.unknown_object', 'GET', '/api/records/bid/schema'],
          ['record.unknown_object', 'POST', '/api/records/bid/duplicates', { values: { subject: 'one' } }],
          ['record.unknown_object', 'POST', '/api/records/bid/merge/preview', { keep: bid, merge: [other] }],
          ['record.unknown_object', 'DELETE', `/api/records/bid/${bid}/shares/${share}`],
        ]
        for (const [code, method, path, body] of asked) {
          // This process knows the role as it was, and nothing else asks it anything.
          await role(['audit', 'studio'], granted)
          expect((await client.get('/api/documents')).status).toBe(200)
          await role([], [])
          expect([path, (await client.send(method, path, body)).body.code]).toEqual([path, code])
        }
      },
      { dataDir, role: 'api' },
    )
    expect((await admin.get(`/api/records/bid/${bid}/shares`)).body.shares).toMatchObject([{ id: share }])
  })

  test('keep menus of others and entries to what is out of sight away', async () => {
    const { admin, li } = await team()
    const entries = [
      { object: 'bid' },
      { label: '管理', entries: [{ label: '台账', entries: [{ object: 'ledger' }] }] },
      { label: '外部', url: 'https://www.w3.org/' },
    ]
    const documents = [
      { kind: 'object', key: 'ledger', label: '台账', fields: [{ key: 'name', type: 'text', label: '名称' }] },
      { kind: 'role', key: 'board', label: '董事会', grants: [] },
      { kind: 'menu', key: 'ours', label: '销售', roles: ['board', 'sales'], entries },
      { kind: 'menu', key: 'theirs', label: '董事会', roles: ['board'], entries },
    ]
    await admin.post('/api/changes', { changes: documents.map((document) => ({ op: 'put', document })) })

    const { body } = await li.get('/api/documents?kind=menu')

    expect(body.documents).toMatchObject([
      { key: 'ours', roles: ['sales'], entries: [{ object: 'bid' }, { label: '外部' }] },
    ])
    expect((await li.get('/api/documents/menu/theirs')).status).toBe(404)
    expect((await li.get('/api/documents/object/bid/usages')).status).toBe(403)
  })

  test('of designers are about documents: no plan tells them values of records, asked for, published or kept', async () => {
    const { admin, running } = server()
    await team()
    const documents = [
      { kind: 'object', key: 'pay', label: '工资', fields: [{ key: 'sum', type: 'text', label: '金额' }] },
      { kind: 'role', key: 'designer', label: '设计', capabilities: ['studio'], grants: [] },
    ]
    await admin.post('/api/changes', { changes: documents.map((document) => ({ op: 'put', document })) })
    await admin.post('/api/records/pay', { sum: 'canary 4711' })
    const person = { email: 'designer@sales.example', name: 'designer', password: 'password of designer' }
    await admin.post('/api/people', { ...person, roles: ['designer'] })
    const designer = await signIn(running.url, person)
    const document = (await designer.get('/api/documents/object/pay')).body.document as unknown as { fields: object[] }
    const changes = [{ op: 'put', document: { ...document, fields: [{ ...document.fields[0], type: 'number' }] } }]
    const key = { 'idempotency-key': 'designer' }

    const planned = await designer.post('/api/changes/plan', { changes })
    const [{ id, rows }] = planned.body.hazards as unknown as [{ id: string; rows: number }]
    const answers = [
      planned,
      await designer.post('/api/changes', { changes }, key),
      await designer.post('/api/changes', { changes }, key),
      await designer.post('/api/changes', { changes, accept: [id] }),
    ]
    const { revision } = answers[3]?.body as unknown as { revision: number }
    answers.push(await designer.get(`/api/changes/${revision}`))
    answers.push(await designer.post(`/api/changes/${revision}/undo`))

    expect(rows).toBe(1)
    expect(answers.map(({ status }) => status)).toEqual([200, 422, 422, 201, 200, 201])
    expect(answers.filter(({ text }) => text.includes('canary'))).toEqual([])
    expect((await admin.get(`/api/changes/${revision}`)).text).toContain('canary')
  })

  test('keep to people when their key changes', async () => {
    const { admin, li } = await team()
    const { body } = await admin.get('/api/documents/role/sales')
    const document = body.document as unknown as { id: string }
    const renamed = await admin.post('/api/changes', {
      changes: [{ op: 'put', document: { ...document, key: 'vendeur' } }],
      accept: ['key.renamed:sales', 'key.renamed:vendeur'],
    })
    expect(renamed.status).toBe(201)
    expect((await li.get('/api/me')).body).toMatchObject({ roles: [{ key: 'vendeur' }] })
    expect((await li.get('/api/records/bid')).status).toBe(200)
    await admin.post('/api/changes', {
      changes: [{ op: 'put', document }],
      accept: ['key.renamed:sales', 'key.renamed:vendeur'],
    })
  })
})
