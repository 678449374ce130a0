import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { useServer, withServer, signIn, administrator } from './support/use-server.js'
import { accountObject, publishVisits } from './support/visit.js'

const server = useServer()

const document = (label: string) => ({ kind: 'object', key: 'device', label, fields: [] })
const draftOf = (label: string) => ({ published: null, document: document(label) })

function command(n: number) {
  return {
    id: `step-${n}`,
    at: '2026-03-02T08:00:00.000Z',
    label: { 'zh-CN': `第 ${n} 步`, en: `Step ${n}` },
    edits: { 'object/device': [{ path: ['label'], from: `${n - 1}`, to: `${n}` }] },
  }
}

/** A save of `count` new steps after `keep` known ones. */
function patch(
  version: number,
  change: { keep?: number; from?: number; count?: number; [name: string]: unknown } = {},
) {
  const { keep = 0, from = keep + 1, count = 1, ...rest } = change
  const commands = Array.from({ length: count }, (_, index) => command(from + index))
  return {
    version,
    base: 1,
    tab: 'tab-1',
    keep,
    commands,
    cursor: keep + count,
    documents: { 'object/device': draftOf(`设备 ${from + count - 1}`) },
    ...rest,
  }
}

const read = async () => (await server().admin.get('/api/draft')).body
const idsOf = (draft: { commands?: unknown }) => (draft.commands as { id: string }[]).map(({ id }) => id)

describe('a draft', () => {
  beforeAll(() => publishVisits(server().admin))
  beforeEach(() => server().admin.delete('/api/draft'))

  test('does not exist at first: version 0 on the revision of today', async () => {
    const { body } = await server().admin.get('/api/documents')

    expect(await read()).toEqual({
      version: 0,
      base: Number(body.revision),
      savedAt: null,
      tab: null,
      documents: {},
      commands: [],
      cursor: 0,
    })
  })

  test('is kept as it was sent, and its steps are replaced from where the tab went back', async () => {
    const first = await server().admin.patch('/api/draft', patch(0, { count: 3 }))
    expect(first).toMatchObject({ status: 200, body: { commands: 3, dropped: 0, cursor: 3 } })
    expect(await read()).toMatchObject({
      version: first.body.version,
      savedAt: first.body.savedAt,
      tab: 'tab-1',
      base: 1,
      cursor: 3,
      commands: [command(1), command(2), command(3)],
      documents: { 'object/device': { published: null, document: document('设备 3') } },
    })

    const second = await server().admin.patch('/api/draft', {
      ...patch(Number(first.body.version), { keep: 1, from: 9 }),
      documents: { 'object/device': null, 'object/account': { published: accountObject, document: null } },
    })
    expect(second.status).toBe(200)
    const draft = await read()
    expect(idsOf(draft)).toEqual(['step-1', 'step-9'])
    expect(draft.documents).toEqual({ 'object/account': { published: accountObject, document: null } })
  })

  test('that two tabs save at once keeps exactly one of them, whole', async () => {
    const { body } = await server().admin.patch('/api/draft', patch(0))
    const version = Number(body.version)
    const tabs = Array.from({ length: 8 }, (_, n) =>
      patch(version, {
        keep: 1,
        from: 100 * (n + 1),
        count: 3,
        tab: `tab-${n}`,
        documents: { [`object/own${n}`]: draftOf('a'), 'object/device': draftOf(`${n}`) },
      }),
    )

    const answers = await Promise.all(tabs.map((tab) => server().admin.patch('/api/draft', tab)))

    const winners = answers.flatMap(({ status }, n) => (status === 200 ? [n] : []))
    expect(winners).toHaveLength(1)
    for (const [n, answer] of answers.entries()) {
      if (n !== winners[0]) expect(answer).toMatchObject({ status: 409, body: { code: 'draft.conflict' } })
    }
    const won = winners[0] as number
    expect(await read()).toMatchObject({
      version: version + 1,
      tab: `tab-${won}`,
      commands: [command(1), ...[0, 1, 2].map((n) => command(100 * (won + 1) + n))],
      documents: { [`object/own${won}`]: draftOf('a'), 'object/device': draftOf(`${won}`) },
    })
    expect(Object.keys((await read()).documents as object)).toHaveLength(2)
  })

  test('that is begun in two tabs at once is begun once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => server().admin.patch('/api/draft', patch(0))))

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  })

  test('keeps the last 1,000 steps and says how many fell off', async () => {
    const { body } = await server().admin.patch('/api/draft', patch(0, { count: 995 }))
    const second = await server().admin.patch('/api/draft', patch(Number(body.version), { keep: 995, count: 8 }))
    expect(second.body).toMatchObject({ commands: 1000, dropped: 3, cursor: 1000 })

    const draft = await read()
    expect(draft.cursor).toBe(1000)
    expect(idsOf(draft).slice(0, 1)).toEqual(['step-4'])
    expect(idsOf(draft).slice(-1)).toEqual(['step-1003'])

    // Counts are of what is kept: going back to the first two and on from there.
    const third = await server().admin.patch(
      '/api/draft',
      patch(Number(second.body.version), { keep: 2, from: 2000, count: 1 }),
    )
    expect(third.body).toMatchObject({ commands: 3, dropped: 0 })
    expect(idsOf(await read())).toEqual(['step-4', 'step-5', 'step-2000'])
  })

  test('forgets undone steps at the new end when more than 1,000 are undone', async () => {
    const { body } = await server().admin.patch('/api/draft', patch(0, { count: 900 }))
    const second = await server().admin.patch(
      '/api/draft',
      patch(Number(body.version), { keep: 900, count: 400, cursor: 10 }),
    )

    expect(second.body).toMatchObject({ commands: 1000, dropped: 10, cursor: 0 })
    const ids = idsOf(await read())
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([1000, 'step-11', 'step-1010'])
  })

  test('takes at most 500 documents, and nothing of a save that is refused', async () => {
    const many = (from: number, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`object/o${from + n}`, draftOf('x')]))
    const { body } = await server().admin.patch('/api/draft', patch(0, { documents: many(0, 500) }))
    const before = await read()

    const refused = await server().admin.patch(
      '/api/draft',
      patch(Number(body.version), { keep: 1, documents: many(500, 1) }),
    )

    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'request.invalid', errors: [{ path: '/documents', code: 'document.too_many' }] },
    })
    expect(await read()).toEqual(before)
  })

  test.each([
    ['keeps more steps than there are', { keep: 5 }, '/keep'],
    ['stands beyond its steps', { cursor: 7 }, '/cursor'],
    ['has a step without a name', { commands: [{ ...command(1), label: 'x' }] }, '/commands/0/label'],
    ['holds what is no document', { documents: { 'object/device': { document: 3, published: null } } }, '/documents'],
    ['has a member nobody knows', { colour: 'red' }, '/colour'],
  ])('is refused when it %s', async (_name, change, path) => {
    const answer = await server().admin.patch('/api/draft', patch(0, change))

    expect(answer.status).toBe(422)
    const paths = (answer.body.errors as unknown as { path: string }[]).map((error) => error.path)
    expect(paths.some((found) => found.startsWith(path))).toBe(true)
    expect((await read()).version).toBe(0)
  })

  test('of more than 8 MB is refused with its limit', async () => {
    const huge = { kind: 'object', key: 'device', label: 'x'.repeat(9_000_000) }
    const answer = await server().admin.patch(
      '/api/draft',
      patch(0, { documents: { 'object/device': { published: null, document: huge } } }),
    )

    expect(answer).toMatchObject({ status: 413, body: { code: 'request.too_large' } })
  })

  test('is thrown away by its version only, and a tab that still knows it cannot write into the next one', async () => {
    const { body } = await server().admin.patch('/api/draft', patch(0))
    const version = Number(body.version)

    expect(await server().admin.delete(`/api/draft?version=${version + 1}`)).toMatchObject({
      status: 409,
      body: { code: 'draft.conflict' },
    })
    expect((await server().admin.delete(`/api/draft?version=${version}`)).status).toBe(204)
    expect(await read()).toMatchObject({ version: 0, documents: {}, commands: [] })

    const next = await server().admin.patch('/api/draft', patch(0))
    expect(Number(next.body.version)).toBeGreaterThan(version)
    expect((await server().admin.patch('/api/draft', patch(version, { keep: 1 }))).status).toBe(409)
  })

  test('is the same in another process, and each person has one', async () => {
    await server().admin.patch('/api/draft', patch(0))

    await withServer(
      server().databaseUrl,
      async (running) => {
        const sameAdmin = await signIn(running.url, administrator)
        expect((await sameAdmin.get('/api/draft')).body).toEqual(await read())
      },
      { dataDir: server().dataDir },
    )
    expect((await server().nobody.get('/api/draft')).status).toBe(403)
  })
})

