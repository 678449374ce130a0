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

      expect(hidden.plan.steps.map((step) => `${step.do} ${step.field}`)).toEqual([
        'hideField cost',
        'hideField withTax',
      ])
      expect(hidden.plan.hazards).toMatchObject([{ id: 'field.hide:visit.cost', severity: 'warn', rows: 1 }])
      expect(without[0]).not.toHaveProperty('cost')
      expect(back.plan.steps.map((step) => `${step.do} ${step.field}`)).toEqual([
        'restoreField cost',
        'restoreField withTax',
      ])
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

  test('a field put back with its id gets its values back; the same key without the id is a new field', async () => {
    await withWorkshop(async ({ put, object, create, records }) => {
      await put(visit)
      await create('visit', { subject: 'a', cost: 7 })
      const before = await object('visit')
      await put({ ...before, fields: before.fields.filter(({ key }) => key === 'subject') })
      const without = await object('visit')
      const fresh = { key: 'cost', type: 'number', label: '新费用' }
      await put({ ...without, fields: [...without.fields, fresh] })
      const blank = await records('visit')
      const old = before.fields.find(({ key }) => key === 'cost')
      const now = await object('visit')
      const back = await put({ ...now, fields: [...now.fields, { ...old, key: 'oldCost' }] })

      expect(blank).toMatchObject([{ cost: null }])
      expect(back.plan.steps).toMatchObject([{ do: 'restoreField', field: 'oldCost' }])
      expect(await records('visit')).toMatchObject([{ cost: null, oldCost: 7 }])
    })
  })

  test('a deleted object put back with its ids gets its records back; its key alone makes a new object', async () => {
    await withWorkshop(async ({ put, publish, object, create, records }) => {
      await put(visit)
      await create('visit', { subject: 'a', cost: 7 })
      const before = await object('visit')
      await publish([{ op: 'delete', kind: 'object', key: 'visit' }])
      await put({ ...visit, key: 'visit' })
      const empty = await records('visit')
      const back = await put({ ...before, key: 'oldVisit' })

      expect(empty).toEqual([])
      expect(back.plan.steps).toMatchObject([{ do: 'restoreObject', object: 'oldVisit' }])
      expect(await records('oldVisit')).toMatchObject([{ subject: 'a', cost: 7 }])
    })
  })

  test('a plan writes nothing and tells what publishing then does', async () => {
    await withWorkshop(async ({ engine, admin, put, hash }) => {
      const changes = [{ op: 'put' as const, document: visit as never }]
      const before = await hash()
      const plan = await engine.changes.plan(admin, { changes })
      const after = await hash()
      const { plan: published } = await put(visit)

      expect(after).toBe(before)
      expect(published).toEqual(plan)
    })
  })
})
