import { expect, test } from '@jest/globals'
import type { Actor } from '../contract.js'
import { testAdmin, withEngine } from '../engine.testing.js'
import { list, the, visitDocuments } from '../records/any-lookup.testing.js'
import { make, read } from '../records/sales.testing.js'
import { systemActor } from './actor.js'

const everything = ['read', 'create', 'change', 'delete']

/** Own visits as a whole, all others without whom they are to; own accounts, every contact. */
const rep = {
  kind: 'role',
  key: 'rep',
  label: '销售',
  grants: [
    { object: 'visit', actions: everything, scope: 'own' },
    { object: 'visit', actions: ['read'], otherFields: 'read', fields: [{ field: 'related', access: 'none' }] },
    { object: 'account', actions: ['read'], scope: 'own' },
    { object: 'contact', actions: ['read'] },
  ],
}

/** Nothing of a visit but whom it is to, to be read; accounts only. */
const clerk = {
  kind: 'role',
  key: 'clerk',
  label: '内勤',
  grants: [
    {
      object: 'visit',
      actions: ['read', 'change'],
      otherFields: 'none',
      fields: [{ field: 'related', access: 'read' }],
    },
    { object: 'account', actions: ['read'] },
  ],
}

const person = (n: number, roles: readonly string[]): Actor => ({
  ...testAdmin,
  id: `01900000-0000-7000-8000-0000000000d${n}`,
  name: `人${n}`,
  roles,
})

test('the rights on a field count for whichever record it holds, and those on the record for what is seen of it', () =>
  withEngine('visit-roles', [...visitDocuments, rep, clerk], async (sales) => {
    const { engine } = sales
    const [li, wang, clerks] = [person(1, ['rep']), person(2, ['rep']), person(3, ['clerk'])]
    for (const { id, name } of [li, wang, clerks])
      await engine.records.create(systemActor('main', 'test'), 'user', {
        id,
        name,
        email: `${id.slice(-2)}@example.com`,
      })
    const mine = await make(sales, 'account', { name: '我的', owner: li.id })
    const foreign = await make(sales, 'account', { name: '别人的', owner: wang.id })
    const contact = await make(sales, 'contact', { name: '李' })
    const visits: Record<string, string> = {}
    for (const [subject, owner, related] of [
      ['a', li, the('account', mine)],
      ['b', li, the('account', foreign)],
      ['c', li, the('contact', contact)],
      ['d', wang, the('account', mine)],
    ] as const)
      visits[subject] = (await make(sales, 'visit', { subject, owner: owner.id, related })).id
    const seen = async (actor: Actor, filter?: string): Promise<unknown> => {
      const query = { fields: ['related'], ...(filter === undefined ? {} : { filter }) }
      const found = await list({ ...sales, admin: actor }, 'visit', query)
      return found.map(({ related }) => (related as { title: string } | null)?.title ?? null)
    }

    expect(await seen(li)).toEqual(['我的', null, '李', null])
    expect(await seen(li, `related = "${mine.id}"`)).toEqual(['我的'])
    expect(await seen(li, `AS(related, account) = "${mine.id}"`)).toEqual(['我的'])
    expect(await seen(li, 'AS(related, account).name = "我的"')).toEqual(['我的'])
    expect(await seen(li, `related = "${foreign.id}"`)).toEqual([])
    expect(await seen(li, 'ISBLANK(related)')).toEqual([null, null])

    expect(await seen(clerks)).toEqual(['我的', '别人的', null, '我的'])
    expect(await seen(clerks, 'AS(related, account).name = "别人的"')).toEqual(['别人的'])
    const [first] = await list({ ...sales, admin: clerks }, 'visit', {})
    expect(Object.keys(first ?? {}).sort()).not.toContain('about')
    await expect(
      engine.records.update(clerks, 'visit', visits['a'] ?? '', { related: the('account', foreign) }),
    ).rejects.toMatchObject({ code: 'record.invalid', errors: [{ path: 'related', code: 'field.read_only' }] })

    await engine.records.update(li, 'visit', visits['a'] ?? '', { related: the('contact', contact) })
    expect(await read(sales, 'visit', visits['a'] ?? '')).toMatchObject({ related: { title: '李' } })
    const { entries } = await engine.records.history(li, 'visit', visits['a'] ?? '', {})
    expect(entries[0]?.changes).toMatchObject([{ field: 'related', from: { title: '我的' }, to: { title: '李' } }])
    await expect(engine.records.update(li, 'visit', visits['d'] ?? '', { related: null })).rejects.toMatchObject({
      status: 403,
    })
  }))
