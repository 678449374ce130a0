import { describe, expect, test } from '@jest/globals'
import { localize } from '@tessera/metadata'
import type { AppError } from '@tessera/metadata'
import { publish } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'
import { count, make, problemsOf, read, refusal } from '../records/sales.testing.js'
import type { Json } from '../records/sales.testing.js'
import { workflow } from '../workflows/workflows.testing.js'
import { pass, withDeals } from './pipelines.testing.js'

const change = async ({ engine, admin }: TestEngine, id: string, values: Json): Promise<Json> =>
  JSON.parse((await engine.records.update(admin, 'deal', id, values)).json) as Json

const refused = (deals: TestEngine, id: string, values: Json): Promise<AppError> => refusal(change(deals, id, values))

const ready = { budget: 2000, contact: '李' }

test('whoever does not see a field is not told its name by what a stage or a rule needs', () =>
  withDeals(async (deals) => {
    const { engine, admin } = deals
    const fields = ['contact', 'budget', 'reason'].map((field) => ({ field, access: 'none' }))
    const role = {
      kind: 'role',
      key: 'narrow',
      label: 'narrow',
      grants: [{ object: 'deal', actions: ['read', 'change'], fields }],
    }
    await engine.changes.publish(admin, { changes: [{ op: 'put', document: role as never }] })
    const narrow = { ...admin, id: '01900000-0000-7000-8000-0000000000e3', roles: ['narrow'] }
    const { id } = await make(deals, 'deal', { name: 'a' })

    const { sets } = await engine.records.stages(narrow, 'deal', String(id))
    const quote = sets[0]?.steps.find(({ stage }) => stage === 'quote')
    const needed = [
      [':', 'field.required_hidden'],
      [':', 'criterion.big-enough'],
    ]
    expect(quote?.problems.map(({ path, code }) => [`${path}:`, code])).toEqual(needed)
    const error = await refusal(engine.records.update(narrow, 'deal', String(id), { stage: 'quote' }))
    expect(error.errors?.map(({ path, code }) => [`${path}:`, code])).toEqual(needed)
    expect(JSON.stringify([quote, error.errors])).not.toMatch(/contact|联系人/)
  }))

describe('a new record', () => {
  test('begins at the first stage of the set that counts for it, with its probability and the time', () =>
    withDeals(async (deals) => {
      expect(await make(deals, 'deal', { name: 'a', budget: 100 })).toMatchObject({
        stage: 'lead',
        chance: 0.1,
        forecast: 10,
        stageSince: '2026-03-02T08:00:00.000Z',
      })
      expect(await make(deals, 'deal', { kind: 'renewal' })).toMatchObject({ stage: 'notice', chance: null })
    }))

  test('may begin later when it has what that stage needs, and is refused with everything that is missing when not', () =>
    withDeals(async (deals) => {
      const error = await refusal(make(deals, 'deal', { stage: 'quote', budget: 10, name: 'x' }))
      expect(error.code).toBe('record.invalid')
      expect(problemsOf(error)).toEqual(['contact stage.required', 'budget criterion.big-enough', 'name rule.no-x'])
      expect(
        error.errors?.slice(0, 2).map(({ message }) => [localize(message, 'zh-CN'), localize(message, 'en')]),
      ).toEqual([
        ['「报价」阶段需要填写「联系人」。', 'The stage “quote” needs “联系人”.'],
        ['预算至少 1,000，客户未被停用', 'At least 1,000, for a customer who is not blocked'],
      ])
      expect(await count(deals, 'deal')).toBe(0)
      expect(await make(deals, 'deal', { stage: 'quote', ...ready })).toMatchObject({ stage: 'quote', chance: 0.5 })
    }))

  test('may not begin at a stage of another set, nor take a time of its own', () =>
    withDeals(async (deals) => {
      expect(problemsOf(await refusal(make(deals, 'deal', { stage: 'notice' })))).toEqual(['stage stage.foreign'])
      expect(problemsOf(await refusal(make(deals, 'deal', { stageSince: '2026-01-01T00:00:00Z' })))).toEqual([
        'stageSince field.read_only',
      ])
    }))
})

