import { describe, expect, test } from '@jest/globals'
import { systemActor } from '../access/actor.js'
import { withEngine } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'
import { count, make, problemsOf, read, refusal } from './sales.testing.js'
import type { Json } from './sales.testing.js'

const parent = (onDelete: string) => ({
  ...{ key: 'parent', type: 'lookup', label: '上级', target: 'kind', tree: true, onDelete },
})

const documents = (onDelete = 'refuse'): readonly unknown[] => [
  {
    kind: 'object',
    key: 'kind',
    label: '分类',
    fields: [
      { key: 'name', type: 'text', label: '名称' },
      parent(onDelete),
      { key: 'size', type: 'number', label: '大小' },
      { key: 'main', type: 'lookup', label: '主类', target: 'kind' },
      { key: 'inMain', type: 'formula', label: '在主类下', formula: 'id under main' },
      {
        ...{ key: 'inMainSize', type: 'rollup', label: '主类下产品', relation: 'product.kind', function: 'sum' },
        ...{ field: 'price', filter: 'other under kind' },
      },
      { key: 'oddSize', type: 'rollup', label: '主类下合计', relation: 'product.kind', function: 'sum', field: 'odd' },
    ],
    rules: [{ key: 'big', when: 'id under main and size > 100', field: 'size', message: '主类下不能超过 100' }],
  },
  {
    kind: 'object',
    key: 'product',
    label: '产品',
    fields: [
      { key: 'name', type: 'text', label: '名称' },
      { key: 'kind', type: 'lookup', label: '分类', target: 'kind', onDelete: 'clear' },
      { key: 'other', type: 'lookup', label: '另一分类', target: 'kind', onDelete: 'clear' },
      { key: 'price', type: 'number', label: '价格' },
      { key: 'odd', type: 'formula', label: '对', formula: 'IF(other under kind, price, 0)' },
      { key: 'note', type: 'text', label: '备注', default: 'IF(kind under other, "in", "out")' },
    ],
    rules: [{ key: 'same', when: 'kind under other and price > 1000', message: '太贵' }],
  },
]

const withKinds = (body: (kinds: TestEngine) => Promise<void>): Promise<void> => withEngine('tree', documents(), body)

/** Kinds by name, each below the one before the slash: `['a', 'a/b']`. */
async function grow(kinds: TestEngine, names: readonly string[]): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  for (const name of names) {
    const [above, own = above] = name.split('/') as [string, string?]
    const values: Json = own === above ? { name: own } : { name: own, parent: ids[above] }
    ids[own] = (await make(kinds, 'kind', values)).id
  }
  return ids
}

const found = async ({ engine, admin }: TestEngine, object: string, filter: string): Promise<string> => {
  const { recordsJson } = await engine.records.query(admin, object, { filter, fields: ['name'], sort: ['name'] })
  return (JSON.parse(recordsJson) as { name: string }[]).map(({ name }) => name).join('')
}

