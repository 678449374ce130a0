import { beforeAll, describe, expect, test } from '@jest/globals'
import { until } from './support/until.js'
import { signIn, useServer } from './support/use-server.js'
import { publishVisits } from './support/visit.js'

const server = useServer()

let count = 0

async function makePerson(extra: object = {}): Promise<string> {
  const made = await server().admin.post('/api/people', {
    email: `organised${++count}@example.org`,
    name: `Organised ${count}`,
    ...extra,
  })
  if (made.status !== 201) throw new Error(made.text)
  return String(made.body.id)
}

async function makeDepartment(name: string, parent?: string): Promise<string> {
  const made = await server().admin.post('/api/records/department', {
    name,
    ...(parent === undefined ? {} : { parent }),
  })
  if (made.status !== 201) throw new Error(made.text)
  return String(made.body.id)
}

beforeAll(() => publishVisits(server().admin))

async function make(object: string, values: object): Promise<string> {
  const made = await server().admin.post(`/api/records/${object}`, values)
  if (made.status !== 201) throw new Error(made.text)
  return String(made.body.id)
}

const get = async (object: string, id: string): Promise<unknown> =>
  (await server().admin.get(`/api/records/${object}/${id}`)).body

const names = (body: { people?: { name: string }[] }): string[] => (body.people ?? []).map(({ name }) => name)

describe('what is said of a person', () => {
  test('is department, further departments, whom they report to, phone and job title, and history names who said it', async () => {
    const [sales, service] = [await makeDepartment('销售部'), await makeDepartment('客服部')]
    const manager = await makePerson()
    const id = await makePerson({
      department: sales,
      departments: [service],
      manager,
      phone: '13800138000',
      title: '顾问',
    })

    const record = await server().admin.get(`/api/records/user/${id}`)
    expect(record.body).toMatchObject({
      department: { id: sales },
      departments: [{ id: service, title: '客服部' }],
      manager: { id: manager },
      jobTitle: '顾问',
    })
    expect((await server().admin.patch(`/api/people/${id}`, { departments: [], manager: null })).status).toBe(200)
    const after = await server().admin.get(`/api/people/${id}`)
    expect(after.body.person).toMatchObject({ title: '顾问', departments: [], manager: null, state: 'invited' })
    const { entries } = (await server().admin.get(`/api/records/user/${id}/history`)).body
    expect(entries?.[0]).toMatchObject({ op: 'change', by: { id: server().ids.admin }, through: { kind: 'person' } })
  })

  test('is refused where somebody would report to themselves', async () => {
    const top = await makePerson()
    const below = await makePerson({ manager: top })

    const answer = await server().admin.patch(`/api/people/${top}`, { manager: below })

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'manager', code: 'field.circle' }] } })
    const filter = encodeURIComponent(`id under "${top}"`)
    expect((await server().admin.get(`/api/records/user?filter=${filter}`)).body.records).toHaveLength(2)
    await server().admin.patch(`/api/people/${top}`, { manager: server().ids.admin })
    await make('task', { subject: '下属的任务', assignee: below })
    const team = `/api/records/task?filter=${encodeURIComponent('assignee under [me]')}`
    expect((await server().admin.get(team)).body.records).toMatchObject([{ subject: '下属的任务' }])
    await server().admin.patch(`/api/people/${top}`, { manager: null })
  })

  test('is refused by the names it was sent with', async () => {
    const answer = await server().admin.post('/api/people', {
      email: 'long@example.org',
      name: 'Long',
      title: 'x'.repeat(300),
    })

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'title', code: 'field.too_long' }] } })
  })

  test('is written at /api/people alone', async () => {
    const id = await makePerson()
    const answer = await server().admin.patch(`/api/records/user/${id}`, { phone: null })
    expect(answer).toMatchObject({ status: 403, body: { code: 'record.read_only_object' } })
  })
})

