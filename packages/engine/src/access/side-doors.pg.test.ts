import { describe, expect, test } from '@jest/globals'
import type { AppError } from '@tessera/metadata'
import type { Actor } from '../contract.js'
import { testAdmin, withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'
import { modelDocuments } from './model-documents.testing.js'
import { systemActor } from './actor.js'

/** What the model of rights (`access-model.pg.test.ts`) found by chance, said once each. */
const me: Actor = { ...testAdmin, id: '01900000-0000-7000-8000-0000000000e1', name: '小李', roles: ['tried'] }

/** A world of the model in which one person has a role with these grants. */
const withGrants = (
  name: string,
  grants: readonly object[],
  body: (test: TestEngine & { readonly make: (object: string, values: object) => Promise<string> }) => Promise<void>,
): Promise<void> =>
  withEngine(name, [...modelDocuments, { kind: 'role', key: 'tried', label: 'tried', grants }], async (test) => {
    const { engine } = test
    await engine.records.create(systemActor('main', 'test'), 'user', {
      id: me.id,
      name: me.name,
      email: 'li@example.com',
    })
    const make = async (object: string, values: object): Promise<string> =>
      (await engine.records.create(testAdmin, object, { ...values })).id
    await body({ ...test, make })
  })

type Row = Readonly<Record<string, unknown>>

const found = async ({ engine }: TestEngine, filter: string): Promise<unknown> => {
  const { recordsJson } = await engine.records.query(me, 'deal', { filter, sort: ['subject'] })
  return (JSON.parse(recordsJson) as Row[]).map(({ subject }) => subject)
}

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code ?? error,
  )

/** All deals, their partners only of one's own; all accounts. */
const ownPartners = [
  { object: 'deal', actions: ['read', 'change'], scope: 'own' },
  { object: 'deal', actions: ['read'], otherFields: 'read', fields: [{ field: 'partners', access: 'none' }] },
  { object: 'account', actions: ['read'], otherFields: 'read' },
]

describe('a filter', () => {
  test('goes over links only in records that show them', () =>
    withGrants('side-links', ownPartners, async (test) => {
      const partner = await test.make('account', { name: 'a', credit: 90 })
      await test.make('deal', { subject: 'mine', partners: [partner], owner: me.id })
      await test.make('deal', { subject: 'foreign', partners: [partner] })

      expect(await found(test, 'SUM(partners.credit) > 50')).toEqual(['mine'])
      expect(await found(test, 'COUNT(partners) > 0')).toEqual(['mine'])
    }))

  test('finds nothing below a record that is out of sight', () =>
    withGrants('side-trees', [{ object: 'deal', actions: ['read'], scope: 'own' }], async (test) => {
      const hidden = await test.make('deal', { subject: 'hidden' })
      const top = await test.make('deal', { subject: 'top', parent: hidden, owner: me.id })
      await test.make('deal', { subject: 'below', parent: top, owner: me.id })

      expect(await found(test, `id under "${hidden}"`)).toEqual([])
      expect(await found(test, `id under "${top}"`)).toEqual(['below', 'top'])
    }))
})

test('a record out of sight can be chosen as little as one that is not there, and is refused in the same words', () =>
  withGrants(
    'side-targets',
    [
      { object: 'deal', actions: ['read', 'create', 'change'] },
      { object: 'account', actions: ['read'], scope: 'own' },
      { object: 'item', actions: ['read', 'create'] },
    ],
    async (test) => {
      const { records } = test.engine
      const hidden = await test.make('account', { name: 'hidden' })
      const seen = await test.make('account', { name: 'seen', owner: me.id })
      const said = async (values: object): Promise<unknown> =>
        records.create(me, 'deal', { ...values }).catch(({ code, errors }: { code: string; errors: unknown }) => ({
          code,
          errors,
        }))
      const missing = '01900000-0000-7000-8000-00000000dead'
      const refused = { code: 'record.invalid', errors: [{ code: 'field.unknown_record' }] }

      for (const named of [
        (id: string) => ({ customer: id }),
        (id: string) => ({ partners: [id] }),
        (id: string) => ({ about: { object: 'account', id } }),
      ]) {
        expect(await said(named(hidden))).toMatchObject(refused)
        expect(await said(named(hidden))).toEqual(await said(named(missing)))
        expect(await said(named(seen))).not.toMatchObject(refused)
      }
      const kept = await test.make('deal', { customer: hidden })
      expect(await codeOf(records.update(me, 'deal', kept, { customer: hidden, amount: 5 }))).toBe('done')
    },
  ))

