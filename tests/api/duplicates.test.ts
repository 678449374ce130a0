import { beforeAll, describe, expect, test } from '@jest/globals'
import { signIn, useServer } from './support/use-server.js'

const server = useServer()

beforeAll(async () => {
  const document = {
    kind: 'object',
    key: 'firm',
    label: { 'zh-CN': '企业', en: 'Firm' },
    titleField: 'name',
    fields: [
      { key: 'name', type: 'companyName', label: { 'zh-CN': '名称', en: 'Name' }, required: true },
      { key: 'phone', type: 'phone', label: { 'zh-CN': '电话', en: 'Phone' } },
    ],
    duplicates: [
      { key: 'name', fields: [{ field: 'name', match: 'normalised' }], action: 'block' },
      { key: 'phone', fields: [{ field: 'phone', match: 'phone' }], action: 'warn' },
    ],
  }
  const person = {
    kind: 'object',
    key: 'staff',
    label: '人员',
    titleField: 'name',
    fields: [
      { key: 'name', type: 'text', label: '姓名' },
      { key: 'firm', type: 'lookup', label: '企业', target: 'firm' },
    ],
  }
  const changes = [document, person].map((each) => ({ op: 'put', document: each }))
  expect((await server().admin.post('/api/changes', { changes })).status).toBe(201)
})

const firm = async (name: string, more: object = {}): Promise<string> => {
  const answer = await server().admin.post('/api/records/firm', { name, ...more })
  expect(answer.status).toBe(201)
  return String(answer.body['id'])
}

describe('likely duplicates', () => {
  test('are told before anything is saved, with reasons in the language of the caller', async () => {
    const id = await firm('蓝天科技有限公司', { phone: '13800138000' })
    const values = { name: '蓝天科技', phone: '+86 138 0013 8000' }

    const chinese = await server().admin.post('/api/records/firm/duplicates', { values })
    const english = await server().admin.post('/api/records/firm/duplicates', { values }, { 'accept-language': 'en' })

    expect(chinese).toMatchObject({
      status: 200,
      body: { hidden: 0, matches: [{ id, title: '蓝天科技有限公司', score: 1 }] },
    })
    expect(chinese.body).toMatchObject({ matches: [{ reasons: ['「名称」只是写法不同', '「电话」相同'] }] })
    expect(english.body).toMatchObject({
      matches: [{ reasons: ['“Name” is only written differently', '“Phone” is the same'] }],
    })
    expect((await server().admin.post('/api/records/firm/duplicates', {})).status).toBe(422)
  })

  test('tell a second salesperson whose customer it is, while typing and when saving', async () => {
    const { admin, running } = server()
    const second = { email: 'second.seller@example.org', password: 'a second salesperson', name: '乙销售' }
    const owner = await admin.post('/api/people', { email: 'first.seller@example.org', name: '甲销售' })
    await admin.post('/api/people', { ...second, roles: ['administrator'] })
    const id = await firm('高山贸易有限公司', { owner: owner.body.id })
    const seller = await signIn(running.url, second)

    const typed = await seller.post('/api/records/firm/duplicates', { values: { name: '高山贸易' } })
    const saved = await seller.post('/api/records/firm', { name: '高山贸易' })

    const match = { id, title: '高山贸易有限公司', action: 'block', owner: { id: owner.body.id, title: '甲销售' } }
    expect(typed.body).toMatchObject({ matches: [match] })
    expect(saved).toMatchObject({ status: 409, body: { matches: [match] } })
    expect((await admin.get(`/api/records/firm/${id}`)).body.owner).toMatchObject({ id: owner.body.id })
  })

  test('that a rule blocks are 409 with the matches, unless the writer accepts them', async () => {
    const { admin } = server()
    const id = await firm('大地科技有限公司')

    const refused = await admin.post('/api/records/firm', { name: '大地科技' })
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'record.duplicate',
        errors: [{ path: 'name', code: 'record.duplicate' }],
        matches: [{ id }],
        hidden: 0,
      },
    })
    expect((await admin.post('/api/records/firm?duplicates=maybe', { name: '大地科技' })).status).toBe(400)
    const made = await admin.post('/api/records/firm?duplicates=accept', { name: '大地科技' })
    expect(made.status).toBe(201)
    const changed = await admin.patch(`/api/records/firm/${made.body.id}`, { name: '大 地科技公司' })
    expect(changed.status).toBe(409)
    expect(
      (await admin.patch(`/api/records/firm/${made.body.id}?duplicates=accept`, { name: '大地 科技' })).status,
    ).toBe(200)
    const batch = await admin.post('/api/records/firm/batch?partial=true', {
      create: [{ name: '大地科技' }, { name: '新的' }],
    })
    expect(batch.body).toMatchObject({
      ok: 1,
      failed: 1,
      results: [{ errors: [{ path: 'create/0/name' }] }, { ok: true }],
    })
  })
})

describe('merging', () => {
  test('keeps one record with what belongs to the other, once for a repeated request, and is taken back', async () => {
    const { admin } = server()
    const keep = await firm('长江贸易')
    const other = await firm('长江国际贸易', { phone: '02012345678' })
    const staff = String((await admin.post('/api/records/staff', { name: '王芳', firm: other })).body['id'])
    const request = { keep, merge: [other], values: { phone: '02012345678' } }

    const preview = await admin.post('/api/records/firm/merge/preview', { keep, merge: [other] })
    expect(preview.body).toEqual({
      related: [{ object: 'staff', label: '人员', field: 'firm', fieldLabel: '企业', count: 1 }],
      conflicts: [],
      hidden: 0,
    })
    const key = { 'idempotency-key': 'merge-1' }
    const merged = await admin.post('/api/records/firm/merge', request, key)
    const again = await admin.post('/api/records/firm/merge', request, key)
    expect(merged).toMatchObject({ status: 200, body: { id: keep, phone: '02012345678', version: 2 } })
    expect(again.body).toEqual(merged.body)
    expect((await admin.get(`/api/records/firm/${other}`)).status).toBe(404)
    expect((await admin.get(`/api/records/staff/${staff}`)).body).toMatchObject({
      firm: { id: keep, title: '长江贸易' },
    })
    const history = await admin.get(`/api/records/firm/${keep}/history`)
    const [entry] = history.body['entries'] as unknown as { op: string; merge: { id: string } }[]
    expect(entry).toMatchObject({
      op: 'merge',
      merge: { kept: { id: keep }, merged: [{ id: other, title: '长江国际贸易' }], undoneAt: null },
    })

    const back = await admin.post(`/api/records/firm/${keep}/unmerge`, { merge: entry?.merge.id ?? '' })
    expect(back).toMatchObject({ status: 200, body: { id: keep, phone: null } })
    expect((await admin.get(`/api/records/firm/${other}`)).body).toMatchObject({ phone: '02012345678' })
    expect((await admin.get(`/api/records/staff/${staff}`)).body).toMatchObject({ firm: { id: other } })
    const twice = await admin.post(`/api/records/firm/${keep}/unmerge`)
    expect(twice).toMatchObject({ status: 404, body: { code: 'merge.not_found' } })
  })
})