describe('departments', () => {
  test('are moved without circles, and stay while they have people or others below them', async () => {
    const top = await makeDepartment('华东')
    const below = await makeDepartment('上海', top)
    const further = await makeDepartment('项目组')
    await makePerson({ department: below, departments: [further] })

    const { admin } = server()
    expect(await admin.patch(`/api/records/department/${top}`, { parent: below })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'parent', code: 'field.circle' }] },
    })
    for (const id of [top, below, further]) {
      expect(await admin.delete(`/api/records/department/${id}`)).toMatchObject({ status: 409 })
    }
    expect((await admin.patch(`/api/records/department/${below}`, { parent: null, name: '上海分公司' })).status).toBe(
      200,
    )
    expect((await admin.delete(`/api/records/department/${top}`)).status).toBe(204)
  })
})

describe('the list of people', () => {
  let ids: { zhou: string; wu: string; head: string; branch: string; project: string }

  beforeAll(async () => {
    const head = await makeDepartment('总部')
    const branch = await makeDepartment('分部', head)
    const project = await makeDepartment('临时项目', branch)
    const zhou = await makePerson({ name: '周甲', department: branch })
    const wu = await makePerson({ name: '吴乙', departments: [project] })
    ids = { zhou, wu, head, branch, project }
  })

  test('is sorted by pinyin, goes on after a page, and counts', async () => {
    const first = await server().admin.get('/api/people?limit=2')
    const rest = await server().admin.get(`/api/people?limit=500&after=${String(first.body.next)}`)

    expect(first.body.count).toBe(2 + names(rest.body).length)
    expect(rest.body.next).toBeNull()
    const all = [...names(first.body), ...names(rest.body)]
    expect(all).toEqual([...all].sort(new Intl.Collator('zh-u-co-pinyin').compare))
    expect(first.body.roles).toEqual([{ key: 'administrator', title: '管理员' }])
    const moved = await server().admin.get(`/api/people?limit=2&state=active&after=${String(first.body.next)}`)
    expect(moved).toMatchObject({ status: 400, body: { code: 'request.bad_cursor' } })
    expect((await server().admin.get('/api/people?after=x')).status).toBe(400)
  })

  test('is searched by name, pinyin and e-mail, and narrowed to a department with all below it', async () => {
    const { admin } = server()
    expect(names((await admin.get(`/api/people?search=${encodeURIComponent('zhou')}`)).body)).toEqual(['周甲'])
    expect(names((await admin.get(`/api/people?department=${ids.head}`)).body)).toEqual(['吴乙', '周甲'])
    expect(names((await admin.get(`/api/people?department=${ids.project}`)).body)).toEqual(['吴乙'])
    const both = `/api/people?department=${ids.head}&search=${encodeURIComponent('吴')}`
    expect(names((await admin.get(both)).body)).toEqual(['吴乙'])
    expect((await admin.get('/api/people?department=nowhere')).body.people).toEqual([])
  })

  test('tells who is active, who never came, and who left; who left can come back', async () => {
    const { admin, running, ids: known } = server()
    const password = 'a password to come with'
    const email = 'comes@example.org'
    const id = await makePerson({ email, password, name: '郑丙', roles: ['administrator'] })
    const stateOf = async (): Promise<unknown> => (await admin.get(`/api/people/${id}`)).body.person
    expect(await stateOf()).toMatchObject({ state: 'active', lastSignInAt: null, roles: ['administrator'] })

    await signIn(running.url, { email, password })
    expect(await stateOf()).toMatchObject({ lastSignInAt: expect.any(String) })
    await admin.post(`/api/people/${id}/deactivate`, { handOverTo: known.admin })
    expect(await stateOf()).toMatchObject({ state: 'deactivated' })
    expect(names((await admin.get('/api/people?state=deactivated')).body)).toContain('郑丙')
    await expect(signIn(running.url, { email, password })).rejects.toThrow('401')

    expect((await admin.post(`/api/people/${id}/reactivate`)).status).toBe(200)
    expect((await admin.get('/api/people?state=invited')).body.people).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: ids.zhou })]),
    )
    const back = await signIn(running.url, { email, password })
    expect((await back.get('/api/me')).body.roles).toHaveLength(1)
    expect((await admin.get(`/api/records/user/${id}`)).body.active).toBe(true)
    const nobody = '01900000-0000-7000-8000-000000000000'
    expect((await admin.post(`/api/people/${nobody}/reactivate`)).body.code).toBe('person.not_found')
    expect((await admin.get(`/api/people/${nobody}`)).status).toBe(404)
  })
})

