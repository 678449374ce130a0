import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { uuid7 } from '@tessera/engine'
import { useServer } from './support/use-server.js'
import { create, publish, publishVisits } from './support/visit.js'

const server = useServer()

let account = ''
let workflowId = ''

interface Notice {
  readonly title: string
  readonly text?: string | null
  readonly object?: string
  readonly record?: string
  readonly workflow?: string
}

/** What a workflow does when it tells somebody something. */
async function tell(userId: string, { title, text = null, object, record, workflow }: Notice): Promise<string> {
  const id = uuid7()
  await server().pool.query(
    `INSERT INTO ws_main.notifications (id, user_id, at, title, body, object_id, record_id, workflow_id)
     VALUES ($1, $2, now(), $3, $4, $5, $6, $7)`,
    [id, userId, title, text, object ?? null, record ?? null, workflow ?? null],
  )
  return id
}

const objectId = async (key: string) =>
  String((await server().admin.get(`/api/documents/object/${key}`)).body.document?.id)

beforeAll(async () => {
  await publishVisits(server().admin)
  await publish(server().admin, [
    {
      kind: 'workflow',
      key: 'tellOwner',
      label: { 'zh-CN': '通知负责人', en: 'Tell the owner' },
      object: 'account',
      active: false,
      trigger: { type: 'recordCreated' },
      start: 'n1',
      nodes: [{ id: 'n1', type: 'notify', config: { to: ['owner'], title: '"新客户"' } }],
    },
  ])
  workflowId = String((await server().admin.get('/api/documents/workflow/tellOwner')).body.document?.id)
  account = await create(server().admin, 'account', { name: '长江公司' })
})
beforeEach(() => server().pool.query('DELETE FROM ws_main.notifications'))

describe('notifications', () => {
  test('are the caller’s own, newest first, with the record they are about and who sent them', async () => {
    const { ids, admin } = server()
    await tell(ids.nobody, { title: '别人的' })
    const first = await tell(ids.admin, { title: '第一条', text: '有一台设备坏了' })
    const second = await tell(ids.admin, {
      title: '第二条',
      object: await objectId('account'),
      record: account,
      workflow: workflowId,
    })

    const { status, body } = await admin.get('/api/notifications', { 'accept-language': 'en' })

    expect([status, body.unread, body.next]).toEqual([200, 2, null])
    expect(body.notifications).toEqual([
      {
        id: second,
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        title: '第二条',
        text: null,
        record: { object: 'account', id: account, title: '长江公司' },
        workflow: { key: 'tellOwner', label: 'Tell the owner' },
        read: false,
      },
      { id: first, at: expect.any(String), title: '第一条', text: '有一台设备坏了', read: false },
    ])
  })

  test('come in pages, also of the unread ones only', async () => {
    const { ids, admin } = server()
    const told: string[] = []
    for (let n = 0; n < 7; n++) told.unshift(await tell(ids.admin, { title: `${n}` }))
    await admin.post('/api/notifications/read', { ids: [told[1], told[4]] })

    const found: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const after = next === '' ? '' : `&after=${encodeURIComponent(next)}`
      const page = (await admin.get(`/api/notifications?limit=2&unread=true${after}`)).body as unknown as {
        notifications: { id: string }[]
        unread: number
        next: string | null
      }
      found.push(...page.notifications.map(({ id }) => id))
      expect(page.unread).toBe(5)
      next = page.next
    }

    expect(found).toEqual(told.filter((_id, n) => n !== 1 && n !== 4))
    const all = await admin.get('/api/notifications?limit=3')
    const asUnread = await admin.get(
      `/api/notifications?unread=true&after=${encodeURIComponent(String(all.body.next))}`,
    )
    expect(asUnread).toMatchObject({ status: 400, body: { code: 'request.bad_cursor' } })
    expect((await server().nobody.get(`/api/notifications?after=${String(all.body.next)}`)).status).toBe(400)
  })

  test('are marked as read by their reader only', async () => {
    const { ids, admin, nobody } = server()
    const own = await tell(ids.admin, { title: 'own' })
    await tell(ids.admin, { title: 'own, too' })
    const others = await tell(ids.nobody, { title: 'other' })

    expect(await nobody.post('/api/notifications/read', { ids: [own] })).toMatchObject({
      status: 200,
      body: { unread: 1 },
    })
    expect(await admin.post('/api/notifications/read', { ids: [own, others] })).toMatchObject({
      status: 200,
      body: { unread: 1 },
    })
    expect((await nobody.get('/api/notifications?unread=true')).body.unread).toBe(1)
    expect((await admin.post('/api/notifications/read', { all: true })).body).toEqual({ unread: 0 })
    expect((await nobody.get('/api/notifications')).body.unread).toBe(1)
  })

  test('name no object the reader may not know, and no title of a record that is gone', async () => {
    const { ids, admin, nobody } = server()
    const about = { object: await objectId('account'), record: account }
    await tell(ids.nobody, { title: '请看', ...about })
    await tell(ids.admin, { title: '已删除', ...about, record: uuid7() })
    await tell(ids.admin, { title: '没有这个模块了', ...about, object: 'gone', workflow: 'gone' })

    const [entry] = (await nobody.get('/api/notifications')).body.notifications as unknown as object[]
    expect(entry).toEqual({ id: expect.any(String), at: expect.any(String), title: '请看', text: null, read: false })
    const [last, gone] = (await admin.get('/api/notifications')).body.notifications as unknown as object[]
    expect(gone).toMatchObject({ record: { object: 'account', title: null } })
    expect(last).not.toHaveProperty('record')
    expect(last).not.toHaveProperty('workflow')
  })

  test.each([
    ['nothing', {}],
    ['both ways at once', { all: true, ids: [] }],
    ['what is no id', { ids: ['x'] }],
    ['all as false', { all: false }],
  ])('are not marked by %s', async (_name, body) => {
    expect((await server().admin.post('/api/notifications/read', body)).status).toBe(422)
  })
})
