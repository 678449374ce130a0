import { beforeAll, describe, expect, test } from '@jest/globals'
import { formOf } from '../support/form-data.js'
import type { Json } from './support/client.js'
import { until } from './support/until.js'
import { useServer } from './support/use-server.js'
import { create, publish } from './support/visit.js'

const server = useServer()

const personal = { personal: true } as const
const customer = {
  kind: 'object',
  key: 'customer',
  label: '客户',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '姓名', required: true, ...personal },
    { key: 'phone', type: 'phone', label: '电话', ...personal },
    { key: 'card', type: 'text', label: '证件号', encrypted: true, ...personal },
    { key: 'remark', type: 'longText', label: '备注', ...personal },
    { key: 'age', type: 'text', label: '年龄', ...personal },
    { key: 'vip', type: 'boolean', label: '贵宾', ...personal },
    { key: 'photos', type: 'file', label: '照片', ...personal },
    { key: 'city', type: 'text', label: '城市' },
    { key: 'greeting', type: 'formula', label: '称呼', formula: '"Dear " & name' },
    { key: 'firstName', type: 'rollup', label: '首单', relation: 'order.customer', function: 'count' },
  ],
  unique: [{ fields: ['phone'] }],
  duplicates: [{ key: 'same', label: '同名', fields: [{ field: 'name', match: 'similar' }], action: 'warn' }],
  rules: [{ key: 'reachable', when: 'ISBLANK(phone)', field: 'phone', message: '须留电话' }],
}
const order = {
  kind: 'object',
  key: 'order',
  label: '订单',
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: '主题' },
    { key: 'customer', type: 'lookup', label: '客户', target: 'customer' },
  ],
}
const told = {
  kind: 'workflow',
  key: 'told',
  label: '新客户',
  object: 'customer',
  active: true,
  trigger: { type: 'recordCreated' },
  start: 'n1',
  nodes: [
    {
      id: 'n1',
      type: 'notify',
      config: { to: ['owner'], title: '"新客户 " & name', text: '"请致电 " & phone' },
    },
  ],
}

/** Every value of every table of the workspace, of the queue and of the server, as a dump has them. */
async function dump(): Promise<string> {
  const { pool } = server()
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema like 'ws\\_%' or table_schema in ('graphile_worker', 'platform') and table_type = 'BASE TABLE'`,
  )
  const tables = await Promise.all(
    rows.map(async ({ name }) => `${name} ${JSON.stringify((await pool.query(`select t::text from ${name} t`)).rows)}`),
  )
  return tables.join('\n')
}

const post = async (path: string, body: object): Promise<Json> => {
  const answer = await server().admin.post(path, body)
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`)
  return answer.body
}

const canaries = [
  'KanariName',
  'KanariOld',
  '13911112222',
  '13922223333',
  'KanariCard',
  'KanariRemark',
  'KanariAge',
  'kanari-photo',
  'KanariTwin',
  '13933334444',
] as const

