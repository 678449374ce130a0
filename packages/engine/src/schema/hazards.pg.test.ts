import { describe, expect, test } from '@jest/globals'
import type { Hazard } from '@tessera/metadata'
import { errorOf, hazardsOf, withWorkshop } from './workshop.testing.js'
import type { ObjectDraft, Workshop } from './workshop.testing.js'

const account = {
  kind: 'object',
  key: 'account',
  label: '客户',
  fields: [{ key: 'name', type: 'text', label: '名称' }],
}

const visit = {
  kind: 'object',
  key: 'visit',
  label: '拜访',
  fields: [
    { key: 'subject', type: 'text', label: '主题' },
    { key: 'cost', type: 'number', label: '费用', decimals: 4 },
    { key: 'customer', type: 'lookup', label: '客户', target: 'account' },
    {
      key: 'status',
      type: 'select',
      label: '状态',
      options: [
        { key: 'planned', label: '计划' },
        { key: 'done', label: '完成' },
        { key: 'lost', label: '取消' },
      ],
    },
    { key: 'half', type: 'formula', label: '一半', formula: 'cost / 2' },
  ],
}

async function fill({ put, create }: Workshop): Promise<void> {
  await put(account, visit)
  const [customer] = await create('account', { name: '天工' })
  await create(
    'visit',
    { subject: '一', cost: 1.2345, status: 'planned', customer },
    { subject: '二', cost: 2, status: 'planned' },
    { subject: '二', status: 'done' },
  )
}

/** The hazards of putting a changed object, by plan; nothing is written. */
async function hazardsAfter(
  workshop: Workshop,
  change: (draft: ObjectDraft) => void,
  key = 'visit',
): Promise<readonly Hazard[]> {
  const draft = await workshop.object(key)
  change(draft)
  const plan = await workshop.engine.changes.plan(workshop.admin, {
    changes: [{ op: 'put', document: draft as never }],
  })
  return plan.hazards
}

const field = (draft: ObjectDraft, key: string): ObjectDraft['fields'][number] =>
  draft.fields.find((candidate) => candidate.key === key) as ObjectDraft['fields'][number]