test('a deletion that is refused for what is out of sight does not say what that is', () =>
  withGrants('side-referenced', [{ object: 'account', actions: ['read', 'delete'] }], async (test) => {
    const account = await test.make('account', { name: 'held' })
    await test.make('deal', { subject: 'holds', customer: account })

    const refused = (await test.engine.records
      .remove(me, 'account', account)
      .catch((error: unknown) => error)) as AppError

    expect([refused.code, refused.errors?.map(({ message }) => message)]).toEqual([
      'record.referenced',
      [expect.objectContaining({ en: 'Other records refer to it, so it cannot be deleted.' })],
    ])
  }))

describe('a shared record', () => {
  test('comes with its lines, as far as the person sees lines of others', () =>
    withGrants('side-shared', [{ object: 'deal', actions: ['read', 'change'], scope: 'own' }], async (test) => {
      const { engine } = test
      const deal = await test.make('deal', { subject: 'shared', lines: [{ what: 'line', price: 7 }] })
      await engine.access.share(testAdmin, 'deal', deal, { with: { kind: 'person', id: me.id }, level: 'read' })

      const shared = JSON.parse((await engine.records.get(me, 'deal', deal)).json) as { lines: { id: string }[] }

      expect(shared.lines).toMatchObject([{ what: 'line', price: 7 }])
      const line = shared.lines[0]?.id ?? ''
      expect(await codeOf(engine.records.update(me, 'item', line, { price: 8 }))).toBe('access.denied')
      await engine.access.share(testAdmin, 'deal', deal, { with: { kind: 'person', id: me.id }, level: 'change' })
      expect(await codeOf(engine.records.update(me, 'item', line, { price: 8 }))).toBe('done')
    }))
})