describe('a parent in a tree', () => {
  test('is found with all that is below it, over any number of levels and from lists of records', () =>
    withKinds(async (kinds) => {
      const { a, b, c, x } = await grow(kinds, ['a', 'a/b', 'b/c', 'c/d', 'x', 'x/y'])
      await make(kinds, 'product', { name: '1', kind: c, other: a })
      await make(kinds, 'product', { name: '2', kind: x, other: x })
      await make(kinds, 'product', { name: '3', other: b })

      expect(await found(kinds, 'kind', `id under "${b}"`)).toBe('bcd')
      expect(await found(kinds, 'kind', `parent under "${b}"`)).toBe('cd')
      expect(await found(kinds, 'kind', `id under ["${c}", "${x}"]`)).toBe('cdxy')
      expect(await found(kinds, 'kind', `not id under "${a}"`)).toBe('xy')
      expect(await found(kinds, 'product', `kind under "${a}"`)).toBe('1')
      expect(await found(kinds, 'product', `not kind under "${a}"`)).toBe('23')
      expect(await found(kinds, 'product', 'kind under other')).toBe('12')
      expect(await found(kinds, 'product', 'kind.parent under other or ISBLANK(kind)')).toBe('13')
      expect(await found(kinds, 'product', 'kind under blank')).toBe('')
    }))

  test('tells whose records lie below the department of who asks, in filters', () =>
    withKinds(async (kinds) => {
      const { engine, admin } = kinds
      const top = await make(kinds, 'department', { name: '总部' })
      const sales = await make(kinds, 'department', { name: '销售部', parent: top.id })
      const platform = systemActor('main', 'test')
      await engine.records.update(platform, 'user', admin.id, { department: top.id })
      const seller = await engine.records.create(platform, 'user', {
        ...{ name: '销售', email: 's@example.com', department: sales.id },
      })
      await make(kinds, 'product', { name: '1', owner: seller.id })
      await make(kinds, 'product', { name: '2', owner: null })
      expect(await found(kinds, 'product', 'owner.department under me.department')).toBe('1')
      await engine.records.update(platform, 'user', admin.id, { department: null })
      expect(await found(kinds, 'product', 'owner.department under me.department')).toBe('')
    }))

  test('means the same in rules and defaults, which see where a write puts its record', () =>
    withKinds(async (kinds) => {
      const { a, b, c, x } = await grow(kinds, ['a', 'a/b', 'b/c', 'x'])
      const inside = await make(kinds, 'product', { name: '1', kind: c, other: a })
      expect(inside).toMatchObject({ note: 'in', odd: 0 })
      expect(await make(kinds, 'product', { name: '2', kind: x, other: a, price: 2000 })).toMatchObject({ note: 'out' })
      const dear = await refusal(kinds.engine.records.update(kinds.admin, 'product', inside.id, { price: 2000 }))
      expect(problemsOf(dear)).toEqual([' rule.same'])

      const { engine, admin } = kinds
      await engine.records.update(admin, 'kind', c ?? '', { main: x, size: 500 })
      const moved = await refusal(engine.records.update(admin, 'kind', c ?? '', { parent: x }))
      expect(problemsOf(moved)).toEqual(['size rule.big'])
      await engine.records.update(admin, 'kind', b ?? '', { main: a })
      expect(await read(kinds, 'kind', b ?? '')).toMatchObject({ inMain: true })
    }))

  test('is followed by roll-ups, directly and through formulas, when a branch far above is moved', () =>
    withKinds(async (kinds) => {
      const { engine, admin } = kinds
      const { a, b, c, x } = await grow(kinds, ['a', 'a/b', 'b/c', 'x'])
      await make(kinds, 'product', { name: '1', kind: a, other: c, price: 7 })
      expect(await read(kinds, 'kind', a ?? '')).toMatchObject({ inMainSize: 7, oddSize: 7 })

      await engine.records.update(admin, 'kind', b ?? '', { parent: x })

      expect(await read(kinds, 'kind', a ?? '')).toMatchObject({ inMainSize: 0, oddSize: 0 })
    }))
})

describe('a circle', () => {
  test('is refused for every writer, and the problem names it', () =>
    withKinds(async (kinds) => {
      const { engine, admin } = kinds
      const { a, b, c } = await grow(kinds, ['a', 'a/b', 'b/c'])
      const one = await refusal(engine.records.update(admin, 'kind', a ?? '', { parent: c }))
      expect(one.errors).toMatchObject([
        { path: 'parent', code: 'field.circle', message: { 'zh-CN': '「上级」会成环：a → c → b → a。' } },
      ])
      const self = await refusal(engine.records.update(admin, 'kind', b ?? '', { parent: b }))
      expect(self.errors).toMatchObject([{ message: { en: '“上级” would close a circle: b → b.' } }])

      const batch = await engine.records.batch(
        admin,
        'kind',
        {
          update: [
            { id: a ?? '', parent: b },
            { id: c ?? '', size: 1 },
          ],
        },
        { partial: true },
      )
      expect(batch).toMatchObject({ ok: 1, failed: 1 })
      expect(await read(kinds, 'kind', a ?? '')).toMatchObject({ parent: null, version: 1 })
    }))

  test('is seen among the moves of one batch, which may also turn a branch around', () =>
    withKinds(async (kinds) => {
      const { engine, admin } = kinds
      const { a, b, x, y } = await grow(kinds, ['a', 'a/b', 'x', 'y'])
      const both = await refusal(
        engine.records.batch(admin, 'kind', {
          update: [
            { id: x ?? '', parent: y },
            { id: y ?? '', parent: x },
          ],
        }),
      )
      expect(problemsOf(both)).toEqual(['update/0/parent field.circle', 'update/1/parent field.circle'])

      await engine.records.batch(admin, 'kind', {
        update: [
          { id: a ?? '', parent: b },
          { id: b ?? '', parent: null },
        ],
      })
      expect(await found(kinds, 'kind', `id under "${b}"`)).toBe('ab')
    }))

  test('cannot be closed by two writers who each move one half of it', () =>
    withKinds(async (kinds) => {
      const other = kinds.another()
      for (let round = 0; round < 8; round += 1) {
        const { a, b } = await grow(kinds, ['a', 'b'])
        const results = await Promise.allSettled([
          kinds.engine.records.update(kinds.admin, 'kind', a ?? '', { parent: b }),
          other.records.update(kinds.admin, 'kind', b ?? '', { parent: a }),
        ])
        expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
        const { reason } = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult
        expect(problemsOf(reason as never)).toEqual(['parent field.circle'])
      }
    }))
})

