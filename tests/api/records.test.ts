import { beforeAll, describe, expect, test } from '@jest/globals'
import { useServer } from './support/use-server.js'
import { create, publishVisits } from './support/visit.js'

const server = useServer()

beforeAll(() => publishVisits(server().admin))

describe('one record', () => {
  test('is created with defaults, numbers and computed values, and read back the same', async () => {
    const { admin, ids } = server()
    const customer = await create(admin, 'account', { name: '上海某某' })

    const made = await admin.post('/api/records/visit', {
      subject: ' 首次拜访 ',
      customer,
      cost: 100.5,
      tags: ['b', 'a'],
      startsAt: '2026-01-31T16:00:00+08:00',
      email: 'Somebody@Example.ORG',
      note: '',
    })

    expect(made.status).toBe(201)
    expect(made.headers.get('etag')).toBe('"1"')
    expect(made.body).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      version: 1,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      createdBy: { id: ids.admin, title: 'admin' },
      owner: { id: ids.admin, title: 'admin' },
      customer: { id: customer, title: '上海某某' },
      visitedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      cost: 100.5,
      status: 'planned',
      tags: ['a', 'b'],
      confirmed: false,
      startsAt: '2026-01-31T08:00:00.000Z',
      email: 'somebody@example.org',
      number: expect.stringMatching(/^V-\d{4}-\d{4}$/),
      note: null,
      withTax: 106.53,
    })
    const read = await admin.get(`/api/records/visit/${String(made.body.id)}`)
    expect(read).toMatchObject({ status: 200, body: made.body })
    expect(read.headers.get('etag')).toBe('"1"')
    expect((await admin.get(`/api/records/account/${customer}`)).body.total).toBe(100.5)
  })

  test('is changed by field; what is absent stays, null is blank', async () => {
    const { admin } = server()
    const id = await create(admin, 'visit', { subject: 'change me', cost: 3, note: 'x' })

    const changed = await admin.patch(`/api/records/visit/${id}`, { cost: 4, note: null })

    expect(changed).toMatchObject({ status: 200, body: { version: 2, subject: 'change me', cost: 4, note: null } })
    expect(changed.headers.get('etag')).toBe('"2"')
  })

  test('with If-Match is changed only when nobody was faster', async () => {
    const { admin } = server()
    const path = `/api/records/visit/${await create(admin, 'visit', { subject: 'guarded' })}`

    expect((await admin.patch(path, { cost: 1 }, { 'if-match': '"1"' })).status).toBe(200)
    expect(await admin.patch(path, { cost: 2 }, { 'if-match': '"1"' })).toMatchObject({
      status: 412,
      body: { code: 'record.changed' },
    })
    expect((await admin.patch(path, { cost: 3 })).status).toBe(200)
    expect((await admin.patch(path, { cost: 4 }, { 'if-match': '*' })).status).toBe(200)
    expect((await admin.patch(path, { cost: 5 }, { 'if-match': 'W/"4"' })).status).toBe(400)
    expect((await admin.delete(path, { 'if-match': '"1"' })).status).toBe(412)
    expect((await admin.get(path)).body.cost).toBe(4)
  })

  test('goes to the bin and comes back', async () => {
    const { admin } = server()
    const id = await create(admin, 'visit', { subject: 'bin' })
    const path = `/api/records/visit/${id}`

    expect(await admin.delete(path)).toMatchObject({ status: 204, text: '' })
    expect(await admin.get(path)).toMatchObject({ status: 404, body: { code: 'record.not_found' } })
    expect((await admin.patch(path, { cost: 1 })).status).toBe(404)
    expect((await admin.delete(path)).status).toBe(404)
    expect(await admin.post(`${path}/restore`)).toMatchObject({ status: 200, body: { id, subject: 'bin' } })
    expect((await admin.get(path)).status).toBe(200)
  })

  test('that collides with another one does not come back', async () => {
    const { admin } = server()
    const customer = await create(admin, 'account', { name: 'Collision' })
    const values = { subject: 'same day', customer, visitedOn: '2026-02-02' }
    const first = await create(admin, 'visit', values)
    expect(await admin.post('/api/records/visit', values)).toMatchObject({
      status: 409,
      body: { code: 'record.duplicate', detail: '同一客户一天只记一次' },
    })
    await admin.delete(`/api/records/visit/${first}`)
    await create(admin, 'visit', values)

    expect(await admin.post(`/api/records/visit/${first}/restore`)).toMatchObject({
      status: 409,
      body: { code: 'record.duplicate' },
    })
  })

  test('that breaks a rule is refused in Chinese with the field', async () => {
    const answer = await server().admin.post('/api/records/visit', { subject: 'expensive', cost: 6000, status: 'done' })

    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'cost', code: 'rule.cost-limit', message: '费用超过 5000 需先审批' }] },
    })
  })

  test('reads only the fields asked for, with paths over lookups', async () => {
    const { admin } = server()
    const customer = await create(admin, 'account', { name: 'Path', city: '杭州' })
    const id = await create(admin, 'visit', { subject: 'path', customer })

    const answer = await admin.get(`/api/records/visit/${id}?fields=subject,customer.city`)

    expect(answer.body).toMatchObject({ subject: 'path', customer: { id: customer, title: 'Path', city: '杭州' } })
    expect(answer.body).not.toHaveProperty('cost')
    expect(await admin.get(`/api/records/visit/${id}?fields=subjct`)).toMatchObject({
      status: 400,
      body: { code: 'request.bad_fields', detail: expect.stringContaining('subjct') },
    })
  })

  test('has a history, newest first, that says who and through what', async () => {
    const { admin, ids, anonymous } = server()
    const id = await create(admin, 'visit', { subject: 'history', cost: 1 })
    const { body } = await admin.post('/api/tokens', { name: '接口' })
    const token = anonymous.with({ authorization: `Bearer ${String(body.token)}` })
    expect((await token.patch(`/api/records/visit/${id}`, { cost: 2 })).status).toBe(200)

    const answer = await admin.get(`/api/records/visit/${id}/history`)

    expect(answer.body).toMatchObject({
      entries: [
        {
          op: 'change',
          version: 2,
          by: { id: ids.admin, title: 'admin' },
          through: { kind: 'token', id: body.id, title: '接口' },
          changes: [{ field: 'cost', label: '费用', from: 1, to: 2 }],
        },
        { op: 'create', version: 1, through: { kind: 'person' } },
      ],
      next: null,
    })
    const page = await admin.get(`/api/records/visit/${id}/history?limit=1`)
    expect(page.body.entries).toHaveLength(1)
    const rest = await admin.get(
      `/api/records/visit/${id}/history?limit=1&after=${encodeURIComponent(String(page.body.next))}`,
    )
    expect(rest.body.entries?.[0]?.op).toBe('create')
  })
})

