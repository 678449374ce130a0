import { describe, expect, test } from '@jest/globals'
import { errorOf, withWorkshop } from './workshop.testing.js'

const visit = {
  kind: 'object',
  key: 'visit',
  label: { 'zh-CN': '拜访', en: 'Visit' },
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: '主题', required: true },
    { key: 'cost', type: 'currency', label: '费用' },
    { key: 'done', type: 'boolean', label: '完成' },
    { key: 'withTax', type: 'formula', label: '含税', formula: 'ROUND(cost * 1.06, 2)' },
  ],
}

describe('publishing objects and fields', () => {
  test('a new object gets a table, its documents get ids, and records can be written at once', async () => {
    await withWorkshop(async ({ put, object, create, records, drift }) => {
      const { revision, plan } = await put(visit)

      expect(revision).toBe(2)
      expect(plan.steps.map((step) => step.do)).toEqual(['createObject'])
      expect((await object('visit')).fields.every(({ id }) => typeof id === 'string')).toBe(true)
      expect(await drift()).toEqual([])
      await create('visit', { subject: '首访', cost: 100 })
      expect(await records('visit')).toMatchObject([{ subject: '首访', cost: 100, withTax: 106, done: false }])
    })
  })

  test('a hidden field comes back with every value by undo, and an undo can be undone', async () => {
    await withWorkshop(async ({ put, object, create, records, undo }) => {
      await put(visit)
      await create('visit', { subject: 'a', cost: 1.5, done: true }, { subject: 'b' })
      const before = await records('visit')
      const draft = await object('visit')
      draft.fields = draft.fields.filter(({ key }) => key === 'subject' || key === 'done')
      const hidden = await put(draft)
      const without = await records('visit')
      const back = await undo(hidden.revision)
      const after = await records('visit')
      await undo(back.revision)

      expect(hidden.plan.steps.map((step) => `${step.do} ${step.field}`)).toEqual(['hideField cost', 'hideField withTax'])
      expect(hidden.plan.hazards).toMatchObject([{ id: 'field.hide:visit.cost', severity: 'warn', rows: 1 }])
      expect(without[0]).not.toHaveProperty('cost')
      expect(back.plan.steps.map((step) => `${step.do} ${step.field}`)).toEqual(['restoreField cost', 'restoreField withTax'])
      expect(after).toEqual(before)
      expect((await object('visit')).fields.map(({ key }) => key)).toEqual(['subject', 'done'])
    })
  })

  test('a refused publish leaves every byte as it was', async () => {
    await withWorkshop(async ({ engine, admin, put, object, create, hash }) => {
      await put(visit)
      await create('visit', { subject: 'a', cost: 1.5 })
      const before = await hash()
      const draft = await object('visit')
      draft.fields = draft.fields.filter(({ key }) => key === 'subject')

      const error = await errorOf(engine.changes.publish(admin, { changes: [{ op: 'put', document: draft as never }] }))

      expect(error.code).toBe('schema.hazards')
      expect(error.errors).toMatchObject([{ path: 'field.hide:visit.cost', code: 'field.hide' }])
      expect(await hash()).toBe(before)
    })
  })
})