describe('the personal data of a record', () => {
  let id = ''
  let untouched = ''

  beforeAll(async () => {
    const { admin } = server()
    await publish(admin, [order, customer])
    await publish(admin, [told])
    const { body: form, headers } = formOf('scan', 'kanari-photo.txt')
    const file = await admin.send('POST', '/api/files', form, headers)
    untouched = await create(admin, 'customer', { name: '旁人甲', phone: '13800000001', city: '上海' })
    id = await create(admin, 'customer', {
      name: 'KanariOld',
      phone: '13911112222',
      card: 'KanariCard',
      remark: 'KanariRemark',
      age: 'KanariAge 42',
      vip: true,
      photos: [file.body.id],
      city: '杭州',
    })
    const twin = await create(admin, 'customer', { name: 'KanariTwin', phone: '13933334444' })
    await create(admin, 'order', { subject: '首单', customer: id })
    await admin.patch(`/api/records/customer/${id}`, { name: 'KanariName', phone: '13922223333' })
    await until(async () => (await admin.get('/api/workflows/told/runs')).text.split('"done"').length === 4, 20_000)
    await post('/api/records/customer/merge', { keep: id, merge: [twin] })
    // A plan that shows values, a type that does not take them, a field that goes.
    const { document } = (await admin.get('/api/documents/object/customer')).body as unknown as {
      document: { fields: unknown }
    }
    const fields = (document.fields as unknown as { key: string }[]).map((field) =>
      field.key === 'age' ? { ...field, type: 'number' } : field,
    )
    const changed = {
      op: 'put',
      document: { ...document, fields: fields.filter(({ key }) => key !== 'remark') },
    }
    const plan = await post('/api/changes/plan', { changes: [changed] })
    const accept = (plan.hazards as unknown as Json[]).map(({ id: hazard }) => String(hazard))
    await post('/api/changes', { changes: [changed], accept })
    await admin.post('/api/records/customer', { name: 'x', phone: '13922223333' }, { 'idempotency-key': 'k-1' })
  }, 60_000)

  test('is given out as a file: values, history and what points to the record, and the log says so', async () => {
    const answer = await server().admin.get(`/api/records/customer/${id}/personal-data`)

    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="customer.json"')
    expect(answer.body).toMatchObject({
      object: { key: 'customer', label: '客户' },
      personal: ['name', 'phone', 'card', 'age', 'vip', 'photos'],
      record: { name: 'KanariName', card: 'KanariCard' },
      related: [{ object: 'order', field: 'customer', records: [{ subject: '首单' }], isCut: false }],
    })
    expect(answer.text).toContain('KanariOld')
    const log = await server().admin.get(`/api/audit?record=${id}&action=personal`)
    expect(log.body.entries).toMatchObject([{ action: 'personal.exported' }])
  })

  test('is kept in a dozen places, and in none once it is erased', async () => {
    const { admin } = server()
    const before = await dump()
    for (const canary of canaries.filter((each) => each !== 'KanariCard')) expect(before).toContain(canary)

    const answer = await admin.post(`/api/records/customer/${id}/erase-personal`, { confirm: 'erase' })

    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ fields: ['name', 'phone', 'card', 'age', 'vip', 'photos'], files: 1 })
    expect(answer.body.records).toHaveLength(2)
    const after = await dump()
    for (const canary of canaries) {
      const where = after.split('\n').filter((table) => table.includes(canary))
      expect(where.map((table) => `${canary} in ${table.slice(0, 60)}`)).toEqual([])
    }
    const { body: record } = await admin.get(`/api/records/customer/${id}`)
    expect(record).toMatchObject({ name: null, phone: null, card: null, vip: false, photos: null, city: '杭州' })
    expect(record.firstName).toBe(1)
    expect((await admin.get(`/api/records/customer/${untouched}`)).body).toMatchObject({ name: '旁人甲', city: '上海' })
    expect((await admin.get('/api/records/customer?search=Kanari')).body.records).toEqual([])
    const history = await admin.get(`/api/records/customer/${id}/history`)
    expect(history.status).toBe(200)
    const log = await admin.get(`/api/audit?record=${id}&action=personal.erased`)
    expect(log.body.entries).toMatchObject([{ details: { fields: ['name', 'phone', 'card', 'age', 'vip', 'photos'] } }])
  })

  test('is erased again without harm, and the record can be used again', async () => {
    const { admin } = server()
    expect((await admin.post(`/api/records/customer/${id}/erase-personal`, { confirm: 'erase' })).status).toBe(200)
    expect((await admin.post(`/api/records/customer/${id}/unmerge`, {})).status).toBe(200)
    const changed = await admin.patch(`/api/records/customer/${id}`, { name: '新名', phone: '13800000002' })
    expect(changed.status).toBe(200)
    expect(server().errors).toEqual([])
  })

  test('is erased by administrators alone, for a named reason, and where fields are marked', async () => {
    const { admin, nobody } = server()
    const of = (object: string, record: string): string => `/api/records/${object}/${record}/erase-personal`
    expect((await nobody.post(of('customer', untouched), { confirm: 'erase' })).status).toBe(403)
    expect((await admin.post(of('customer', untouched), {})).status).toBe(422)
    expect((await admin.post(of('customer', server().ids.admin), { confirm: 'erase' })).status).toBe(404)
    const { body } = await admin.get('/api/records/order')
    const [first] = body.records as unknown as Json[]
    const none = await admin.post(of('order', String(first?.id)), { confirm: 'erase' })
    expect(none.body.code).toBe('personal.no_fields')
  })
})

describe('the data of a person of the organisation', () => {
  test('is given out, and erased once they are deactivated', async () => {
    const { admin, ids } = server()
    const made = await post('/api/people', {
      email: 'kanari.person@example.org',
      name: 'KanariPerson',
      password: 'a long enough password',
      roles: ['administrator'],
      phone: '13955556666',
    })
    const person = String(made.id)
    await admin.patch(`/api/people/${person}`, { name: 'KanariRenamed' })
    const data = await admin.get(`/api/people/${person}/data`)
    expect(data.body).toMatchObject({
      account: { name: 'KanariRenamed', email: 'kanari.person@example.org' },
      record: { id: person },
      memberships: [{ workspace: 'main', roles: ['administrator'] }],
    })
    expect(data.text).not.toMatch(/password"|token_hash|\$/)
    const refused = await admin.post(`/api/people/${person}/erase`, { confirm: 'erase' })
    expect(refused.body.code).toBe('personal.active_person')

    await admin.post(`/api/people/${person}/deactivate`, { handOverTo: ids.admin })
    const erased = await admin.post(`/api/people/${person}/erase`, { confirm: 'erase' })

    expect(erased.body.name).toBe(`已注销 ${person.slice(-6)}`)
    const everything = await dump()
    for (const canary of ['KanariPerson', 'KanariRenamed', 'kanari.person', '13955556666']) {
      const where = everything.split('\n').filter((table) => table.includes(canary))
      expect(where.map((table) => `${canary} in ${table.slice(0, 60)}`)).toEqual([])
    }
    expect((await admin.get(`/api/audit?search=${person}`)).text).toContain('已注销')
  })
})
