import { describe, expect, test } from '@jest/globals'
import { errorOf, hazardsOf, withWorkshop } from './workshop.testing.js'

const deal = {
  kind: 'object',
  key: 'deal',
  label: '商机',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'amount', type: 'currency', label: '金额' },
    {
      key: 'stage',
      type: 'select',
      label: '阶段',
      options: [
        { key: 'open', label: '进行' },
        { key: 'won', label: '赢单' },
      ],
    },
  ],
  unique: [{ fields: ['name'] }],
  rules: [{ key: 'positive', when: 'amount < 0', field: 'amount', message: '金额不能为负' }],
}

describe('undo', () => {
  test('a deleted object comes back with its records, its uniqueness and its rules', async () => {
    await withWorkshop(async ({ put, publish, undo, create, records, object, engine, admin }) => {
      await put(deal)
      await create('deal', { name: 'a', amount: 5, stage: 'won' }, { name: 'b' })
      const [before, document] = [await records('deal'), await object('deal')]
      const gone = await publish([{ op: 'delete', kind: 'object', key: 'deal' }])

      const { plan } = await undo(gone.revision)

      expect(plan.steps.map((step) => step.do)).toEqual(['restoreObject'])
      expect(await records('deal')).toEqual(before)
      expect(await object('deal')).toEqual(document)
      expect((await errorOf(engine.records.create(admin, 'deal', { name: 'a' }))).status).toBe(409)
      expect((await errorOf(engine.records.create(admin, 'deal', { amount: -1 }))).errors?.[0]?.code).toBe(
        'rule.positive',
      )
    })
  })

  test('undoing an added field hides it, and undoing that brings the values written meanwhile', async () => {
    await withWorkshop(async ({ put, undo, create, records, object }) => {
      await put(deal)
      const draft = await object('deal')
      draft.fields.push({ key: 'note', type: 'text', label: '备注' })
      const added = await put(draft)
      await create('deal', { name: 'a', note: 'kept' })

      const undone = await undo(added.revision)
      const without = await records('deal')
      await undo(undone.revision)

      expect(undone.plan.hazards).toMatchObject([{ id: 'field.hide:deal.note', rows: 1, samples: [{ value: 'kept' }] }])
      expect(without[0]).not.toHaveProperty('note')
      expect(await records('deal')).toMatchObject([{ note: 'kept' }])
    })
  })

  test('an option that was removed comes back as itself; records keep what was written later', async () => {
    await withWorkshop(async ({ put, undo, create, records, object }) => {
      await put(deal)
      await create('deal', { name: 'a', stage: 'won' })
      const draft = await object('deal')
      const stage = draft.fields.find(({ key }) => key === 'stage')
      if (stage !== undefined) stage.options = (stage.options as { key: string }[]).filter(({ key }) => key === 'open')
      const removed = await put(draft)
      await create('deal', { name: 'b', stage: 'open' })

      await undo(removed.revision)
      await create('deal', { name: 'c', stage: 'won' })

      expect((await records('deal')).map((record) => record.stage)).toEqual(['won', 'open', 'won'])
    })
  })

  test('an older revision is undone without touching what came later', async () => {
    await withWorkshop(async ({ put, undo, object }) => {
      await put(deal)
      const first = await object('deal')
      first.fields.push({ key: 'note', type: 'text', label: '备注' })
      const added = await put(first)
      const second = await object('deal')
      second.label = '生意'
      second.fields.push({ key: 'city', type: 'text', label: '城市' })
      await put(second)

      await undo(added.revision)

      const now = await object('deal')
      expect(now.label).toBe('生意')
      expect(now.fields.map(({ key }) => key)).toEqual(['name', 'amount', 'stage', 'city'])
    })
  })

  test('what was changed again later blocks, with both values', async () => {
    await withWorkshop(async ({ put, undo, object }) => {
      await put(deal)
      const first = await object('deal')
      first.label = '一'
      const changed = await put(first)
      const second = await object('deal')
      second.label = '二'
      await put(second)

      const error = await errorOf(undo(changed.revision))

      expect(hazardsOf(error)).toMatchObject([
        { id: 'undo.conflict:deal', severity: 'block', samples: [{ title: 'label', value: '二' }, { value: '商机' }] },
      ])
    })
  })

  test('a field that is unique since is held by that', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(deal)
      const object = await workshop.object('deal')
      const code = { key: 'code', type: 'text', label: '代号' }
      const { revision } = await workshop.put({ ...object, fields: [...object.fields, code] })
      await workshop.put({ ...(await workshop.object('deal')), unique: [{ fields: ['code'] }] })

      const error = await errorOf(workshop.undo(revision))

      expect(hazardsOf(error).map(({ id, severity }) => [id, severity])).toEqual([['reference.broken:deal', 'block']])
    })
  })

  test('a key that was taken meanwhile comes back with a number', async () => {
    await withWorkshop(async ({ put, undo, create, records, object }) => {
      await put(deal)
      await create('deal', { name: 'a', amount: 5 })
      const draft = await object('deal')
      draft.fields = draft.fields.filter(({ key }) => key !== 'amount')
      draft.rules = []
      const hidden = await put(draft)
      const again = await object('deal')
      again.fields.push({ key: 'amount', type: 'text', label: '数量' })
      await put(again)
      await create('deal', { name: 'b', amount: 'many' })

      const { plan } = await undo(hidden.revision)

      expect(plan.hazards).toMatchObject([{ id: 'key.taken:deal.amount', severity: 'info' }])
      expect(await records('deal')).toMatchObject([
        { amount: null, amount2: 5 },
        { amount: 'many', amount2: null },
      ])
    })
  })

  test('undoing the same revision twice says that nothing is left, and an unknown revision is not found', async () => {
    await withWorkshop(async ({ put, undo }) => {
      const made = await put(deal)
      await undo(made.revision)

      expect((await errorOf(undo(made.revision))).code).toBe('revision.nothing_to_undo')
      expect((await errorOf(undo(77))).code).toBe('revision.not_found')
    })
  })

  test('the list of changes tells who, what and why, newest first, page by page', async () => {
    await withWorkshop(async ({ engine, admin, put, publish, undo, object }) => {
      const made = await put(deal)
      const draft = await object('deal')
      draft.label = '生意'
      draft.fields = draft.fields.filter(({ key }) => key !== 'stage')
      draft.fields.push({ key: 'city', type: 'text', label: '城市' })
      const changed = await publish([{ op: 'put', document: draft as never }], { message: '整理' })
      await undo(changed.revision)

      const first = await engine.changes.list(admin, { limit: 2 })
      const rest = await engine.changes.list(admin, { limit: 2, after: first.next ?? '' })
      const detail = await engine.changes.get(admin, changed.revision)

      expect(first.changes.map(({ revision, undoes }) => [revision, undoes])).toEqual([
        [4, 3],
        [3, undefined],
      ])
      expect(first.changes[0]?.summary.map(({ op, field }) => `${op} ${field}`)).toEqual([
        'change undefined',
        'restore stage',
        'hide city',
      ])
      expect(first.changes[1]).toMatchObject({
        message: '整理',
        author: { id: admin.id, title: '李雷' },
        base: made.revision,
      })
      expect(first.changes[1]?.summary.map(({ op, field }) => `${op} ${field}`)).toEqual([
        'change undefined',
        'add city',
        'hide stage',
      ])
      expect([rest.changes.map(({ revision }) => revision), rest.next]).toEqual([[2, 1], null])
      expect(detail.changes).toMatchObject([{ op: 'put', document: { key: 'deal', label: '生意' } }])
      expect(detail.plan.base).toBe(2)
      expect((await errorOf(engine.changes.list(admin, { after: 'zzz' }))).code).toBe('request.bad_cursor')
    })
  })
})

