import { describe, expect, test } from '@jest/globals'
import type { Change, FieldProblem } from '@tessera/metadata'
import { errorOf, withWorkshop } from './workshop.testing.js'
import type { Workshop } from './workshop.testing.js'

const put = (document: object): Change => ({ op: 'put', document: document as never })
const object = (key: string, fields: readonly object[], more: object = {}): object => ({
  kind: 'object',
  key,
  label: key,
  fields,
  ...more,
})
const text = (key: string): object => ({ key, type: 'text', label: key })

/** What a publish is refused with; the database stays as it was. */
async function problemsOf(
  { engine, admin, hash }: Workshop,
  ...documents: readonly object[]
): Promise<readonly FieldProblem[]> {
  const before = await hash()
  const error = await errorOf(engine.changes.publish(admin, { changes: documents.map(put) }))
  expect([error.code, error.status]).toEqual(['document.invalid', 422])
  expect(await hash()).toBe(before)
  return error.errors ?? []
}

describe('documents that are refused', () => {
  test('a formula that does not type-check is named by a pointer into the request and a span in the text as sent', async () => {
    await withWorkshop(async (workshop) => {
      const problems = await problemsOf(
        workshop,
        object('a', [text('name')]),
        object('b', [text('name'), { key: 'f', type: 'formula', label: 'f', formula: 'nmae & 1' }]),
      )

      expect(problems).toMatchObject([{ path: '/changes/1/document/fields/1/formula', span: { start: 0, end: 4 } }])
      expect(problems[0]?.code).toMatch(/^formula\./)
      expect(problems[0]?.hint).toBeDefined()
    })
  })

  test('a circle of formulas, over two objects too, is named with its path', async () => {
    await withWorkshop(async (workshop) => {
      const problems = await problemsOf(
        workshop,
        object('a', [
          { key: 'total', type: 'rollup', label: 't', relation: 'b.parent', function: 'sum', field: 'share' },
          text('name'),
        ]),
        object('b', [
          { key: 'parent', type: 'lookup', label: 'p', target: 'a' },
          { key: 'share', type: 'formula', label: 's', formula: 'parent.total / 2' },
        ]),
      )

      expect(problems.some(({ code }) => code === 'formula.cycle')).toBe(true)
    })
  })

  test('unknown targets, title fields and ids come with a proposal', async () => {
    await withWorkshop(async (workshop) => {
      const problems = await problemsOf(
        workshop,
        object('account', [text('name')]),
        object('deal', [
          { key: 'customer', type: 'lookup', label: 'c', target: 'acount' },
          { ...text('x'), id: 'nothing' },
        ]),
      )

      expect(problems).toMatchObject([
        { path: '/changes/1/document/fields/1/id', code: 'reference.unknown' },
        { path: '/changes/1/document/fields/0/target', code: 'reference.unknown' },
      ])
      expect(JSON.stringify(problems[1])).toContain('account')
    })
  })

  test('repeated keys, reserved keys and a key of another object are named', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(object('taken', [text('name')]))

      const repeated = await problemsOf(workshop, object('a', [text('name'), text('Name'.toLowerCase())]))
      const reserved = await problemsOf(workshop, object('a', [text('version')]))
      const taken = await problemsOf(workshop, object('b', [text('name')]), object('b', [text('name')]))

      expect(repeated).toMatchObject([{ code: 'document.key_repeated' }])
      expect(reserved).toMatchObject([{ path: '/changes/0/document/fields/0/key', code: 'document.key_reserved' }])
      expect(taken.map(({ code }) => code)).toContain('document.key_repeated')
    })
  })

  test('the filter of a view is checked like a formula', async () => {
    await withWorkshop(async (workshop) => {
      const view = {
        kind: 'view',
        key: 'all',
        object: 'a',
        type: 'table',
        label: 'v',
        fields: ['name'],
        filter: 'nam = "x"',
      }

      const problems = await problemsOf(workshop, object('a', [text('name')]), view)

      expect(problems).toMatchObject([{ path: '/changes/1/document/filter', span: { start: 0, end: 3 } }])
    })
  })

  test('system documents cannot be changed or deleted', async () => {
    await withWorkshop(async (workshop) => {
      const user = await workshop.object('user')

      const changed = await problemsOf(workshop, { ...user, label: 'x' })
      const deleted = await errorOf(workshop.publish([{ op: 'delete', kind: 'object', key: 'user' }]))
      const undone = await errorOf(workshop.undo(1))

      expect(changed).toMatchObject([{ path: '/changes/0/document', code: 'document.system' }])
      expect(deleted.errors).toMatchObject([{ path: '/changes/0/key', code: 'document.system' }])
      expect(undone.code).toBe('document.system')
    })
  })

  test('a base that is no revision, and the deletion of nothing', async () => {
    await withWorkshop(async ({ engine, admin }) => {
      const base = await errorOf(engine.changes.plan(admin, { base: 99, changes: [] }))
      const nothing = await errorOf(
        engine.changes.plan(admin, { changes: [{ op: 'delete', kind: 'view', key: 'no' }] }),
      )

      expect([base.code, base.status]).toEqual(['revision.unknown_base', 422])
      expect(nothing.errors).toMatchObject([{ path: '/changes/0/key', code: 'reference.unknown' }])
    })
  })

  test('people without the role may neither plan, publish, undo, read changes nor ask what is used where, and see no documents', async () => {
    await withWorkshop(async ({ engine, nobody }) => {
      const { changes, documents } = engine
      const codes = await Promise.all(
        [
          changes.plan(nobody, { changes: [] }),
          changes.publish(nobody, { changes: [] }),
          changes.undo(nobody, 1, {}),
          changes.list(nobody, {}),
          changes.get(nobody, 1),
          documents.usages(nobody, 'object', 'user'),
          documents.get(nobody, 'object', 'user'),
          engine.jobs.get(nobody, '00000000-0000-7000-8000-000000000001'),
        ].map(async (work) => (await errorOf(work)).code),
      )

      expect(codes).toEqual([
        ...Array.from({ length: 6 }, () => 'access.denied'),
        'document.not_found',
        'job.not_found',
      ])
      expect((await documents.list(nobody, {})).documents).toEqual([])
    })
  })
})
