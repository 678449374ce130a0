import { describe, expect, test } from '@jest/globals'
import type { ObjectDocument, WireDocument } from '@tessera/metadata'
import type { Actor, Engine } from '../contract.js'
import { reconcile } from '../schema/reconcile.js'
import { testAdmin, testNobody, withEngine } from '../engine.testing.js'
import { fieldTypes } from '@tessera/blocks/server'

const deal = {
  kind: 'object',
  key: 'deal',
  label: '商机',
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'papers', type: 'file', label: '附件', kinds: ['pdf'], maxCount: 3, maxSize: 1 },
    { key: 'pictures', type: 'image', label: '图片' },
    { key: 'count', type: 'formula', label: '有附件', formula: 'not ISBLANK(papers)' },
    { key: 'names', type: 'formula', label: '个数', formula: 'COUNT(papers)', decimals: 0 },
  ],
}

/** Another administrator: until there are more roles, whoever sees anything sees everything. */
const colleague: Actor = { ...testNobody, roles: testAdmin.roles }

const hourMs = 3600_000
const dayMs = 24 * hourMs

/** Runs with an engine whose clock stands until it is moved. */
async function withFiles(
  body: (test: {
    engine: Engine
    pool: Parameters<Parameters<typeof withEngine>[2]>[0]['pool']
    admin: Actor
    later: (ms: number) => void
  }) => Promise<void>,
): Promise<void> {
  let now = Date.parse('2026-03-02T08:00:00.000Z')
  await withEngine(
    'files',
    [deal],
    ({ engine, pool, admin }) => body({ engine, pool, admin, later: (ms) => (now += ms) }),
    {
      clock: () => new Date(now),
    },
  )
}

async function upload(engine: Engine, actor: Actor, more: Partial<Parameters<Engine['files']['complete']>[2]> = {}) {
  const id = await engine.files.begin(actor)
  await engine.files.complete(actor, id, {
    name: '报价单.pdf',
    type: 'application/pdf',
    size: 1000,
    sha256: 'ab',
    ...more,
  })
  return id
}

const create = async (engine: Engine, actor: Actor, values: object): Promise<Record<string, never>> =>
  JSON.parse((await engine.records.create(actor, 'deal', values as Record<string, unknown>)).json)