describe('what a person holds', () => {
  test('is told by object, and must be handed over before they go', async () => {
    const leaver = await makePerson()
    const below = await makePerson({ manager: leaver })
    const visit = await make('visit', { subject: '拜访', owner: leaver })
    const [open, own, done] = [
      await make('task', { subject: '打电话', assignee: leaver }),
      await make('task', { subject: '写方案', owner: leaver }),
      await make('task', { subject: '已完成', assignee: leaver, status: 'done' }),
    ]
    const department = await make('department', { name: '销售一部', manager: leaver })
    const { admin, ids } = server()

    const held = await admin.get(`/api/people/${leaver}/holdings`)
    expect(held.body).toMatchObject({ total: 5 })
    expect(held.body['holdings']).toEqual(
      expect.arrayContaining([
        { object: 'visit', title: '拜访', kind: 'records', count: 1 },
        { object: 'task', title: '任务', kind: 'tasks', count: 2 },
        { object: 'user', title: '人员', kind: 'people', count: 1 },
        { object: 'department', title: '部门', kind: 'departments', count: 1 },
      ]),
    )
    const partly = { handOver: [{ object: 'visit', to: ids.nobody }] }
    for (const body of [{}, partly]) {
      const refused = await admin.post(`/api/people/${leaver}/deactivate`, body)
      expect(refused).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'handOverTo', code: 'person.holdings', hint: expect.any(String) }] },
      })
    }
    expect(await get('user', leaver)).toMatchObject({ active: true })

    const gone = await admin.post(`/api/people/${leaver}/deactivate`, { ...partly, handOverTo: ids.admin })
    expect(gone).toMatchObject({ status: 200, body: { handedOver: 5, refused: 0, job: expect.any(String) } })
    expect(await get('visit', visit)).toMatchObject({ owner: { id: ids.nobody } })
    expect(await get('task', open)).toMatchObject({ assignee: { id: ids.admin } })
    expect(await get('task', own)).toMatchObject({ owner: { id: ids.admin } })
    expect(await get('task', done)).toMatchObject({ assignee: { id: leaver } })
    expect(await get('user', below)).toMatchObject({ manager: { id: ids.admin } })
    expect(await get('department', department)).toMatchObject({ manager: { id: ids.admin } })
    expect((await admin.get(`/api/people/${leaver}/holdings`)).body).toMatchObject({ total: 0, holdings: [] })
    for (const [object, id] of [
      ['visit', visit],
      ['user', below],
    ]) {
      const { entries } = (await admin.get(`/api/records/${object}/${id}/history`)).body
      expect(entries?.[0]).toMatchObject({ op: 'change', by: { id: ids.admin }, through: { kind: 'person' } })
    }
  })

  test('goes over without ending their work, only where it is said to whom', async () => {
    const [giver, taker] = [await makePerson(), await makePerson()]
    const visit = await make('visit', { subject: '移交', owner: giver })
    const task = await make('task', { subject: '保留', assignee: giver })

    const answer = await server().admin.post(`/api/people/${giver}/hand-over`, {
      handOver: [{ object: 'visit', to: taker }],
    })

    expect(answer).toMatchObject({ status: 200, body: { handedOver: 1, refused: 0 } })
    expect(await get('visit', visit)).toMatchObject({ owner: { id: taker } })
    expect(await get('task', task)).toMatchObject({ assignee: { id: giver } })
    expect(await get('user', giver)).toMatchObject({ active: true })
    const nothing = await server().admin.post(`/api/people/${giver}/hand-over`, {})
    expect(nothing.body).toMatchObject({ handedOver: 0, job: null })
  })

  test('goes to other active people, and to objects that exist', async () => {
    const giver = await makePerson()
    const body = { handOverTo: giver, handOver: [{ object: 'yacht', to: 'nobody' }] }
    for (const way of ['hand-over', 'deactivate']) {
      const answer = await server().admin.post(`/api/people/${giver}/${way}`, body)
      expect(answer.body.errors).toMatchObject([
        { path: 'handOverTo', code: 'person.not_found' },
        { path: 'handOver/0/to', code: 'person.not_found' },
        { path: 'handOver/0/object', code: 'record.unknown_object' },
      ])
    }
    const unknown = await server().admin.post('/api/people/01900000-0000-7000-8000-000000000000/hand-over', {})
    expect(unknown.status).toBe(404)
  })

  test('people who report to the leaver move to one of them without a circle', async () => {
    const top = await makePerson()
    const leaver = await makePerson({ manager: top })
    const middle = await makePerson({ manager: leaver })
    const heir = await makePerson({ manager: middle })

    const answer = await server().admin.post(`/api/people/${leaver}/deactivate`, { handOverTo: heir })

    expect(answer).toMatchObject({ status: 200, body: { handedOver: 1, refused: 0 } })
    expect(await get('user', heir)).toMatchObject({ manager: { id: top } })
    expect(await get('user', middle)).toMatchObject({ manager: { id: heir } })
  })

  test('that its own rules refuse stays, is named, and keeps nothing else from going', async () => {
    const { admin } = server()
    const fields = [
      { key: 'name', type: 'text', label: '名称' },
      { key: 'code', type: 'text', label: '编号' },
    ]
    const asset = { kind: 'object', key: 'asset', label: '资产', titleField: 'name', fields }
    await admin.post('/api/changes', { changes: [{ op: 'put', document: asset }] })
    const [giver, taker] = [await makePerson(), await makePerson()]
    const bare = await make('asset', { name: '没有编号', owner: giver })
    const whole = await make('asset', { name: '有编号', code: 'A-1', owner: giver })
    const known = (await admin.get('/api/documents/object/asset')).body['document'] as object
    const rules = [{ key: 'coded', when: 'ISBLANK(code)', field: 'code', message: '先填写编号' }]
    const ruled = await admin.post('/api/changes', { changes: [{ op: 'put', document: { ...known, rules } }] })
    expect(ruled.status).toBe(201)

    const answer = await admin.post(`/api/people/${giver}/deactivate`, { handOverTo: taker })

    expect(answer.body).toMatchObject({ handedOver: 1, refused: 1 })
    expect(await get('asset', whole)).toMatchObject({ owner: { id: taker } })
    expect(await get('asset', bare)).toMatchObject({ owner: { id: giver } })
    expect((await admin.get(`/api/jobs/${String(answer.body['job'])}`)).body).toMatchObject({
      kind: 'handOver',
      state: 'done',
      done: 2,
      total: 2,
      result: {
        problems: [
          { object: 'asset', id: bare, title: '没有编号', problem: { path: 'update/0/code', message: '先填写编号' } },
        ],
      },
    })

    // Who administers people hears of it, too, without the title of what they may not read.
    const hr = { kind: 'role', key: 'hr', label: '人事', capabilities: ['people'], grants: [] }
    await admin.post('/api/changes', { changes: [{ op: 'put', document: hr }] })
    const person = { email: 'hr@organised.example', password: 'password of hr' }
    await makePerson({ ...person, roles: ['hr'] })
    const told = await (await signIn(server().running.url, person)).get(`/api/jobs/${String(answer.body['job'])}`)
    expect(told.body).toMatchObject({ result: { problems: [{ object: 'asset', id: bare, title: null }] } })
  })

  test('goes on in the background when it is much', async () => {
    const { admin, pool } = server()
    const [giver, taker] = [await makePerson(), await makePerson()]
    const create = Array.from({ length: 600 }, (_, index) => ({ subject: `V ${index}`, owner: giver }))
    expect((await admin.post('/api/records/visit/batch', { create })).status).toBe(200)

    const answer = await admin.post(`/api/people/${giver}/hand-over`, { handOverTo: taker })
    expect(answer).toMatchObject({ status: 200, body: { job: expect.any(String) } })
    const path = `/api/jobs/${String(answer.body['job'])}`
    await until(async () => String((await admin.get(path)).body['state']) === 'done')
    expect((await admin.get(path)).body).toMatchObject({ total: 600, done: 600, result: { handedOver: 600 } })
    const { rows } = await pool.query<{ left: number }>(
      `select jsonb_array_length(input->'tasks') - (input->>'at')::int as left from ws_main.jobs where id = $1`,
      [answer.body['job']],
    )
    expect(rows).toEqual([{ left: 0 }])
  })
})