describe('hazards of a plan', () => {
  test('a field that becomes required names the records that are blank', async () => {
    await withWorkshop(async (workshop) => {
      await fill(workshop)

      const hazards = await hazardsAfter(workshop, (draft) => (field(draft, 'cost').required = true))

      expect(hazards).toMatchObject([
        { id: 'field.require:visit.cost', severity: 'warn', rows: 1, samples: [{ title: '二' }] },
      ])
    })
  })

  test('a removed option names the records that use it, which keep reading as before, and its key becomes another option', async () => {
    await withWorkshop(async (workshop) => {
      await fill(workshop)
      const draft = await workshop.object('visit')
      const status = field(draft, 'status')
      const options = status.options as { key: string }[]
      status.options = options.filter(({ key }) => key !== 'planned')

      const answer = await workshop.put(draft)
      const again = await workshop.object('visit')
      field(again, 'status').options = [
        ...(field(again, 'status').options as object[]),
        { key: 'planned', label: '新计划' },
      ]
      await workshop.put(again)
      const ids = (field(await workshop.object('visit'), 'status').options as { id: string; key: string }[]).map(
        ({ id }) => id,
      )

      expect(answer.plan.hazards).toMatchObject([{ id: 'option.hide:visit.status', severity: 'warn', rows: 2 }])
      expect(ids.slice(0, 2)).toEqual(['done', 'lost'])
      expect(ids[2]).toMatch(/^planned_/)
      expect((await workshop.records('visit')).map(({ status: value }) => value)).toEqual([
        'planned',
        'planned',
        'done',
      ])
    })
  })

  test('a layout that loses a field is told by the name of the field, not by its id', async () => {
    await withWorkshop(async (workshop) => {
      await fill(workshop)
      const items = [{ field: 'subject' }, { field: 'cost' }]
      await workshop.put({ kind: 'layout', key: 'visitForm', object: 'visit', variant: 'form', sections: [{ items }] })

      const hazards = await hazardsAfter(
        workshop,
        (draft) => (draft.fields = draft.fields.filter(({ key }) => key !== 'cost' && key !== 'half')),
      )

      const block = hazards.find(({ severity }) => severity === 'block')
      expect(block?.message).toMatchObject({ 'zh-CN': expect.stringContaining('「费用」') })
    })
  })

  test('fewer decimals and a shorter text name the values beyond the limit', async () => {
    await withWorkshop(async (workshop) => {
      await fill(workshop)
      await workshop.create('visit', { subject: '很长的主题' })

      const hazards = await hazardsAfter(workshop, (draft) => {
        field(draft, 'cost').decimals = 2
        field(draft, 'subject').maxLength = 3
      })

      expect(hazards.map(({ id, rows, samples }) => [id, rows, samples[0]?.value])).toEqual([
        ['field.shorten:visit.subject', 1, '很长的主题'],
        ['field.shorten:visit.cost', 1, 1.2345],
      ])
    })
  })

  test('renamed keys of object, field and option must be accepted and change nothing in the table', async () => {
    await withWorkshop(async (workshop) => {
      await fill(workshop)
      const draft = await workshop.object('visit')
      draft.key = 'call'
      field(draft, 'cost').key = 'price'
      ;(field(draft, 'status').options as { key: string }[]).forEach((option) => (option.key += 'X'))
      field(draft, 'half').formula = 'price / 2'

      const { plan } = await workshop.put(draft)

      expect(plan.hazards.map(({ id }) => id)).toEqual([
        'key.renamed:visit',
        'key.renamed:visit.cost',
        'key.renamed:visit.status.planned',
        'key.renamed:visit.status.done',
        'key.renamed:visit.status.lost',
      ])
      expect(plan.steps.map((step) => step.do)).toEqual(['metadata'])
      expect((await workshop.records('call'))[0]).toMatchObject({ price: 1.2345, status: 'plannedX', half: 0.61725 })
    })
  })

  test('a formula elsewhere follows a renamed key', async () => {
    await withWorkshop(async (workshop) => {
      await fill(workshop)
      const draft = await workshop.object('account')
      field(draft, 'name').key = 'title1'
      const other = await workshop.object('visit')
      other.fields.push({ key: 'who', type: 'formula', label: '谁', formula: 'customer.name' })
      await workshop.put(other)
      await workshop.put(draft)

      expect(field(await workshop.object('visit'), 'who').formula).toBe('customer.title1')
    })
  })

  test('hiding what a formula of another object reads is blocked, with the place', async () => {
    await withWorkshop(async (workshop) => {
      await fill(workshop)
      const other = await workshop.object('visit')
      other.fields.push({ key: 'who', type: 'formula', label: '谁', formula: 'customer.name' })
      await workshop.put(other)
      const draft = await workshop.object('account')
      draft.fields = [{ key: 'city', type: 'text', label: '城市' }]

      const error = await errorOf(workshop.put(draft))
      const blocks = hazardsOf(error).filter(({ severity }) => severity === 'block')

      expect(error.code).toBe('schema.hazards')
      expect(blocks.map(({ id }) => id)).toEqual(['reference.broken:visit.who'])
      expect(error.plan).toMatchObject({
        usages: [{ kind: 'object', key: 'visit', path: '/fields/5/formula', label: '谁' }],
      })
    })
  })

  test('an object that others look up cannot be hidden alone; together with the lookup it can', async () => {
    await withWorkshop(async (workshop) => {
      await fill(workshop)

      const error = await errorOf(workshop.publish([{ op: 'delete', kind: 'object', key: 'account' }]))
      const draft = await workshop.object('visit')
      draft.fields = draft.fields.filter(({ key }) => key !== 'customer')
      const { plan } = await workshop.publish([
        { op: 'delete', kind: 'object', key: 'account' },
        { op: 'put', document: draft as never },
      ])

      expect(hazardsOf(error).map(({ id }) => id)).toContain('reference.broken:visit.customer')
      expect(plan.hazards.map(({ id }) => id)).toEqual(['object.hide:account', 'field.hide:visit.customer'])
      expect((await errorOf(workshop.records('account'))).status).toBe(404)
    })
  })

  test('duplicates keep a uniqueness from being made; without them it is made and holds', async () => {
    await withWorkshop(async (workshop) => {
      await fill(workshop)
      const unique = [{ fields: ['subject'], message: '主题重复' }]

      const blocked = await hazardsAfter(workshop, (draft) => (draft.unique = unique))
      const pair = await hazardsAfter(workshop, (draft) => (draft.unique = [{ fields: ['subject', 'cost'] }]))
      const draft = await workshop.object('visit')
      draft.unique = [{ fields: ['cost'] }]
      const { plan } = await workshop.put(draft)
      const refused = await errorOf(workshop.engine.records.create(workshop.admin, 'visit', { cost: 2 }))

      expect(blocked).toMatchObject([{ id: 'unique.duplicates:visit.subject', severity: 'block', rows: 2 }])
      expect(pair).toEqual([])
      expect(plan.steps).toMatchObject([{ do: 'addUnique', object: 'visit', field: 'cost', lock: 'short', rows: 3 }])
      expect(refused.status).toBe(409)
    })
  })

  test('text and number fields change within their family at no cost; the values of another family are tried out', async () => {
    await withWorkshop(async (workshop) => {
      await fill(workshop)
      const draft = await workshop.object('visit')
      Object.assign(field(draft, 'subject'), { type: 'longText' })
      Object.assign(field(draft, 'cost'), { type: 'currency' })
      const { plan } = await workshop.put(draft)

      const hazards = await hazardsAfter(workshop, (again) => {
        const cost = field(again, 'cost')
        delete cost.decimals
        delete cost.currency
        cost.type = 'date'
        field(again, 'half').formula = '1'
      })

      expect(plan.steps.map((step) => [step.do, step.field, step.lock])).toEqual([
        ['changeType', 'subject', 'none'],
        ['changeType', 'cost', 'none'],
      ])
      expect(hazards).toMatchObject([{ id: 'field.convert:visit.cost', severity: 'warn', rows: 2 }])
    })
  })

  test('an empty field simply becomes one of another type', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(account)
      await workshop.create('account', { name: 'a' })
      const draft = await workshop.object('account')
      draft.fields.push({ key: 'since', type: 'text', label: '始于' })
      await workshop.put(draft)
      const again = await workshop.object('account')
      field(again, 'since').type = 'date'

      const { plan } = await workshop.put(again)
      await workshop.create('account', { name: 'b', since: '2026-01-31' })

      expect(plan.hazards).toEqual([])
      expect((await workshop.records('account')).map(({ since }) => since)).toEqual([null, '2026-01-31'])
    })
  })

  test('a filled lookup cannot point to another object', async () => {
    await withWorkshop(async (workshop) => {
      await fill(workshop)

      const hazards = await hazardsAfter(workshop, (draft) => (field(draft, 'customer').target = 'visit'))

      expect(hazards).toMatchObject([{ id: 'field.retarget:visit.customer', severity: 'block', rows: 1 }])
    })
  })

  test("a new rule tells which records are against it and stands in nobody's way", async () => {
    await withWorkshop(async (workshop) => {
      await fill(workshop)
      const draft = await workshop.object('visit')
      draft.rules = [
        { key: 'dear', when: 'half >= 1 and customer.name = blank', message: '太贵' },
        { key: 'rising', when: 'cost > old.cost', message: '不能涨价' },
      ]

      const { plan } = await workshop.put(draft)

      expect(plan.hazards).toMatchObject([
        { id: 'rule.violations:visit.dear', severity: 'info', rows: 1, samples: [{ title: '二', reason: '太贵' }] },
      ])
    })
  })

  test('a table takes no more than 1,000 columns in its life', async () => {
    await withWorkshop(async (workshop) => {
      const fields = (start: number, count: number): object[] =>
        Array.from({ length: count }, (_, n) => ({ key: `f${start + n}`, type: 'number', label: 'f' }))
      await workshop.put({ kind: 'object', key: 'wide', label: '宽', fields: fields(0, 600) })
      const draft = await workshop.object('wide')

      const error = await errorOf(
        workshop.put({ ...draft, fields: [...draft.fields.slice(0, 1), ...fields(600, 500)] }),
      )

      expect([error.code, error.status]).toEqual(['schema.too_many_fields', 422])
    })
  })
})