describe('a record with files', () => {
  test('reads their names, types and sizes in the order they were written in, and takes that form back', () =>
    withFiles(async ({ engine, admin }) => {
      const [first, second] = [await upload(engine, admin), await upload(engine, admin, { name: 'b.pdf' })]

      const made = await create(engine, admin, { name: 'A', papers: [second, first] })

      const info = { type: 'application/pdf', size: 1000 }
      expect(made).toMatchObject({
        papers: [
          { id: second, name: 'b.pdf', ...info },
          { id: first, name: '报价单.pdf', ...info },
        ],
        pictures: null,
        count: true,
        names: 2,
      })
      const { papers, id } = made as unknown as { papers: object[]; id: string }
      const changed = JSON.parse((await engine.records.update(admin, 'deal', id, { papers: papers.toReversed() })).json)
      expect(changed.papers.map((file: { id: string }) => file.id)).toEqual([first, second])
      const same = await engine.records.update(admin, 'deal', id, { papers: [first, second] })
      expect(same.version).toBe(2)
      const cleared = JSON.parse((await engine.records.update(admin, 'deal', id, { papers: [] })).json)
      expect(cleared).toMatchObject({ papers: null, count: false })
      const { entries } = await engine.records.history(admin, 'deal', id, {})
      expect(entries[0]?.changes).toEqual([
        {
          field: 'papers',
          label: '附件',
          from: [{ id: first, name: '报价单.pdf', ...info }, expect.anything()],
          to: null,
        },
      ])
    }))

  test('does not take what is not there, is still arriving, or is somebody else’s', () =>
    withFiles(async ({ engine, admin }) => {
      const unknown = '01900000-0000-7000-8000-0000000000ff'
      const arriving = await engine.files.begin(admin)
      const foreign = await upload(engine, colleague)

      for (const id of [unknown, arriving, foreign]) {
        await expect(create(engine, admin, { papers: [id] })).rejects.toMatchObject({
          code: 'record.invalid',
          errors: [{ path: 'papers', code: 'file.not_yours' }],
        })
      }
      const answer = await engine.records.batch(
        admin,
        'deal',
        {
          create: [
            { name: 'good', papers: [await upload(engine, admin)] },
            { name: 'bad', papers: [foreign] },
          ],
        },
        { partial: true },
      )
      expect(answer).toMatchObject({
        ok: 1,
        failed: 1,
        results: [{ ok: true }, { errors: [{ path: 'create/1/papers' }] }],
      })
    }))

  test('hands a file on to whoever may read it there, and no further', () =>
    withFiles(async ({ engine, admin }) => {
      const file = await upload(engine, colleague)
      await expect(engine.files.get(admin, file)).rejects.toMatchObject({ code: 'file.not_found' })
      expect(await engine.files.get(colleague, file)).toMatchObject({ name: '报价单.pdf' })

      const { id } = (await create(engine, colleague, { papers: [file] })) as unknown as { id: string }

      expect(await engine.files.get(admin, file)).toEqual({
        id: file,
        name: '报价单.pdf',
        type: 'application/pdf',
        size: 1000,
        sha256: 'ab',
      })
      await expect(engine.files.get({ ...admin, roles: [] }, file)).rejects.toMatchObject({ code: 'file.not_found' })
      await create(engine, admin, { papers: [file] })
      await engine.records.remove(admin, 'deal', id)
      expect(await engine.files.get(colleague, file)).toMatchObject({ id: file })
    }))

  test('takes back what its field held before, whoever uploaded it: undo and history put it there', () =>
    withFiles(async ({ engine, admin }) => {
      const file = await upload(engine, colleague)
      const { id } = (await create(engine, colleague, { papers: [file] })) as unknown as { id: string }
      const { id: other } = (await create(engine, admin, { name: 'B' })) as unknown as { id: string }
      await engine.records.update(admin, 'deal', id, { papers: null })

      const elsewhere = engine.records.update(admin, 'deal', other, { papers: [file] })
      await expect(elsewhere).rejects.toMatchObject({ errors: [{ code: 'file.not_yours' }] })
      const again = JSON.parse((await engine.records.update(admin, 'deal', id, { papers: [file] })).json)

      expect(again.papers).toMatchObject([{ id: file }])
    }))

  test('in the bin shows its files to nobody, and brings them back', () =>
    withFiles(async ({ engine, admin }) => {
      const file = await upload(engine, admin)
      const { id } = (await create(engine, admin, { papers: [file] })) as unknown as { id: string }
      await engine.records.remove(admin, 'deal', id)

      await expect(engine.files.get(admin, file)).rejects.toMatchObject({ code: 'file.not_found' })

      await engine.records.restore(admin, 'deal', id)
      expect(await engine.files.get(admin, file)).toMatchObject({ id: file })
    }))

  test('takes only the kinds, sizes and numbers its field allows, told by content', () =>
    withFiles(async ({ engine, admin }) => {
      const html = await upload(engine, admin, { name: 'x.pdf', type: 'text/html' })
      const large = await upload(engine, admin, { size: 2_000_000 })
      const svg = await upload(engine, admin, { name: 'x.png', type: 'image/svg+xml' })

      await expect(create(engine, admin, { papers: [html], pictures: [svg] })).rejects.toMatchObject({
        errors: [
          {
            path: 'papers',
            code: 'file.wrong_kind',
            message: { 'zh-CN': '「附件」不接受「x.pdf」：它的内容是 text/html。' },
          },
          { path: 'pictures', code: 'file.wrong_kind' },
        ],
      })
      await expect(create(engine, admin, { papers: [large] })).rejects.toMatchObject({
        errors: [{ code: 'file.over_limit', message: { 'zh-CN': '「附件」中的「报价单.pdf」超过 1 MB。' } }],
      })
      const four = [await upload(engine, admin), await upload(engine, admin), await upload(engine, admin), html]
      await expect(create(engine, admin, { papers: four })).rejects.toMatchObject({
        errors: [{ code: 'file.too_many' }],
      })
    }))

  test('keeps files it holds when the field becomes stricter', () =>
    withFiles(async ({ engine, admin, pool }) => {
      const [first, second] = [await upload(engine, admin), await upload(engine, admin)]
      const { id } = (await create(engine, admin, { papers: [first, second] })) as unknown as { id: string }
      const { document } = await engine.documents.get(admin, 'object', 'deal')
      const { fields } = document as ObjectDocument
      const stricter = fields.map((field) =>
        field.key === 'papers' ? { ...field, type: 'image', kinds: undefined } : field,
      )
      await engine.changes.publish(admin, {
        changes: [
          { op: 'put', document: { ...document, fields: JSON.parse(JSON.stringify(stricter)) } as WireDocument },
        ],
      })

      const kept = JSON.parse((await engine.records.update(admin, 'deal', id, { papers: [second] })).json)

      expect(kept.papers).toMatchObject([{ id: second, type: 'application/pdf' }])
      expect(await reconcile({ pool, fieldTypes }, 'main')).toEqual([])
    }))
})

