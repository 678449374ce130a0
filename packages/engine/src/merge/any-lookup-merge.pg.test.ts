import { expect, test } from '@jest/globals'
import { list, the, withVisits } from '../records/any-lookup.testing.js'
import { make, read } from '../records/sales.testing.js'

test('a merge moves what points to the merged one among others, the bin included, and its undo takes it back', () =>
  withVisits(async (sales) => {
    const { engine, admin } = sales
    const [a, b] = [await make(sales, 'account', { name: 'A' }), await make(sales, 'account', { name: 'B' })]
    const contact = await make(sales, 'contact', { name: 'C' })
    await make(sales, 'visit', { subject: '1', cost: 1, related: the('account', b) })
    await make(sales, 'visit', { subject: '2', cost: 2, related: the('contact', contact) })
    const binned = await make(sales, 'visit', { subject: '3', cost: 4, related: the('account', b) })
    await engine.records.remove(admin, 'visit', binned.id)
    const to = async (): Promise<unknown> =>
      (await list(sales, 'visit')).map(({ related }) => (related as { title: string } | null)?.title ?? null)

    const { related } = await engine.records.previewMerge(admin, 'account', { keep: a.id, merge: [b.id] })
    expect(related).toMatchObject([{ object: 'visit', field: 'related', fieldLabel: '相关', count: 1 }])
    await engine.records.merge(admin, 'account', { keep: a.id, merge: [b.id] })
    await engine.records.restore(admin, 'visit', binned.id)
    expect(await to()).toEqual(['A', 'C', 'A'])
    expect(await read(sales, 'account', a.id)).toMatchObject({ visits: 2, cost: 5 })

    await engine.records.unmerge(admin, 'account', a.id)
    expect(await to()).toEqual(['B', 'C', 'B'])
    expect(await read(sales, 'account', a.id)).toMatchObject({ visits: 0, cost: 0 })
  }))

test('the record that stays takes the chosen one, whatever its object, and undo gives back its own unless it was changed since', () =>
  withVisits(async (sales) => {
    const { engine, admin } = sales
    const [a, b] = [await make(sales, 'account', { name: 'A' }), await make(sales, 'account', { name: 'B' })]
    const contact = await make(sales, 'contact', { name: 'C' })
    for (const [since, expected] of [
      [undefined, { object: 'contact', title: 'C' }],
      [the('account', b), { object: 'account', title: 'B' }],
    ] as const) {
      const keep = await make(sales, 'visit', { subject: '1', related: the('contact', contact) })
      const gone = await make(sales, 'visit', { subject: '2', related: the('account', a) })
      const request = { keep: keep.id, merge: [gone.id], values: { related: the('account', a) } }
      const { json } = await engine.records.merge(admin, 'visit', request)
      expect(JSON.parse(json)).toMatchObject({ related: { object: 'account', title: 'A' } })

      if (since !== undefined) await engine.records.update(admin, 'visit', keep.id, { related: since })
      await engine.records.unmerge(admin, 'visit', keep.id)
      expect(await read(sales, 'visit', keep.id)).toMatchObject({ related: expected })
      expect(await read(sales, 'visit', gone.id)).toMatchObject({ related: { object: 'account', title: 'A' } })
    }
  }))