describe('salespeople who see what they own', () => {
  const put = (document: object): object => ({ op: 'put', document })
  const grants = (...of: object[]): object[] => of.map((grant) => ({ object: 'visit', ...grant }))

  async function seller(
    role: string,
  ): Promise<{ readonly id: string; readonly email: string; readonly password: string }> {
    const person = { email: `seller${++count}@example.org`, password: `password of seller ${count}` }
    return { ...person, id: await makePerson({ ...person, roles: [role] }) }
  }

  beforeAll(async () => {
    const own = {
      kind: 'role',
      key: 'own',
      label: '销售',
      grants: grants({ actions: ['read', 'create', 'change'], scope: 'own' }),
    }
    const department = { ...own, key: 'department', grants: grants({ actions: ['read'], scope: 'department' }) }
    const all = { ...own, key: 'all', grants: [...own.grants, ...grants({ actions: ['read'] })] }
    const known = (await server().admin.get('/api/documents/object/visit')).body['document'] as object
    const duplicates = [{ key: 'same', fields: [{ field: 'subject', match: 'exact' }], action: 'block' }]
    const changes = [put(own), put(department), put(all), put({ ...known, duplicates })]
    const made = await server().admin.post('/api/changes', { changes })
    if (made.status !== 201) throw new Error(made.text)
  })

  test('take over with the whole history what others leave, who see nothing of it when they come back', async () => {
    const { admin, running } = server()
    const [leaver, heir] = [await seller('own'), await seller('own')]
    const before = await signIn(running.url, leaver)
    const visit = String((await before.post('/api/records/visit', { subject: '老客户' })).body.id)
    await before.patch(`/api/records/visit/${visit}`, { subject: '老客户的续约' })

    expect((await admin.post(`/api/people/${leaver.id}/deactivate`)).body.errors?.[0]?.code).toBe('person.holdings')
    expect((await admin.post(`/api/people/${leaver.id}/deactivate`, { handOverTo: heir.id })).status).toBe(200)

    const successor = await signIn(running.url, heir)
    const { entries } = (await successor.get(`/api/records/visit/${visit}/history`)).body
    const told = entries as unknown as readonly { op: string; by: { id: string } }[]
    expect(told.map(({ op, by }) => [op, by.id])).toEqual([
      ['change', server().ids.admin],
      ['change', leaver.id],
      ['create', leaver.id],
    ])
    await admin.post(`/api/people/${leaver.id}/reactivate`)
    const back = await signIn(running.url, leaver)
    expect((await back.get('/api/records/visit')).body.records).toEqual([])
    expect((await back.get(`/api/records/visit/${visit}`)).status).toBe(404)
  })

  test('see what those of their department own, also once it became part of another one', async () => {
    const { admin, running } = server()
    const [kept, merged] = [await makeDepartment('华东一部'), await makeDepartment('华东二部')]
    const [own, other] = [await seller('department'), await seller('department')]
    await admin.patch(`/api/people/${own.id}`, { department: kept })
    await admin.patch(`/api/people/${other.id}`, { department: merged })
    const visit = await make('visit', { subject: '二部的客户', owner: other.id })
    const client = await signIn(running.url, own)
    const seen = async () => (await client.get(`/api/records/visit/${visit}`)).status
    expect(await seen()).toBe(404)

    expect((await admin.post('/api/records/department/merge', { keep: kept, merge: [merged] })).status).toBe(200)
    expect(await seen()).toBe(200)
    expect((await admin.post(`/api/records/department/${kept}/unmerge`)).status).toBe(200)
    expect(await seen()).toBe(404)
  })

  test('are told whose customer it is, and cannot claim it', async () => {
    const { running } = server()
    const [first, second] = [await seller('own'), await seller('all')]
    const visit = (await (await signIn(running.url, first)).post('/api/records/visit', { subject: '同一个客户' })).body
    const other = await signIn(running.url, second)

    const refused = await other.post('/api/records/visit', { subject: '同一个客户' })
    expect(refused).toMatchObject({ status: 409, body: { matches: [{ id: visit.id, owner: { id: first.id } }] } })
    const claimed = await other.patch(`/api/records/visit/${visit.id}`, { owner: second.id })
    expect([403, 404]).toContain(claimed.status)
    expect(await get('visit', String(visit.id))).toMatchObject({ owner: { id: first.id } })
  })
})