describe('a merge', () => {
  /** Reads and changes all deals but their tree and partners; deletes one's own. */
  const merger = [
    {
      object: 'deal',
      actions: ['read', 'change'],
      fields: [
        { field: 'parent', access: 'read' },
        { field: 'partners', access: 'none' },
      ],
    },
    { object: 'deal', actions: ['read', 'delete'], scope: 'own', otherFields: 'none' },
    { object: 'account', actions: ['read'] },
  ]

  test('takes the right to delete on each record that goes, and so does taking it back', () =>
    withGrants('side-merge', merger, async (test) => {
      const { records } = test.engine
      const [kept, foreign, mine] = await Promise.all([
        test.make('deal', { subject: 'kept' }),
        test.make('deal', { subject: 'foreign' }),
        test.make('deal', { subject: 'mine', owner: me.id }),
      ])

      expect(await codeOf(records.merge(me, 'deal', { keep: kept, merge: [foreign] }))).toBe('access.denied')
      expect(await codeOf(records.get(me, 'deal', foreign))).toBe('done')
      expect(await codeOf(records.merge(me, 'deal', { keep: kept, merge: [mine] }))).toBe('done')
      await records.merge(testAdmin, 'deal', { keep: kept, merge: [foreign] })
      expect(await codeOf(records.unmerge(me, 'deal', kept))).toBe('access.denied')
    }))

  test('taken back gives back only values that who does it may write, and what it brought along by itself', () => {
    const changes = (cost: string) => [
      {
        object: 'deal',
        actions: ['read', 'change', 'delete'],
        fields: [
          { field: 'stage', access: 'read' },
          { field: 'cost', access: cost },
          { field: 'partners', access: 'none' },
        ],
      },
    ]
    return withGrants('side-unmerge', changes('none'), async (test) => {
      const { engine } = test
      const { records } = engine
      const partner = await test.make('account', { name: 'a' })
      const merged = async (values: object): Promise<string> => {
        const kept = await test.make('deal', { subject: 'kept', stage: 'old', cost: 1 })
        const other = await test.make('deal', { subject: 'other', partners: [partner] })
        await records.merge(testAdmin, 'deal', { keep: kept, merge: [other], values: { ...values } })
        return kept
      }
      const [ofStage, ofCost, ofSubject] = [
        await merged({ stage: 'new' }),
        await merged({ cost: 7 }),
        await merged({ subject: 'new' }),
      ]

      const refused = await records.unmerge(me, 'deal', ofStage).catch((error: unknown) => error)
      expect(refused).toMatchObject({ code: 'record.invalid', errors: [{ path: 'stage', code: 'field.read_only' }] })
      expect(await codeOf(records.unmerge(me, 'deal', ofCost))).toBe('access.denied')
      expect(JSON.parse((await records.get(testAdmin, 'deal', ofCost)).json)).toMatchObject({ cost: 7 })
      expect(await codeOf(records.unmerge(me, 'deal', ofSubject))).toBe('done')
      expect(JSON.parse((await records.get(testAdmin, 'deal', ofSubject)).json)).toMatchObject({
        subject: 'kept',
        partners: null,
      })
    })
  })

  test('does not let a record leave what its writer may change, by values as little as by hand', () =>
    withGrants(
      'side-leaving',
      [
        { object: 'account', actions: ['read'], otherFields: 'read' },
        { object: 'account', actions: ['read', 'change', 'delete'], rows: 'level = "gold"' },
      ],
      async (test) => {
        const { records } = test.engine
        const [kept, other] = [
          await test.make('account', { name: 'kept', level: 'gold' }),
          await test.make('account', { name: 'other', level: 'gold' }),
        ]
        const values = { level: 'tin' }

        const byHand = await records.update(me, 'account', kept, values).catch((error: unknown) => error)
        const byMerge = await records
          .merge(me, 'account', { keep: kept, merge: [other], values })
          .catch((error: unknown) => error)

        const leaving = { code: 'record.out_of_scope', errors: [{ code: 'record.out_of_scope' }] }
        expect([byHand, byMerge]).toMatchObject([leaving, leaving])
        expect(await codeOf(records.get(me, 'account', other))).toBe('done')
      },
    ))

  test('asks for no right to write what it brings along by itself', () =>
    withGrants('side-merged', merger, async (test) => {
      const partner = await test.make('account', { name: 'a' })
      const kept = await test.make('deal', { subject: 'kept' })
      const mine = await test.make('deal', { subject: 'mine', partners: [partner], owner: me.id })

      await test.engine.records.merge(me, 'deal', { keep: kept, merge: [mine] })

      const { json } = await test.engine.records.get(testAdmin, 'deal', kept)
      expect(JSON.parse(json)).toMatchObject({ partners: [{ id: partner }] })
    }))
})

describe('a new record', () => {
  const writer = [
    { object: 'account', actions: ['read', 'create'], fields: [{ field: 'credit', access: 'read' }] },
    { object: 'account', actions: ['read', 'create'], scope: 'own', rows: 'level = "gold"' },
    { object: 'deal', actions: ['read'] },
  ]

  test('takes only the fields of the grants under which it may be made', () =>
    withGrants('side-new', writer, async ({ engine: { records } }) => {
      const iron = records.create(me, 'account', { level: 'iron', credit: 5 })

      await expect(iron).rejects.toMatchObject({
        code: 'record.invalid',
        errors: [{ path: 'credit', code: 'field.read_only' }],
      })
      expect(await codeOf(records.create(me, 'account', { level: 'gold', credit: 5 }))).toBe('done')
      expect(await codeOf(records.create(me, 'account', { level: 'iron' }))).toBe('done')
    }))

  test('that may not be made is refused alike, whichever way it would have been written', () =>
    withGrants(
      'side-denied',
      [
        { object: 'account', actions: ['read'] },
        { object: 'deal', actions: ['read'] },
      ],
      async (test) => {
        const { records } = test.engine

        expect(await codeOf(records.create(me, 'account', { name: 'a' }))).toBe('access.denied')
        expect(await codeOf(records.create(me, 'deal', { subject: 'a' }))).toBe('access.denied')
      },
    ))
})