test('an option and a rule whose keys were taken meanwhile come back with a number', async () => {
  await withWorkshop(async ({ put, undo, create, records, object }) => {
    const stage = {
      key: 'stage',
      type: 'select',
      label: '阶段',
      options: [
        { key: 'new', label: '新' },
        { key: 'won', label: '赢' },
      ],
    }
    const rules = [{ key: 'limit', when: 'name = "x"', message: 'x' }]
    await put({
      kind: 'object',
      key: 'deal',
      label: '商机',
      fields: [{ key: 'name', type: 'text', label: '名称' }, stage],
      rules,
    })
    await create('deal', { name: 'a', stage: 'won' })
    const draft = await object('deal')
    draft.fields[1] = { ...draft.fields[1], options: [{ key: 'new', label: '新' }] } as (typeof draft.fields)[number]
    draft.rules = []
    const hidden = await put(draft)
    const again = await object('deal')
    again.fields[1] = {
      ...again.fields[1],
      options: [
        { key: 'new', label: '新' },
        { key: 'won', label: '新的赢' },
      ],
    } as (typeof draft.fields)[number]
    again.rules = [{ key: 'limit', when: 'name = "y"', message: 'y' }]
    await put(again)
    await create('deal', { name: 'b', stage: 'won' })

    const { plan } = await undo(hidden.revision)

    expect(plan.hazards.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['key.taken:deal.stage.won', 'key.taken:deal.limit']),
    )
    expect(await records('deal')).toMatchObject([{ stage: 'won2' }, { stage: 'won' }])
    const restored = await object('deal')
    expect((restored.rules as { key: string }[]).map(({ key }) => key).sort()).toEqual(['limit', 'limit2'])
    await put({ ...restored, label: '仍可发布' })
  })
})