describe('what nobody needs', () => {
  test('goes: an upload that never ended after an hour, a file no record held after a day', () =>
    withFiles(async ({ engine, admin, pool, later }) => {
      const arriving = await engine.files.begin(admin)
      const waiting = await upload(engine, admin)
      const held = await upload(engine, admin)
      await create(engine, admin, { papers: [held] })

      expect(await engine.files.release('main')).toEqual([])
      later(hourMs + 1)
      expect(await engine.files.release('main')).toEqual([arriving])
      await expect(
        engine.files.complete(admin, arriving, { name: 'x', type: 'x', size: 1, sha256: '' }),
      ).rejects.toThrow()
      later(dayMs)
      expect(await engine.files.release('main')).toEqual([arriving, waiting])
      await expect(engine.files.get(admin, waiting)).rejects.toMatchObject({ code: 'file.not_found' })
      await expect(create(engine, admin, { papers: [waiting] })).rejects.toMatchObject({
        errors: [{ code: 'file.not_yours' }],
      })
      await engine.files.forget('main', [arriving, waiting])
      expect(await engine.files.release('main')).toEqual([])
      const { rows } = await pool.query<{ id: string }>('SELECT id FROM ws_main.files')
      expect(rows).toEqual([{ id: held }])
    }))

  test('stays for 60 days after its last record let go of it, and is still called by its name in history', () =>
    withFiles(async ({ engine, admin, later }) => {
      const [left, shared, binned] = [
        await upload(engine, admin),
        await upload(engine, admin),
        await upload(engine, admin),
      ]
      const { id } = (await create(engine, admin, { papers: [left, shared] })) as unknown as { id: string }
      await create(engine, admin, { papers: [shared] })
      const other = (await create(engine, admin, { papers: [binned] })) as unknown as { id: string }
      await engine.records.update(admin, 'deal', id, { papers: null })
      await engine.records.remove(admin, 'deal', other.id)

      later(59 * dayMs)
      expect(await engine.files.release('main')).toEqual([])
      later(2 * dayMs)
      expect(await engine.files.release('main')).toEqual([left])
      await engine.files.forget('main', [left])
      later(100 * dayMs)
      expect(await engine.files.release('main')).toEqual([])
      const { entries } = await engine.records.history(admin, 'deal', id, {})
      expect(entries[0]?.changes[0]?.from).toMatchObject([{ id: left, name: '报价单.pdf' }, { id: shared }])
    }))

  test('a field that is hidden still holds its files, and a file taken up again does not go', () =>
    withFiles(async ({ engine, admin, later }) => {
      const [hidden, again] = [await upload(engine, admin), await upload(engine, admin)]
      const { id } = (await create(engine, admin, { papers: [hidden, again] })) as unknown as { id: string }
      const { id: other } = (await create(engine, admin, { papers: [hidden] })) as unknown as { id: string }
      await engine.records.update(admin, 'deal', id, { papers: null })
      const { document } = await engine.documents.get(admin, 'object', 'deal')
      const without = (document as ObjectDocument).fields.filter(({ key }) => key === 'name')
      const { revision } = await engine.changes.publish(admin, {
        changes: [{ op: 'put', document: { ...document, fields: without } as WireDocument }],
        accept: ['field.hide:deal.papers'],
      })
      await expect(engine.files.get(admin, hidden)).rejects.toMatchObject({ code: 'file.not_found' })
      later(61 * dayMs)

      expect(await engine.files.release('main')).toEqual([again])

      await engine.changes.undo(admin, revision, {})
      expect(JSON.parse((await engine.records.get(admin, 'deal', other)).json).papers).toMatchObject([{ id: hidden }])
    }))

  test('a writer who attaches a file while it is being released either keeps it or is told', () =>
    withFiles(async ({ engine, admin, later }) => {
      const files = await Promise.all(Array.from({ length: 12 }, () => upload(engine, admin)))
      later(dayMs + 1)

      const [, ...outcomes] = await Promise.allSettled([
        engine.files.release('main'),
        ...files.map((file) => create(engine, admin, { papers: [file] })),
      ])

      const released = new Set(await engine.files.release('main'))
      for (const [index, outcome] of outcomes.entries()) {
        expect(released.has(files[index] ?? '')).toBe(outcome.status === 'rejected')
      }
    }))

  test('a person cannot fill the store with files no record holds, nor can whoever sees nothing', () =>
    withFiles(async ({ engine, admin, pool }) => {
      await pool.query(
        `INSERT INTO ws_main.files (id, state, uploaded_by, uploaded_at)
         SELECT gen_random_uuid(), 'kept', $1, now() FROM generate_series(1, 500)`,
        [admin.id],
      )

      await expect(engine.files.begin(admin)).rejects.toMatchObject({ code: 'file.waiting_limit' })
      await expect(engine.files.begin({ ...admin, roles: [] })).rejects.toMatchObject({ code: 'access.denied' })
      expect(await engine.files.begin(colleague)).toMatch(/^[0-9a-f-]{36}$/)
    }))
})