describe('a move', () => {
  test('asks for fields and criteria, lookups included, and is written with what is given along', () =>
    withDeals(async (deals) => {
      const blocked = await make(deals, 'customer', { level: 'blocked' })
      const deal = await make(deals, 'deal', { customer: blocked.id })

      expect(problemsOf(await refused(deals, deal.id, { stage: 'quote' }))).toEqual([
        'budget stage.required',
        'contact stage.required',
        'budget criterion.big-enough',
      ])
      expect(problemsOf(await refused(deals, deal.id, { stage: 'quote', ...ready }))).toEqual([
        'budget criterion.big-enough',
      ])
      pass(5)
      expect(await change(deals, deal.id, { stage: 'quote', ...ready, customer: null })).toMatchObject({
        stage: 'quote',
        version: 2,
        chance: 0.5,
        stageSince: '2026-03-02T13:00:00.000Z',
      })
    }))

  test('goes only where the stage lets it, and says where', () =>
    withDeals(async (deals) => {
      const deal = await make(deals, 'deal', ready)
      const error = await refused(deals, deal.id, { stage: 'won' })
      expect(error.errors).toEqual([
        {
          path: 'stage',
          code: 'stage.move',
          message: { 'zh-CN': '不能从「线索」推进到「赢单」。', en: 'A record cannot go from “lead” to “won”.' },
          hint: {
            'zh-CN': '从这里可以到：「报价」「丢单」。',
            en: 'From here it may go to “quote”, “lost”.',
          },
        },
      ])
      await change(deals, deal.id, { stage: 'quote' })
      await change(deals, deal.id, { stage: 'lead' })
      await change(deals, deal.id, { stage: 'quote' })
      await change(deals, deal.id, { stage: 'won' })
      const last = await refused(deals, deal.id, { stage: 'lead' })
      expect(last.errors?.[0]?.hint).toEqual({ 'zh-CN': '这个阶段是终点。', en: 'This stage is the last one.' })
      expect(await read(deals, 'deal', deal.id)).toMatchObject({ stage: 'won', chance: 1, version: 5 })
    }))

  test('to lost demands a reason; a stage is not cleared; a probability that is given stays', () =>
    withDeals(async (deals) => {
      const deal = await make(deals, 'deal', ready)
      expect(problemsOf(await refused(deals, deal.id, { stage: 'lost' }))).toEqual(['reason stage.required'])
      expect(problemsOf(await refused(deals, deal.id, { stage: null }))).toEqual(['stage stage.cleared'])
      expect(await change(deals, deal.id, { stage: 'quote', chance: 0.8 })).toMatchObject({ chance: 0.8 })
      expect(await change(deals, deal.id, { stage: 'lost', reason: '价格' })).toMatchObject({ chance: 0 })
    }))

  test('what a stage requires cannot be taken away while the record is in it; a record elsewhere is not asked', () =>
    withDeals(async (deals) => {
      const deal = await make(deals, 'deal', { stage: 'quote', ...ready })
      const other = await make(deals, 'deal', ready)
      expect(problemsOf(await refused(deals, deal.id, { contact: null }))).toEqual(['contact stage.required'])
      expect(await change(deals, deal.id, { budget: 5 })).toMatchObject({ budget: 5, stage: 'quote' })
      expect(await change(deals, other.id, { contact: null })).toMatchObject({ contact: null })
    }))

  test('to another set begins at its first stage, and back at the first of the other', () =>
    withDeals(async (deals) => {
      const deal = await make(deals, 'deal', { stage: 'quote', ...ready })
      pass(1)
      expect(await change(deals, deal.id, { kind: 'renewal' })).toMatchObject({
        stage: 'notice',
        stageSince: '2026-03-02T09:00:00.000Z',
      })
      expect(await change(deals, deal.id, { kind: 'new', stage: 'quote' })).toMatchObject({ stage: 'quote' })
      expect(problemsOf(await refused(deals, deal.id, { kind: 'renewal', stage: 'won' }))).toEqual([
        'stage stage.foreign',
      ])
    }))
})

