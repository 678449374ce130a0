import { describe, expect, test } from '@jest/globals'
import type { LayoutDocument, ObjectDocument, ViewDocument, WireDocument } from '@tessera/metadata'
import { objectModel } from '@/model/objects'
import { renamed, type Rename } from './rename-key'

const account: ObjectDocument = {
  ...{ id: 'oa', kind: 'object', key: 'account', label: '客户', titleField: 'name' },
  fields: [
    { id: 'f1', key: 'name', type: 'text', label: '名称' },
    { key: 'level', type: 'select', label: '级别', options: [{ id: 'x1', key: 'vip', label: 'VIP' }] },
    {
      key: 'total',
      type: 'rollup',
      label: '合计',
      relation: 'visit.customer',
      function: 'sum',
      field: 'cost',
      filter: 'cost > 0',
    },
  ],
}
const visit: ObjectDocument = {
  ...{ id: 'ov', kind: 'object', key: 'visit', label: '拜访', titleField: 'name' },
  fields: [
    { id: 'f1', key: 'name', type: 'text', label: '主题' },
    { key: 'customer', type: 'lookup', label: '客户', target: 'account' },
    { key: 'cost', type: 'currency', label: '费用' },
    { key: 'double', type: 'formula', label: '双倍', formula: 'cost * 2 + LEN("cost")' },
  ],
  unique: [{ fields: ['customer', 'cost'] }],
  rules: [{ key: 'r', when: 'customer.level = "vip" and cost > 9', field: 'cost', message: 'x' }],
}
const layout: LayoutDocument = {
  ...{ kind: 'layout', key: 'form', object: 'visit', variant: 'form' },
  sections: [{ items: [{ field: 'cost', visibleWhen: 'customer.name <> blank' }] }],
}
const view: ViewDocument = {
  ...{ kind: 'view', key: 'list', object: 'visit', type: 'table', label: 'v', options: {} },
  ...{ fields: ['name', 'customer.name', 'cost'], sort: ['-cost'], filter: 'cost > 1' },
}
const documents: readonly WireDocument[] = [account, visit, layout, view]
const objects = new Map([account, visit].map((one) => [one.key, objectModel(one)]))
const after = (rename: Rename) =>
  Object.fromEntries(
    renamed(rename, documents, objects).map((one) => [`${one.after.kind} ${one.before.key}`, one.after]),
  )

describe('another key', () => {
  test('of a field is in formulas, rules, uniqueness, roll-ups, layouts and views', () => {
    const found = after({ object: 'visit', field: 'cost', to: 'expense' })

    expect(found['object visit']).toEqual({
      ...visit,
      fields: [
        ...visit.fields.slice(0, 2),
        { ...visit.fields[2], key: 'expense' },
        { ...visit.fields[3], formula: 'expense * 2 + LEN("cost")' },
      ],
      unique: [{ fields: ['customer', 'expense'] }],
      rules: [{ key: 'r', when: 'customer.level = "vip" and expense > 9', field: 'expense', message: 'x' }],
    })
    expect(found['object account']).toMatchObject({ fields: [{}, {}, { field: 'expense', filter: 'expense > 0' }] })
    expect(found['layout form']).toMatchObject({ sections: [{ items: [{ field: 'expense' }] }] })
    expect(found['view list']).toMatchObject({
      fields: ['name', 'customer.name', 'expense'],
      sort: ['-expense'],
      filter: 'expense > 1',
    })
  })

  test('of a field is told from the same key in another module', () => {
    const found = after({ object: 'account', field: 'name', to: 'fullName' })

    expect(found['object account']).toMatchObject({ titleField: 'fullName' })
    expect(found['object visit']).toBeUndefined()
    expect(found['layout form']).toMatchObject({
      sections: [{ items: [{ visibleWhen: 'customer.fullName <> blank' }] }],
    })
    expect(found['view list']).toMatchObject({ fields: ['name', 'customer.fullName', 'cost'] })
  })

  test('of a module is in lookups, roll-ups, layouts and views', () => {
    const found = after({ object: 'visit', to: 'trip' })

    expect(found['object visit']).toEqual({ ...visit, key: 'trip' })
    expect(found['object account']).toMatchObject({ fields: [{}, {}, { relation: 'trip.customer' }] })
    expect([found['layout form'], found['view list']]).toMatchObject([{ object: 'trip' }, { object: 'trip' }])
  })
})
