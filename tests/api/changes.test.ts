import { describe, expect, test } from '@jest/globals'
import { useServer } from './support/use-server.js'
import { create, publish } from './support/visit.js'

const server = useServer()

describe('changes', () => {
  test('are planned without writing, then published, then seen in the list', async () => {
    const { admin } = server()
    const before = Number((await admin.get('/api/documents')).body.revision)
    const changes = [{ op: 'put', document: note('planned') }]

    const plan = await admin.post('/api/changes/plan', { changes })
    expect(plan).toMatchObject({
      status: 200,
      body: {
        base: before,
        steps: expect.arrayContaining([expect.objectContaining({ do: 'createObject', object: 'planned' })]),
        hazards: [],
      },
    })
    expect((await admin.get('/api/documents')).body.revision).toBe(before)

    const published = await admin.post('/api/changes', { changes, base: before, message: '新模块' })
    expect(published).toMatchObject({ status: 201, body: { revision: before + 1, plan: { base: before } } })

    const list = await admin.get('/api/changes?limit=1')
    expect(list.body.changes?.[0]).toMatchObject({
      revision: before + 1,
      base: before,
      message: '新模块',
      author: { id: server().ids.admin },
      at: expect.stringMatching(/Z$/),
      summary: [expect.objectContaining({ op: 'add', kind: 'object', key: 'planned', label: '记录' })],
    })
    expect(list.body.next).toEqual(expect.any(String))
    const second = await admin.get(`/api/changes?limit=1&after=${encodeURIComponent(String(list.body.next))}`)
    expect(second.body.changes?.[0]?.revision).toBe(before)
    expect((await admin.get(`/api/changes/${before + 1}`)).body).toMatchObject({
      revision: before + 1,
      changes: [{ op: 'put', document: { key: 'planned' } }],
      plan: { steps: expect.any(Array) },
    })
  })

  test('are named in the language asked for', async () => {
    const answer = await server().admin.post(
      '/api/changes/plan',
      { changes: [{ op: 'put', document: note('english') }] },
      { 'accept-language': 'en' },
    )

    expect(answer.body.steps?.[0]?.label).toEqual(expect.stringContaining('Note'))
  })

  test('that take data away need a word, and can be undone with every value', async () => {
    const { admin } = server()
    const object = note('undone')
    await publish(admin, [object])
    const id = await create(admin, 'undone', { subject: 'one', amount: 12.5 })
    const withoutAmount = { ...object, fields: object.fields.slice(0, 1) }

    const refused = await admin.post('/api/changes', { changes: [{ op: 'put', document: withoutAmount }] })
    expect(refused).toMatchObject({
      status: 422,
      body: {
        code: 'schema.hazards',
        errors: [{ path: 'field.hide:undone.amount', code: 'field.hide' }],
        plan: { hazards: [{ id: 'field.hide:undone.amount', severity: 'warn', rows: 1, message: expect.any(String) }] },
      },
    })

    const revision = await publish(admin, [withoutAmount], ['field.hide:undone.amount', 'unknown.hazard:x'])
    expect((await admin.get(`/api/records/undone/${id}`)).body).not.toHaveProperty('amount')

    // Both sides of what the revision changed are there to read, and what its undoing would do.
    const { body: detail } = await admin.get(`/api/changes/${revision}`)
    const keysOf = (side: unknown) => (side as { fields: { key: string }[] }).fields.map(({ key }) => key)
    const [document] = detail.documents as unknown as { before: unknown; after: unknown }[]
    expect(keysOf(document?.before)).toContain('amount')
    expect(keysOf(document?.after)).not.toContain('amount')
    expect(await admin.post(`/api/changes/${revision}/undo/plan`)).toMatchObject({
      status: 200,
      body: { base: revision, steps: [{ do: 'restoreField', field: 'amount' }], hazards: [] },
    })
    expect((await admin.get('/api/documents')).body.revision).toBe(revision)

    const undone = await admin.post(`/api/changes/${revision}/undo`)
    expect(undone).toMatchObject({ status: 201, body: { revision: revision + 1 } })
    expect((await admin.get(`/api/records/undone/${id}`)).body.amount).toBe(12.5)
    expect((await admin.get('/api/changes?limit=1')).body.changes?.[0]).toMatchObject({ undoes: revision })
  })

  test('on an old base merge when they touch different things, and are 409 when they touch the same', async () => {
    const { admin } = server()
    const object = note('merged')
    const base = await publish(admin, [object])
    const put = (label: string, at: number) => ({
      base,
      changes: [
        {
          op: 'put',
          document: { ...object, fields: object.fields.map((field, n) => (n === at ? { ...field, label } : field)) },
        },
      ],
    })

    expect((await admin.post('/api/changes', put('甲', 0))).status).toBe(201)
    expect((await admin.post('/api/changes', put('乙', 1))).status).toBe(201)
    expect(await admin.post('/api/changes', put('丙', 0))).toMatchObject({
      status: 409,
      body: { code: 'revision.conflict' },
    })
    const fields = (await admin.get('/api/documents/object/merged')).body.document?.fields
    expect([fields?.[0]?.label, fields?.[1]?.label]).toEqual(['甲', '乙'])
  })

  test('published twice at once give one revision each, or a conflict, never a half', async () => {
    const { admin } = server()
    const base = Number((await admin.get('/api/documents')).body.revision)
    const answers = await Promise.all(
      ['atOnce', 'atOnce'].map((key) =>
        admin.post('/api/changes', { base, changes: [{ op: 'put', document: note(key) }] }),
      ),
    )

    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses[0]).toBe(201)
    expect([201, 409, 422, 503]).toContain(statuses[1])
    expect((await admin.post('/api/records/atOnce', { subject: 'works' })).status).toBe(201)
    expect(server().errors).toEqual([])
  })

  test('with an Idempotency-Key are published once', async () => {
    const { admin } = server()
    const body = { changes: [{ op: 'put', document: note('once') }] }
    const key = { 'idempotency-key': 'publish-once' }

    const first = await admin.post('/api/changes', body, key)
    const second = await admin.post('/api/changes', body, key)
    const other = await admin.post('/api/changes', { changes: [{ op: 'put', document: note('twice') }] }, key)

    expect(first.status).toBe(201)
    expect(second).toMatchObject({ status: 201, body: first.body })
    expect(other).toMatchObject({ status: 422, body: { code: 'request.idempotency_mismatch' } })
  })

  test('that do not exist are 404', async () => {
    const { admin } = server()

    expect(await admin.get('/api/changes/999999')).toMatchObject({ status: 404, body: { code: 'revision.not_found' } })
    expect(await admin.post('/api/changes/999999/undo')).toMatchObject({
      status: 404,
      body: { code: 'revision.not_found' },
    })
    expect(await admin.get('/api/changes/nothing')).toMatchObject({ status: 404 })
    expect(await admin.get('/api/jobs/nothing')).toMatchObject({ status: 404, body: { code: 'job.not_found' } })
    expect(await admin.post('/api/jobs/nothing/abort')).toMatchObject({ status: 404, body: { code: 'job.not_found' } })
  })
})

