import { describe, expect, test } from '@jest/globals'
import { useServer } from './support/use-server.js'

const server = useServer()

const send = (rows: readonly object[], mode?: string) =>
  server().admin.post('/api/people/import', mode === undefined ? { rows } : { rows, mode })

const count = async (object: string): Promise<unknown> =>
  (await server().admin.get(`/api/records/${object}?count=exact&limit=1`)).body.count

const codes = (body: { [key: string]: unknown }): unknown =>
  (body['rows'] as { problems: { path: string; code: string }[] }[]).map(({ problems }) =>
    problems.map(({ path, code }) => `${path} ${code}`),
  )

describe('pasted people', () => {
  test('are looked at first, and nothing is written', async () => {
    const before = [await count('user'), await count('department')]
    const answer = await send([
      { name: '甲', email: 'one@example.org', department: '华东/上海', manager: 'two@example.org' },
      {
        name: '乙',
        email: 'Two@Example.org',
        department: '华东',
        roles: ['管理员'],
        title: '总监',
        phone: '13800138000',
      },
      { name: '', email: 'no address' },
      { name: '丙', email: 'two@example.org', roles: ['皇帝'], phone: 'abc' },
      { name: '丁', email: 'admin@example.org', manager: 'stranger@example.org' },
      { name: '戊', email: 'e@example.org', manager: 'f@example.org' },
      { name: '己', email: 'f@example.org', manager: 'e@example.org' },
      { name: '庚', email: 'g@example.org', manager: 'f@example.org' },
    ])

    expect(answer).toMatchObject({
      status: 200,
      body: { good: 2, bad: 6, made: 0, departments: ['华东', '华东/上海'] },
    })
    expect(codes(answer.body)).toEqual([
      [],
      [],
      ['name field.required', 'email field.format'],
      ['phone field.format', 'roles person.unknown_role', 'email person.repeated'],
      ['email person.email_taken', 'manager person.unknown_manager'],
      ['manager field.circle'],
      ['manager field.circle'],
      ['manager person.unknown_manager'],
    ])
    expect([await count('user'), await count('department')]).toEqual(before)
  })

  test('are all made or none, with their departments, whom they report to and their roles', async () => {
    const seller = { kind: 'role', key: 'seller', label: { 'zh-CN': '销售员', en: 'Seller' }, grants: [] }
    const published = await server().admin.post('/api/changes', { changes: [{ op: 'put', document: seller }] })
    expect(published.status).toBe(201)
    const rows = [
      {
        name: '赵一',
        email: 'zhao@example.org',
        department: '华南/广州',
        manager: 'qian@example.org',
        title: '销售',
        roles: ['Seller'],
      },
      {
        name: '钱二',
        email: 'qian@example.org',
        department: '华南',
        roles: ['administrator'],
        manager: 'admin@example.org',
      },
      { name: '孙三', email: 'sun@example.org', department: '广州', phone: '13900139000' },
    ]
    const refused = await send([...rows, { name: '李四', email: 'zhao@example.org' }], 'all')
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'rows/3/email', code: 'person.repeated', message: '第 1 行已用了这个邮箱。' }] },
    })
    expect((await server().admin.get('/api/people?search=zhao%40')).body.people).toEqual([])
    await server().admin.post('/api/records/department', { name: '华南' })

    const made = await send(rows.slice(0, 2), 'all')
    const last = await send(rows.slice(2), 'all')

    expect(made.body).toMatchObject({ made: 2, departments: ['华南/广州'] })
    expect(last.body).toMatchObject({ made: 1, departments: [] })
    const people = (await server().admin.get('/api/people?search=' + encodeURIComponent('example.org'))).body.people
    const by = (name: string): unknown =>
      (people as unknown as { name: string }[]).find((person) => person.name === name)
    expect(by('赵一')).toMatchObject({
      state: 'invited',
      title: '销售',
      department: { title: '广州' },
      manager: { title: '钱二' },
      roles: ['seller'],
    })
    expect(by('钱二')).toMatchObject({ department: { title: '华南' }, roles: ['administrator'] })
    expect(by('孙三')).toMatchObject({ department: { title: '广州' }, phone: '13900139000' })
  })

  test('that are good are made without the others, and the same rows once more make nobody twice', async () => {
    const rows = [
      { name: '周五', email: 'zhou@example.org', manager: 'wu' },
      { name: '吴六', email: 'wu@example.org' },
    ]
    expect((await send(rows, 'good')).body).toMatchObject({ good: 1, bad: 1, made: 1, rows: [{ id: null }, {}] })
    const again = await send(rows, 'good')
    expect(again.body).toMatchObject({ good: 0, made: 0 })
    expect(codes(again.body)).toMatchObject([{}, ['email person.email_taken']])
  })

  test('can be a thousand at once, and are completed where a crash cut them off', async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => ({
      name: `人员${index}`,
      email: `many${index}@example.org`,
      department: `分公司/部门${index % 40}`,
      ...(index === 0 ? {} : { manager: `many${Math.floor((index - 1) / 10)}@example.org` }),
    }))
    expect((await send(rows, 'all')).body).toMatchObject({ made: 1_000, bad: 0 })
    expect((await send([...rows, {}])).status).toBe(422)
    await server().pool.query(`delete from platform.memberships where account_id in
      (select id from platform.auth_user where email like 'many%')`)

    const again = await send(rows, 'all')

    expect(again.body).toMatchObject({ made: 1_000, departments: [] })
    expect((await server().admin.get('/api/people?state=invited&limit=1')).body.count).toBeGreaterThanOrEqual(1_000)
  }, 60_000)

  test('get links with which they choose a password, many at once; who has one gets none', async () => {
    const made = await send([{ name: '王八', email: 'wang@example.org' }], 'all')
    const [{ id }] = made.body['rows'] as unknown as [{ id: string }]

    const answer = await server().admin.post('/api/people/invitations', { people: [id, server().ids.admin, 'nobody'] })

    expect(answer).toMatchObject({
      status: 201,
      body: { invitations: [{ id, link: { path: expect.stringContaining('/'), expiresAt: expect.any(String) } }] },
    })
    expect(answer.body['invitations']).toHaveLength(1)
  })
})