describe('values that are refused', () => {
  test.each([
    ['an unknown field', { subjct: 'x' }, 'subjct', 'field.unknown'],
    ['a missing required field', { subject: null }, 'subject', 'field.required'],
    ['a system field', { version: 3 }, 'version', 'field.read_only'],
    ['a computed field', { withTax: 3 }, 'withTax', 'field.read_only'],
    ['a wrong type', { cost: '12' }, 'cost', 'field.type'],
    ['a date that does not exist', { visitedOn: '2026-02-30' }, 'visitedOn', 'field.no_such_date'],
    ['an instant without zone', { startsAt: '2026-01-31T08:00:00' }, 'startsAt', 'field.zone_missing'],
    ['an unknown option', { status: 'dnoe' }, 'status', 'option.unknown'],
    ['a repeated option', { tags: ['a', 'a'] }, 'tags', 'option.repeated'],
    ['too long a text', { subject: 'x'.repeat(256) }, 'subject', 'field.too_long'],
    ['a NUL character', { subject: 'a\0b' }, 'subject', 'text.invalid'],
    ['half of a surrogate pair', { subject: 'a\ud800b' }, 'subject', 'text.invalid'],
    [
      'a record that does not exist',
      { customer: '01900000-0000-7000-8000-000000000000' },
      'customer',
      'field.unknown_record',
    ],
    ['an e-mail address that is none', { email: 'nobody' }, 'email', 'field.format'],
    ['a number with too many digits', { cost: 0.1 + 0.2 }, 'cost', 'number.too_precise'],
  ])('%s', async (_name, values, path, code) => {
    const answer = await server().admin.post('/api/records/visit', { subject: 'x', ...values })

    expect(answer).toMatchObject({ status: 422, body: { code: 'record.invalid', errors: [{ path, code }] } })
  })

  test('a number of 400 digits', async () => {
    const answer = await server().admin.post('/api/records/visit', `{"subject":"x","cost":${'9'.repeat(400)}}`)

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'cost' }] } })
  })

  test('several at once are reported together', async () => {
    const answer = await server().admin.post('/api/records/visit', {
      subject: 'x'.repeat(300),
      cost: 'x',
      status: 'x',
      nothing: 1,
    })

    const paths = (answer.body.errors as unknown as { path: string }[]).map(({ path }) => path)
    expect(paths.sort()).toEqual(['cost', 'nothing', 'status', 'subject'])
  })
})

describe('the schema of an object', () => {
  test('says what may be written', async () => {
    const answer = await server().admin.get('/api/records/visit/schema')

    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ type: 'object', required: ['subject'] })
    expect(Object.keys(answer.body.properties as object)).toEqual(expect.arrayContaining(['subject', 'cost', 'owner']))
    expect(Object.keys(answer.body.properties as object)).not.toEqual(expect.arrayContaining(['withTax']))
  })
})

describe('people and departments', () => {
  test('read as records; people are made elsewhere', async () => {
    const { admin } = server()
    const department = await create(admin, 'department', { name: '销售一部' })
    const person = await admin.post('/api/people', { email: 'sales@example.org', name: '销售', department })

    expect(person.status).toBe(201)
    const record = await admin.get(`/api/records/user/${String(person.body.id)}`)
    expect(record.body).toMatchObject({ name: '销售', department: { id: department, title: '销售一部' }, active: true })
    expect((await admin.post('/api/records/user', { name: 'X', email: 'x@example.org' })).status).toBe(403)
    expect((await admin.patch(`/api/records/user/${server().ids.admin}`, { email: 'y@example.org' })).status).toBe(403)
  })

  test('leave their records to whom they are handed over', async () => {
    const { admin } = server()
    const made = await admin.post('/api/people', {
      email: 'leaver@example.org',
      name: 'Leaver',
      roles: ['administrator'],
    })
    const leaver = String(made.body.id)
    const id = await create(admin, 'visit', { subject: 'handed over', owner: leaver })
    const other = await create(admin, 'account', { name: 'handed over', owner: leaver })
    const kept = await create(admin, 'visit', { subject: 'kept' })

    const answer = await admin.post(`/api/people/${leaver}/deactivate`, { handOverTo: server().ids.nobody })

    expect(answer).toMatchObject({ status: 200, body: { handedOver: 2 } })
    expect((await admin.get(`/api/records/visit/${id}`)).body.owner?.id).toBe(server().ids.nobody)
    expect((await admin.get(`/api/records/account/${other}`)).body.owner?.id).toBe(server().ids.nobody)
    expect((await admin.get(`/api/records/visit/${kept}`)).body.owner?.id).toBe(server().ids.admin)
  })
})