describe('documents that do not check are 422 with a pointer', () => {
  test.each([
    ['an unknown property', { colour: 'red' }, '/changes/0/document/colour'],
    ['a wrong type', { fields: 'none' }, '/changes/0/document/fields'],
    ['a key that is no key', { key: 'Not a key' }, '/changes/0/document/key'],
    ['a title field that is none', { titleField: 'nothing' }, '/changes/0/document/titleField'],
    ['an unknown field type', { fields: [field('subject', { type: 'magic' })] }, '/changes/0/document/fields/0/type'],
    ['a reserved key', { fields: [field('subject'), field('owner')] }, '/changes/0/document/fields/1/key'],
    ['a duplicate key', { fields: [field('subject'), field('subject')] }, '/changes/0/document/fields/1/key'],
    [
      'a formula that does not parse',
      { fields: [field('subject'), formula('1 +')] },
      '/changes/0/document/fields/1/formula',
    ],
    [
      'a formula of wrong types',
      { fields: [field('subject'), formula('subject * 2')] },
      '/changes/0/document/fields/1/formula',
    ],
    [
      'a formula of an unknown field',
      { fields: [field('subject'), formula('subjct')] },
      '/changes/0/document/fields/1/formula',
    ],
    [
      'a lookup to nothing',
      { fields: [field('subject'), field('customer', { type: 'lookup', target: 'nowhere' })] },
      '/changes/0/document/fields/1/target',
    ],
    ['an unknown id', { fields: [field('subject', { id: 'unknownid' })] }, '/changes/0/document/fields/0'],
    ['a NUL character', { label: 'a\0b' }, '/changes/0/document/label'],
    ['half of a surrogate pair', { label: 'a\ud800b' }, '/changes/0/document/label'],
  ])('%s', async (_name, change, pointer) => {
    const { admin } = server()
    const before = (await admin.get('/api/documents')).body.revision

    const answer = await admin.post('/api/changes', {
      changes: [{ op: 'put', document: { ...note('refused'), ...change } }],
    })

    expect(answer.status).toBe(422)
    const paths = (answer.body.errors as unknown as { path: string; code: string; message: string }[]).map(
      ({ path }) => path,
    )
    expect(paths).toEqual(expect.arrayContaining([expect.stringContaining(pointer)]))
    expect((await admin.get('/api/documents')).body.revision).toBe(before)
  })

  test('formulas in a circle', async () => {
    const fields = [field('subject'), formula('two + 1', 'one'), formula('one + 1', 'two')]
    const answer = await server().admin.post('/api/changes', {
      changes: [{ op: 'put', document: { ...note('circle'), fields } }],
    })

    expect(answer).toMatchObject({ status: 422 })
    expect(answer.text).toContain('formula.cycle')
  })

  test('a body of another shape', async () => {
    const { admin } = server()

    expect(await admin.post('/api/changes', {})).toMatchObject({
      status: 422,
      body: { errors: [{ path: '/changes' }] },
    })
    expect(await admin.post('/api/changes', { changes: [] })).toMatchObject({
      status: 422,
      body: { errors: [{ path: '/changes' }] },
    })
    expect(await admin.post('/api/changes', { changes: [{ op: 'remove' }] })).toMatchObject({
      status: 422,
      body: {
        errors: expect.arrayContaining([
          expect.objectContaining({ path: '/changes/0/op', code: 'document.not_allowed' }),
        ]),
      },
    })
    expect(await admin.post('/api/changes', { changes: [{ op: 'delete', kind: 'object' }] })).toMatchObject({
      status: 422,
      body: {
        errors: expect.arrayContaining([expect.objectContaining({ path: '/changes/0/key', code: 'document.missing' })]),
      },
    })
    expect(
      await admin.post('/api/changes', { changes: [{ op: 'delete', kind: 'object', key: 'nothing' }] }),
    ).toMatchObject({
      status: 422,
    })
  })

  test('system objects stay as they are', async () => {
    const answer = await server().admin.post('/api/changes', {
      changes: [{ op: 'delete', kind: 'object', key: 'user' }],
    })

    expect(answer).toMatchObject({ status: 422 })
    expect(answer.text).toContain('document.system')
  })
})

function note(key: string) {
  return {
    kind: 'object',
    key,
    label: { 'zh-CN': '记录', en: 'Note' },
    titleField: 'subject',
    fields: [field('subject'), field('amount', { type: 'number' })],
  }
}

function field(key: string, extra: object = {}) {
  return { key, type: 'text', label: key, ...extra }
}

function formula(text: string, key = 'computed') {
  return { key, type: 'formula', label: key, formula: text }
}