describe('publishing', () => {
  const change = (label: string) => ({ changes: [{ op: 'put', document: { ...accountObject, label } }] })

  beforeEach(() => server().admin.delete('/api/draft'))

  test('takes the draft away in its transaction when it names its version', async () => {
    const { body } = await server().admin.patch('/api/draft', patch(0))

    const published = await server().admin.post('/api/changes', { ...change('客户甲'), draft: Number(body.version) })

    expect(published.status).toBe(201)
    expect((await read()).version).toBe(0)
  })

  test('leaves a draft that was saved again since', async () => {
    const first = await server().admin.patch('/api/draft', patch(0))
    const second = await server().admin.patch('/api/draft', patch(Number(first.body.version), { keep: 1 }))

    const published = await server().admin.post('/api/changes', {
      ...change('客户乙'),
      draft: Number(first.body.version),
    })

    expect(published.status).toBe(201)
    expect(await read()).toMatchObject({ version: second.body.version, commands: [command(1), command(2)] })
  })

  test('that is refused leaves the draft', async () => {
    const { body } = await server().admin.patch('/api/draft', patch(0))

    const refused = await server().admin.post('/api/changes', {
      changes: [{ op: 'put', document: { ...accountObject, titleField: 'nothing' } }],
      draft: Number(body.version),
    })

    expect(refused.status).toBe(422)
    expect((await read()).version).toBe(body.version)
  })

  test('of nothing new takes the draft away too', async () => {
    await server().admin.post('/api/changes', change('客户丙'))
    const { body } = await server().admin.patch('/api/draft', patch(0))

    const published = await server().admin.post('/api/changes', { ...change('客户丙'), draft: Number(body.version) })

    expect(published.status).toBe(201)
    expect((await read()).version).toBe(0)
  })
})