test('lines are written where the record lets its lines be written, whatever else may be changed in it', () =>
  withGrants(
    'side-lines',
    [
      { object: 'deal', actions: ['read', 'change'], scope: 'own' },
      { object: 'deal', actions: ['read', 'change'], fields: [{ field: 'lines', access: 'read' }] },
      { object: 'item', actions: ['read', 'create', 'change', 'delete'] },
    ],
    async (test) => {
      const { records } = test.engine
      const foreign = await test.make('deal', { subject: 'foreign' })
      const mine = await test.make('deal', { subject: 'mine', owner: me.id })
      const lines = [{ what: 'line', price: 7 }]

      await expect(records.update(me, 'deal', foreign, { lines })).rejects.toMatchObject({
        code: 'record.invalid',
        errors: [{ path: 'lines', code: 'field.read_only' }],
      })
      expect(await codeOf(records.update(me, 'deal', mine, { lines }))).toBe('done')
    },
  ))

describe('what is out of sight stays when a whole list is sent', () => {
  const grants = [
    { object: 'deal', actions: ['read', 'change'], otherFields: 'write' },
    { object: 'item', actions: ['read', 'create', 'change', 'delete'], scope: 'own', otherFields: 'write' },
    { object: 'account', actions: ['read'], scope: 'own', otherFields: 'read' },
  ]

  test('among the lines of a record', () =>
    withGrants('side-unseen-lines', grants, async (test) => {
      const { records } = test.engine
      const deal = await test.make('deal', { subject: 'a' })
      const hidden = await test.make('item', { deal, what: 'hidden' })
      await test.make('item', { deal, what: 'mine', owner: me.id })

      await records.update(me, 'deal', deal, { lines: [{ what: 'new', price: 7 }] })

      const { json } = await records.get(testAdmin, 'deal', deal)
      expect((JSON.parse(json) as { lines: Row[] }).lines.map(({ what }) => what)).toEqual(['hidden', 'new'])
      expect(await codeOf(records.update(me, 'deal', deal, { lines: [{ id: hidden, price: 1 }] }))).toBe(
        'record.invalid',
      )
    }))

  test('among linked records', () =>
    withGrants('side-unseen-links', grants, async (test) => {
      const { records } = test.engine
      const [hidden, mine, other] = [
        await test.make('account', { name: 'hidden' }),
        await test.make('account', { name: 'mine', owner: me.id }),
        await test.make('account', { name: 'other', owner: me.id }),
      ]
      const deal = await test.make('deal', { subject: 'a', partners: [hidden, mine] })
      const partners = async (): Promise<unknown> => {
        const { json } = await records.get(testAdmin, 'deal', deal)
        return ((JSON.parse(json) as { partners: Row[] | null }).partners ?? []).map(({ id }) => id)
      }

      await records.update(me, 'deal', deal, { partners: [other] })
      expect(await partners()).toEqual([hidden, other])

      await records.update(me, 'deal', deal, { partners: null })
      expect(await partners()).toEqual([hidden])

      await records.update(testAdmin, 'deal', deal, { partners: null })
      expect(await partners()).toEqual([])
    }))
})