describe('a branch', () => {
  test('has at most 50 levels, wherever it is moved', () =>
    withKinds(async (kinds) => {
      const names = Array.from({ length: 50 }, (_, n) => (n === 0 ? 'n0' : `n${n - 1}/n${n}`))
      const ids = await grow(kinds, [...names, 'x', 'x/y'])
      expect(await found(kinds, 'kind', `id under "${ids.n48}"`)).toBe('n48n49')
      const deep = await refusal(make(kinds, 'kind', { name: 'n50', parent: ids.n49 }))
      expect(problemsOf(deep)).toEqual(['parent field.tree_depth'])
      await kinds.engine.records.update(kinds.admin, 'kind', ids.y ?? '', { parent: ids.n48 })
      const two = await refusal(kinds.engine.records.update(kinds.admin, 'kind', ids.n0 ?? '', { parent: ids.x }))
      expect(two.errors).toMatchObject([{ message: { 'zh-CN': '「上级」这样会使树超过 50 级。' } }])
    }))

  test('keeps its top from the bin, loses it, or goes along and comes back, as the field says', async () => {
    await withKinds(async (kinds) => {
      const { a } = await grow(kinds, ['a', 'a/b'])
      const error = await refusal(kinds.engine.records.remove(kinds.admin, 'kind', a ?? ''))
      expect(error.code).toBe('record.referenced')
    })
    await withEngine('tree_clear', documents('clear'), async (kinds) => {
      const { a, b } = await grow(kinds, ['a', 'a/b', 'b/c'])
      await kinds.engine.records.remove(kinds.admin, 'kind', a ?? '')
      expect(await read(kinds, 'kind', b ?? '')).toMatchObject({ parent: null })
      await kinds.engine.records.restore(kinds.admin, 'kind', a ?? '')
      expect(await found(kinds, 'kind', `id under "${a}"`)).toBe('a')
      await kinds.engine.records.update(kinds.admin, 'kind', a ?? '', { parent: b })
    })
    await withEngine('tree_cascade', documents('cascade'), async (kinds) => {
      const { a, b, x } = await grow(kinds, ['a', 'a/b', 'b/c', 'x'])
      await kinds.engine.records.remove(kinds.admin, 'kind', b ?? '')
      expect([await count(kinds, 'kind'), await found(kinds, 'kind', `id under "${a}"`)]).toEqual([2, 'a'])
      await kinds.engine.records.update(kinds.admin, 'kind', a ?? '', { parent: x })
      await kinds.engine.records.restore(kinds.admin, 'kind', b ?? '')
      expect(await found(kinds, 'kind', `id under "${x}"`)).toBe('abcx')
    })
  })
})

describe('a lookup that becomes the parent of a tree', () => {
  test('is held back by records that lie in a circle, and only by these', () =>
    withEngine('tree_later', [{ ...(documents()[0] as Json), fields: plainFields, rules: [] }], async (kinds) => {
      const { engine, admin } = kinds
      const { a, b, c } = await grow(kinds, ['a', 'a/b', 'b/c'])
      await engine.records.update(admin, 'kind', a ?? '', { parent: b })
      const tree = { ...(documents()[0] as Json), rules: [], fields: [plainFields[0], parent('refuse')] }
      const changes = [{ op: 'put' as const, document: tree as never }]

      const plan = await engine.changes.plan(admin, { changes })
      expect(plan.hazards).toMatchObject([{ id: 'field.no_tree:kind.parent', severity: 'block', rows: 3 }])

      await engine.records.update(admin, 'kind', a ?? '', { parent: null })
      await engine.changes.publish(admin, { changes })
      const circle = await refusal(engine.records.update(admin, 'kind', a ?? '', { parent: c }))
      expect(problemsOf(circle)).toEqual(['parent field.circle'])
    }))
})

const plainFields = [
  { key: 'name', type: 'text', label: '名称' },
  { ...parent('refuse'), tree: false },
]
