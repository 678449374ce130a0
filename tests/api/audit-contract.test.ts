/** Sentences of the HTTP contract that a hostile or careful client found not to hold; each keeps holding. */
import { beforeAll, describe, expect, test } from '@jest/globals'
import { useServer } from './support/use-server.js'
import { create, publish, publishVisits } from './support/visit.js'

const server = useServer()

beforeAll(() => publishVisits(server().admin))

const errorsOf = (answer: { body: { errors?: unknown } }) => answer.body.errors as { path: string; code: string }[]

describe('names no text can hold', () => {
  test.each([
    ['a NUL character', 'a\0b', 'a\ufffdb'],
    ['half of a surrogate pair', 'a\ud800', 'a\ufffd'],
    ['300,000 characters', 'k'.repeat(300_000), `${'k'.repeat(59)}…`],
  ])('%s: the unknown field is named as far as it can be, with an idempotency key too', async (title, name, shown) => {
    const { admin, errors } = server()
    const key = { 'idempotency-key': `broken-name-${title.length}` }
    const body = { subject: 'x', [name]: 1 }

    const first = await admin.post('/api/records/visit', body, key)
    const again = await admin.post('/api/records/visit', body, key)

    for (const answer of [first, again]) {
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: shown, code: 'field.unknown' }] } })
    }
    expect(errors).toEqual([])
  })
})

describe('a search', () => {
  test('parts words at full-width spaces, as Chinese keyboards type them', async () => {
    const { admin } = server()
    const id = await create(admin, 'visit', { subject: '上海 年度 回访' })

    const answer = await admin.get(`/api/records/visit?search=${encodeURIComponent('回访　上海')}`)

    expect((answer.body.records as unknown as { id: string }[]).map((record) => record.id)).toEqual([id])
  })
})

describe('an aggregate over a field that does not suit', () => {
  test.each([
    ['sum of a text', { measures: [{ function: 'sum', field: 'subject', as: 'x' }] }, 'measures/0/field', 'a number'],
    [
      'smallest text',
      { measures: [{ function: 'min', field: 'subject', as: 'x' }] },
      'measures/0/field',
      'a number, a date or a date and time',
    ],
    ['weeks of a text', { groupBy: [{ field: 'subject', bucket: 'week' }] }, 'groupBy/0/bucket', 'a date'],
    ['groups of several values', { groupBy: [{ field: 'tags' }] }, 'groupBy/0/field', 'a field of one value'],
  ])('%s: says which type would', async (_title, query, path, expected) => {
    const measures = [{ function: 'count', as: 'n' }]

    const answer = await server().admin.post(
      '/api/records/visit/aggregate',
      { measures, ...query },
      { 'accept-language': 'en' },
    )

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path, code: 'reference.wrong_type' }] } })
    expect(answer.text).toContain(expected)
  })

  test('a name of a measure is explained without a regular expression', async () => {
    const answer = await server().admin.post('/api/records/visit/aggregate', {
      measures: [{ function: 'count', as: 'a b' }],
    })

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'measures/0/as' }] } })
    expect(answer.text).not.toContain('^')
  })
})

describe('refusals name their place once', () => {
  test('a property a change does not have', async () => {
    const changes = [{ op: 'delete', kind: 'object', key: 'visit', force: true }]

    const answer = await server().admin.post('/api/changes/plan', { changes })

    expect(errorsOf(answer)).toMatchObject([{ path: '/changes/0/force', code: 'document.unknown_property' }])
  })

  test('a document with an id nobody gave', async () => {
    const { admin } = server()
    const { document } = (await admin.get('/api/documents/object/visit')).body

    const answer = await admin.post('/api/changes/plan', {
      changes: [{ op: 'put', document: { ...document, id: 'nobody' } }],
    })

    expect(errorsOf(answer)).toMatchObject([{ path: '/changes/0/document/id', code: 'reference.unknown' }])
  })

  test('a record that others refer to says which', async () => {
    const { admin } = server()
    const text = { key: 'name', type: 'text', label: '名称' }
    const owner = { key: 'of', type: 'lookup', label: '属于', target: 'house', onDelete: 'refuse' }
    await publish(admin, [
      { kind: 'object', key: 'house', label: '房屋', fields: [text] },
      { kind: 'object', key: 'room', label: '房间', fields: [text, owner] },
    ])
    const house = await create(admin, 'house', { name: 'H' })
    await create(admin, 'room', { name: 'R', of: house })

    const answer = await admin.delete(`/api/records/house/${house}`)

    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'record.referenced', errors: [{ code: 'record.referenced' }] },
    })
    expect(answer.text).toContain('房间')
  })
})

describe('a name of only white space', () => {
  test('is empty, in words', async () => {
    const answer = await server().admin.post('/api/people', { email: 'blank@example.org', name: '  ' })

    expect(errorsOf(answer)).toMatchObject([{ path: 'name', code: 'document.too_short' }])
    expect(answer.text).not.toContain('\\S')
  })
})