test('whose records count for one person is not asked with the scope of another', () =>
  withGrants(
    'side-scopes',
    [
      { object: 'account', actions: ['read', 'change', 'delete'], scope: 'departmentTree', otherFields: 'write' },
      { object: 'account', actions: ['change'], scope: 'subordinates' },
    ],
    async (test) => {
      const { engine, make } = test
      const grants = [
        { object: 'account', actions: ['change'], scope: 'departmentTree', otherFields: 'write' },
        { object: 'account', actions: ['read', 'change', 'delete'], scope: 'subordinates' },
      ]
      const lead = { kind: 'role', key: 'lead', label: 'lead', grants } as never
      await engine.changes.publish(testAdmin, { changes: [{ op: 'put', document: lead }] })
      const boss: Actor = { ...me, id: '01900000-0000-7000-8000-0000000000e2', name: '老王', roles: ['lead'] }
      const person = (id: string, values: object): Promise<unknown> =>
        engine.records.create(systemActor('main', 'test'), 'user', { id, email: `${id}@example.com`, ...values })
      const below = '01900000-0000-7000-8000-0000000000e3'
      await person(boss.id, { name: boss.name })
      await person(below, { name: '小赵', manager: boss.id })
      const merge = async (who: Actor, owner: string): Promise<unknown> => {
        const [keep, merged] = [
          await make('account', { name: 'a', owner }),
          await make('account', { name: 'b', owner }),
        ]
        return codeOf(engine.records.merge(who, 'account', { keep, merge: [merged] }))
      }

      expect(await merge(me, me.id)).toBe('done')
      expect(await merge(boss, below)).toBe('done')
    },
  ))

test('lines are judged under their record as whoever writes it saw it', () =>
  withGrants(
    'side-lines-before',
    [
      { object: 'deal', actions: ['read', 'change'], rows: 'amount > 50' },
      { object: 'deal', actions: ['change'], otherFields: 'read', fields: [{ field: 'amount', access: 'write' }] },
    ],
    async (test) => {
      const { records } = test.engine
      const [deal, other] = [await test.make('deal', { amount: 90 }), await test.make('deal', { amount: 90 })]
      const line = await test.make('item', { deal, what: 'line' })
      const left = await test.make('item', { deal: other, what: 'left' })

      await records.update(me, 'deal', deal, { amount: 10, lines: [{ id: line, price: 7 }] })
      await records.update(me, 'deal', other, { amount: 10, lines: [] })

      expect(JSON.parse((await records.get(testAdmin, 'item', line)).json)).toMatchObject({ price: 7 })
      expect(await codeOf(records.get(testAdmin, 'item', left))).toBe('record.not_found')
    },
  ))

test('the answer to a write shows what is in sight by what was written', () =>
  withGrants(
    'side-answer',
    [
      { object: 'account', actions: ['read', 'change'], otherFields: 'write' },
      { object: 'deal', actions: ['read'], rows: 'customer.level = "gold"' },
    ],
    async (test) => {
      const account = await test.make('account', { name: 'a', level: 'iron' })
      const deal = await test.make('deal', { subject: 'd', customer: account, partners: [account] })

      const { json } = await test.engine.records.update(me, 'account', account, { level: 'gold' })

      expect(JSON.parse(json)).toMatchObject({ partnerOf: [{ id: deal, title: 'd' }] })
    },
  ))

test('a record made for others by the right to transfer takes no fields that no grant to make one writes', () =>
  withGrants(
    'side-given-away',
    [
      { object: 'deal', actions: ['change'], scope: 'own', otherFields: 'write' },
      { object: 'deal', actions: ['read', 'create', 'transfer'], rows: 'stage = "won"', otherFields: 'masked' },
      { object: 'item', actions: ['read', 'create'] },
    ],
    async ({ engine }) => {
      const { records } = engine
      expect(await codeOf(records.create(me, 'deal', { lines: [{ what: 'x' }] }))).toBe('record.invalid')
      expect(await codeOf(records.create(me, 'deal', { subject: 'x' }))).toBe('record.invalid')
      expect(await codeOf(records.create(me, 'deal', {}))).toBe('done')
    },
  ))
