import { describe, expect, test } from '@jest/globals'
import type { Change } from '@tessera/metadata'
import { errorOf, withWorkshop } from './workshop.testing.js'

const put = (document: object): Change => ({ op: 'put', document: document as never })
const text = (key: string, more: object = {}): object => ({ key, type: 'text', label: key, ...more })
const flag = { key: 'flag', type: 'boolean', label: 'flag' }
const tags = { key: 'tags', type: 'multiSelect', label: 'tags', options: [{ key: 'a', label: 'a' }] }
const object = (fields: readonly object[], more: object = {}): object => ({
  kind: 'object',
  key: 'thing',
  label: 'thing',
  fields,
  ...more,
})

/** Text that does not compress: 4 bytes a character, so that an index over it would be too wide. */
function wideText(length: number, seed: number): string {
  let state = seed
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return String.fromCodePoint(0x20000 + ((state >> 8) % 0xa000))
  }).join('')
}

describe('titles and uniqueness', () => {
  test('over fields that cannot serve are refused at their place', async () => {
    await withWorkshop(async ({ engine, admin }) => {
      const twice = { key: 'twice', type: 'formula', label: 'twice', formula: 'name & name' }
      const truth = { key: 'truth', type: 'formula', label: 'truth', formula: 'name = "x"' }
      const refused = async (fields: readonly object[], more: object): Promise<unknown> =>
        (await errorOf(engine.changes.publish(admin, { changes: [put(object(fields, more))] }))).errors

      const wrong = (path: string): object => ({ path: `/changes/0/document${path}`, code: 'reference.wrong_type' })
      expect(await refused([text('name'), tags], { titleField: 'tags' })).toMatchObject([wrong('/titleField')])
      expect(await refused([text('name'), flag], { titleField: 'flag' })).toMatchObject([wrong('/titleField')])
      expect(await refused([text('name'), truth], { titleField: 'truth' })).toMatchObject([wrong('/titleField')])
      expect(
        await refused([text('name'), tags, twice], {
          unique: [{ fields: ['name', 'tags'] }, { fields: ['twice'] }, { fields: ['updatedAt'] }],
        }),
      ).toMatchObject([wrong('/unique/0/fields/1'), wrong('/unique/1/fields/0'), wrong('/unique/2/fields/0')])
      const back = { key: 'back', type: 'lookup', label: 'back', target: 'thing' }
      const lines = { key: 'lines', type: 'details', label: 'lines', relation: 'thing.back' }
      for (const [more, path] of [
        [{ unique: [{ fields: ['lines'] }] }, '/unique/0/fields/0'],
        [{ titleField: 'lines' }, '/titleField'],
      ] as const)
        expect(await refused([text('name'), back, lines], more)).toMatchObject([wrong(path)])
    })
  })

  test('without a title field the first field that names a record is the title', async () => {
    await withWorkshop(async ({ put: publish, create, records }) => {
      const other = {
        kind: 'object',
        key: 'other',
        label: 'o',
        fields: [{ key: 'to', type: 'lookup', label: 'to', target: 'thing' }],
      }
      await publish(object([flag, tags, text('name')]), other)
      const [id] = await create('thing', { name: 'Named', tags: ['a'] })
      await create('other', { to: id })

      expect(await records('other')).toMatchObject([{ to: { id, title: 'Named' } }])
    })
  })

  test('over long texts compare whole texts, however long', async () => {
    await withWorkshop(async ({ engine, admin, put: publish, create, publish: change }) => {
      await publish(
        object([text('name'), { key: 'note', type: 'longText', label: 'note' }], { unique: [{ fields: ['note'] }] }),
      )
      const note = wideText(3_000, 1)
      await create('thing', { name: 'one', note }, { name: 'two', note: wideText(3_000, 2) }, { name: 'three' })

      const single = await errorOf(engine.records.create(admin, 'thing', { note }))
      const batch = await errorOf(engine.records.batch(admin, 'thing', { create: [{ note: 'short' }, { note }] }))
      await create('thing', { name: 'four', note: `${note}!` })

      expect(single).toMatchObject({ code: 'record.duplicate', errors: [{ path: 'note' }] })
      expect(batch).toMatchObject({ status: 422, errors: [{ path: 'create/1/note', code: 'record.duplicate' }] })
      await change([put(object([text('name'), { key: 'note', type: 'longText', label: 'note', maxLength: 100_000 }]))])
      await create('thing', { name: 'five', note })
    })
  })

  test('over several texts that are too wide together hold as well', async () => {
    await withWorkshop(async ({ engine, admin, put: publish, create }) => {
      const keys = ['a', 'b', 'c', 'd']
      await publish(
        object(
          keys.map((key) => text(key)),
          { unique: [{ fields: keys }] },
        ),
      )
      const values = Object.fromEntries(keys.map((key, n) => [key, wideText(255, n + 1)]))
      await create('thing', values)

      expect(await errorOf(engine.records.create(admin, 'thing', values))).toMatchObject({ code: 'record.duplicate' })
      await create('thing', { ...values, d: 'another' })
    })
  })

  test('a view that filters by a long text does not keep long texts from being saved', async () => {
    await withWorkshop(async ({ put: publish, create }) => {
      const view = {
        kind: 'view',
        key: 'mine',
        object: 'thing',
        type: 'table',
        label: 'v',
        fields: ['name'],
        filter: 'note = "x"',
      }
      await publish(object([text('name'), { key: 'note', type: 'longText', label: 'note' }]), view)

      await create('thing', { name: 'one', note: wideText(3_000, 3) })
    })
  })
})

describe('texts of documents', () => {
  test('are kept in NFC, and option keys and labels with them', async () => {
    await withWorkshop(async ({ engine, admin, publish, object: read }) => {
      const { revision } = await publish(
        [
          put(
            object([
              text('name', { label: 'e\u0301', help: 'e\u0301' }),
              { key: 'f', type: 'formula', label: 'f', formula: '"e\u0301"' },
            ]),
          ),
        ],
        { message: 'e\u0301' },
      )

      expect((await read('thing')).fields).toMatchObject([{ label: 'é', help: 'é' }, { formula: '"é"' }])
      expect(await engine.changes.get(admin, revision)).toMatchObject({ message: 'é' })
    })
  })

  test('a message with a NUL character is refused with its place', async () => {
    await withWorkshop(async ({ engine, admin }) => {
      const error = await errorOf(
        engine.changes.publish(admin, { changes: [put(object([text('name')]))], message: 'a\0b' }),
      )

      expect(error).toMatchObject({ status: 422, errors: [{ path: '/message', code: 'text.invalid' }] })
    })
  })
})

describe('patterns of documents', () => {
  test.each([
    [{ key: 'n', type: 'autoNumber', label: 'n', format: 'X' }, 'V-{yyyy}-{0000}'],
    [{ key: 'n', type: 'autoNumber', label: 'n', format: 'X-{MM}-{00}' }, 'V-{yyyy}{MM}-{0000}'],
    [{ key: 'r', type: 'rollup', label: 'r', function: 'count', relation: 'visit' }, 'visit.customer'],
  ])('are explained by an example: %j', async (field, example) => {
    await withWorkshop(async ({ engine, admin }) => {
      const error = await errorOf(engine.changes.publish(admin, { changes: [put(object([text('name'), field]))] }))

      const message = JSON.stringify(error.errors?.[0]?.message)
      expect(message).toContain(example)
      expect(message).not.toContain('^')
    })
  })
})