describe('fields of every short name', () => {
  test('are written and read, by themselves and over lookups', async () => {
    const { admin } = server()
    const keys = [...'abcdefghijklmnopqrstuvwxyz'].concat(
      'row',
      'json',
      'g0',
      'm0',
      'c0',
      't0',
      'f1',
      'next',
      'records',
      'found',
      'cursor',
      'select',
    )
    const fields = keys.map((key) => ({ key, type: 'text', label: key }))
    const to = { key: 'to', type: 'lookup', label: 'to', target: 'letters' }
    const count = { key: 'count', type: 'rollup', label: 'count', relation: 'letters.to', function: 'count' }
    await publish(admin, [{ kind: 'object', key: 'letters', label: 'letters', fields: [...fields, to, count] }])
    const values = Object.fromEntries(keys.map((key) => [key, `of ${key}`]))
    const first = await create(admin, 'letters', values)
    const second = await create(admin, 'letters', { ...values, to: first })

    const paths = keys.map((key) => `to.${key}`).join(',')
    const list = await admin.get(
      `/api/records/letters?fields=${paths}&filter=${encodeURIComponent('to.x = "of x" and l = "of l"')}`,
    )
    const changed = await admin.patch(`/api/records/letters/${second}`, { x: 'new', l: 'new' })
    const groups = await admin.post('/api/records/letters/aggregate', {
      groupBy: keys.slice(0, 10).map((field) => ({ field })),
      measures: [{ function: 'count', as: 'total' }],
    })

    expect(list).toMatchObject({ status: 200, body: { records: [{ id: second, to: { id: first, ...values } }] } })
    expect(changed).toMatchObject({ status: 200, body: { ...values, x: 'new', l: 'new', to: { id: first }, count: 0 } })
    expect(groups).toMatchObject({ status: 200, body: { rows: [{ a: 'of a', total: 2 }] } })
    expect((await admin.get(`/api/records/letters/${first}`)).body).toMatchObject({ ...values, count: 1 })
  })
})

describe('a cursor after long texts', () => {
  test('is taken back, by GET too', async () => {
    const { admin } = server()
    const wide = ['a', 'b', 'c', 'd'].map((key) => ({ key, type: 'text', label: key }))
    const fields = [...wide, { key: 'note', type: 'longText', label: 'note' }]
    await publish(admin, [{ kind: 'object', key: 'wide', label: 'wide', fields }])
    const text = '𠮷'.repeat(255)
    const rows = [1, 2, 3].map((n) => ({ a: text, b: text, c: text, d: text, note: `${'x'.repeat(90_000)}${n}` }))
    expect((await admin.post('/api/records/wide/batch', { create: rows })).status).toBe(200)

    const seen: string[] = []
    for (let after = ''; seen.length < 3;) {
      const more = after === '' ? '' : `&after=${encodeURIComponent(after)}`
      const page = await admin.get(`/api/records/wide?limit=1&fields=id&sort=a,b,c,d,-note${more}`)
      expect(page.status).toBe(200)
      seen.push(String(page.body.records?.[0]?.id))
      after = String(page.body.next)
    }

    expect(new Set(seen).size).toBe(3)
  })
})

describe('a path over a record that a formula gives', () => {
  test('is refused where it is written: in a filter, a rule, another formula', async () => {
    const { admin } = server()
    const keeper = { key: 'keeper', type: 'formula', label: 'keeper', formula: 'owner' }
    const name = { key: 'name', type: 'text', label: 'name' }
    await publish(admin, [{ kind: 'object', key: 'kept', label: 'kept', fields: [name, keeper] }])
    const wrong = {
      kind: 'object',
      key: 'kept',
      label: 'kept',
      fields: [name, keeper],
      rules: [{ key: 'r', when: 'keeper.name = "x"', message: 'm' }],
    }

    const filtered = await admin.get(`/api/records/kept?filter=${encodeURIComponent('keeper.name = "x"')}`)
    const planned = await admin.post('/api/changes/plan', { changes: [{ op: 'put', document: wrong }] })
    const same = await admin.get(`/api/records/kept?filter=${encodeURIComponent('keeper = me')}`)

    expect(filtered).toMatchObject({ status: 400, body: { errors: [{ code: 'formula.not_a_lookup' }] } })
    expect(planned).toMatchObject({
      status: 422,
      body: { errors: [{ path: '/changes/0/document/rules/0/when', code: 'formula.not_a_lookup' }] },
    })
    expect(same.status).toBe(200)
  })
})

describe('fields called like members of every JavaScript object', () => {
  test('are fields like any other, in records, aggregates and declarations', async () => {
    const { admin } = server()
    const keys = ['constructor', 'hasOwnProperty', 'toString', 'valueOf']
    const fields = keys.map((key) => ({ key, type: 'text', label: key }))
    await publish(admin, [{ kind: 'object', key: 'inherited', label: 'inherited', fields }])
    const values = Object.fromEntries(keys.map((key) => [key, `of ${key}`]))
    const id = await create(admin, 'inherited', values)

    const changed = await admin.patch(`/api/records/inherited/${id}`, { valueOf: null })
    const list = await admin.get(
      `/api/records/inherited?fields=${keys.join(',')}&sort=-toString&filter=${encodeURIComponent('constructor <> blank')}`,
    )
    const groups = await admin.post('/api/records/inherited/aggregate', {
      groupBy: [{ field: 'constructor' }],
      measures: [{ function: 'count', as: 'toString' }],
      having: 'toString > 0',
    })
    const declarations = await admin.get('/api/types.d.ts')

    expect(changed.status).toBe(200)
    expect(list.body.records?.[0]).toEqual({ id, version: 2, ...values, valueOf: null })
    expect(groups).toMatchObject({ status: 200, body: { rows: [{ constructor: 'of constructor', toString: 1 }] } })
    expect(declarations).toMatchObject({ status: 200 })
    expect(declarations.text).toContain('hasOwnProperty: (string | null)')
    expect((await admin.get('/api/openapi.json')).status).toBe(200)
  })
})
