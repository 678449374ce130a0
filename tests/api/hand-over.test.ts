import { beforeAll, describe, expect, test } from '@jest/globals'
import { until } from './support/until.js'
import { useServer } from './support/use-server.js'
import { publishVisits } from './support/visit.js'

const server = useServer()

beforeAll(() => publishVisits(server().admin))

let count = 0

async function makePerson(extra: object = {}): Promise<string> {
  const email = `leaver${++count}@example.org`
  const made = await server().admin.post('/api/people', { email, name: `Leaver ${count}`, ...extra })
  if (made.status !== 201) throw new Error(made.text)
  return String(made.body.id)
}

async function make(object: string, values: object): Promise<string> {
  const made = await server().admin.post(`/api/records/${object}`, values)
  if (made.status !== 201) throw new Error(made.text)
  return String(made.body.id)
}

const get = async (object: string, id: string): Promise<unknown> =>
  (await server().admin.get(`/api/records/${object}/${id}`)).body

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
