import { beforeAll, describe, expect, test } from '@jest/globals'
import { signIn, useServer } from './support/use-server.js'

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