describe('every writer', () => {
  test('a batch is refused as a whole, a partial one writes the rest', () =>
    withDeals(async (deals) => {
      const { engine, admin } = deals
      const [a, b] = [await make(deals, 'deal', ready), await make(deals, 'deal', {})]
      const request = {
        update: [
          { id: a.id, stage: 'quote' },
          { id: b.id, stage: 'quote' },
        ],
        create: [{ stage: 'lost' }],
      }

      const error = await refusal(engine.records.batch(admin, 'deal', request))
      expect(problemsOf(error).sort()).toEqual([
        'create/0/reason stage.required',
        'update/1/budget criterion.big-enough',
        'update/1/budget stage.required',
        'update/1/contact stage.required',
      ])
      expect(await read(deals, 'deal', a.id)).toMatchObject({ stage: 'lead', version: 1 })

      const answer = await engine.records.batch(admin, 'deal', request, { partial: true })
      expect(answer).toMatchObject({ ok: 1, failed: 2 })
      expect(await read(deals, 'deal', a.id)).toMatchObject({ stage: 'quote', version: 2 })
    }))

  test('a rule before saving that moves a record is judged like anybody else', () =>
    withDeals(async (deals) => {
      const move = { type: 'setFields', config: { values: [{ field: 'stage', value: '"quote"' }] } }
      const trigger = { type: 'beforeSave', when: 'name = "go"' }
      await publish(deals.engine, [workflow('mover', trigger, [move], { object: 'deal' })])
      const deal = await make(deals, 'deal', { contact: '李' })

      expect(problemsOf(await refused(deals, deal.id, { name: 'go' }))).toEqual([
        'budget stage.required',
        'budget criterion.big-enough',
      ])
      expect(await change(deals, deal.id, { name: 'go', budget: 5000 })).toMatchObject({ stage: 'quote', chance: 0.5 })
    }))

  test('a criterion over lines is judged with the lines that are written along', () =>
    withDeals(async (deals) => {
      const deal = await make(deals, 'deal', { kind: 'renewal' })
      expect(problemsOf(await refused(deals, deal.id, { stage: 'renewed' }))).toEqual(['lines criterion.has-lines'])
      expect(problemsOf(await refused(deals, deal.id, { stage: 'renewed', lines: [] }))).toEqual([
        'lines criterion.has-lines',
      ])
      const done = await change(deals, deal.id, { stage: 'renewed', lines: [{ product: '泵' }] })
      expect(done).toMatchObject({ stage: 'renewed', lineCount: 1 })
    }))

  test('a restored record comes back to its stage unasked', () =>
    withDeals(async (deals) => {
      const { engine, admin } = deals
      const deal = await make(deals, 'deal', { stage: 'quote', ...ready })
      await engine.records.remove(admin, 'deal', deal.id)
      pass(3)
      await engine.records.restore(admin, 'deal', deal.id)
      expect(await read(deals, 'deal', deal.id)).toMatchObject({
        stage: 'quote',
        stageSince: '2026-03-02T08:00:00.000Z',
      })
    }))

  test('of two who move the same record at once, the second is judged by where the first has brought it', () =>
    withDeals(async (deals) => {
      const { engine, admin } = deals
      const ids = await Promise.all(
        Array.from({ length: 8 }, async () => (await make(deals, 'deal', { stage: 'quote', ...ready })).id),
      )
      const other = deals.another()

      for (const id of ids) {
        const results = await Promise.allSettled([
          engine.records.update(admin, 'deal', id, { stage: 'won' }),
          other.records.update(admin, 'deal', id, { stage: 'lead' }),
        ])
        const { stage, version } = await read(deals, 'deal', id)
        const both = results.every(({ status }) => status === 'fulfilled')
        // Won first: nobody leaves it. Lead first: won cannot be reached from there.
        expect({ both, version }).toEqual({ both: false, version: 2 })
        expect(['won', 'lead']).toContain(stage)
      }
    }))
})

describe('where a record stands', () => {
  test('is told with the time in each stage and what every move would be refused with, and nothing is written', () =>
    withDeals(async (deals) => {
      const { engine, admin } = deals
      const deal = await make(deals, 'deal', { contact: '李' })
      pass(2)
      await change(deals, deal.id, { stage: 'quote', ...ready })
      pass(3)
      await change(deals, deal.id, { stage: 'lead', contact: null })
      pass(1)

      const { sets } = await engine.records.stages(admin, 'deal', deal.id)

      expect(sets).toMatchObject([
        { key: 'sales', field: 'stage', stage: 'lead', since: '2026-03-02T13:00:00.000Z', movable: true },
      ])
      expect(
        sets[0]?.steps.map(({ stage, kind, days, seconds, visits, allowed, problems }) => [
          [stage, kind, days],
          [seconds / 3600, visits],
          allowed,
          problems.map(({ path, code }) => `${path} ${code}`),
        ]),
      ).toEqual([
        [['lead', 'open', 14], [3, 2], true, []],
        [['quote', 'open', null], [3, 1], true, ['contact stage.required']],
        [['won', 'won', null], [0, 0], false, ['stage stage.move']],
        [['lost', 'lost', null], [0, 0], true, ['reason stage.required']],
      ])
      expect(await read(deals, 'deal', deal.id)).toMatchObject({ version: 3 })
    }))

  test('what is long in its stage is found by a filter, and history does not repeat the time', () =>
    withDeals(async (deals) => {
      const { engine, admin } = deals
      const stalled = await make(deals, 'deal', {})
      pass(24 * 8)
      await make(deals, 'deal', {})

      const filter = 'stageSince < DATEADD(NOW(), -7, "days") and stage in ["lead", "quote"]'
      const page = await engine.records.query(admin, 'deal', { filter, fields: ['name'] })

      expect((JSON.parse(page.recordsJson) as Json[]).map(({ id }) => id)).toEqual([stalled.id])
      const { entries } = await engine.records.history(admin, 'deal', stalled.id, {})
      expect(entries[0]?.changes.map(({ field }) => field)).toEqual(['owner', 'kind', 'stage', 'chance'])
    }))

  test('nobody without a role hears of it', () =>
    withDeals(async (deals) => {
      const deal = await make(deals, 'deal', {})
      expect((await refusal(deals.engine.records.stages(deals.nobody, 'deal', deal.id))).code).toBe(
        'record.unknown_object',
      )
      expect((await refusal(deals.engine.records.stages(deals.admin, 'deal', 'x'))).code).toBe('record.not_found')
    }))
})
