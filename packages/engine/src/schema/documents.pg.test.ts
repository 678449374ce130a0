import { expect, test } from '@jest/globals'
import { errorOf, withWorkshop } from './workshop.testing.js'

const account = {
  kind: 'object',
  key: 'account',
  label: '客户',
  fields: [{ key: 'name', type: 'text', label: '名称' }],
}
const deal = {
  kind: 'object',
  key: 'deal',
  label: '商机',
  titleField: 'subject',
  fields: [
    { key: 'subject', type: 'text', label: '主题' },
    { key: 'customer', type: 'lookup', label: '客户', target: 'account' },
    { key: 'stage', type: 'select', label: '阶段', options: [{ key: 'open', label: '进行' }] },
    { key: 'who', type: 'formula', label: '谁', formula: 'customer.name & IF(stage = "open",  "!", "")' },
  ],
  unique: [{ fields: ['subject', 'customer'] }],
}
const view = {
  kind: 'view',
  key: 'mine',
  object: 'deal',
  type: 'table',
  label: '我的',
  fields: ['subject', 'customer.name'],
  filter: 'owner = me',
}

test('documents read as they were written, with ids, keys in place of references and formulas as typed', async () => {
  await withWorkshop(async ({ engine, admin, put }) => {
    await put(account, deal, view)

    const { documents, revision } = await engine.documents.list(admin, { kinds: ['object', 'view'] })
    const read = await engine.documents.get(admin, 'object', 'deal')

    expect(revision).toBe(2)
    expect(documents.map(({ key }) => key).sort()).toEqual(['account', 'deal', 'department', 'mine', 'task', 'user'])
    expect(documents.find(({ key }) => key === 'user')).toMatchObject({ system: true })
    expect(read.document).toMatchObject(deal)
    expect(documents.find(({ key }) => key === 'mine')).toMatchObject(view)
  })
})

test('a document that is put back as it was read changes nothing and makes no revision', async () => {
  await withWorkshop(async ({ put, object }) => {
    await put(account, deal, view)

    const answer = await put(await object('deal'))

    expect(answer).toMatchObject({ revision: 2, plan: { steps: [], hazards: [] } })
  })
})

test('usages of an object and of a field name every place outside, from properties and formulas', async () => {
  await withWorkshop(async ({ engine, admin, put }) => {
    await put(account, deal, view)

    const ofObject = await engine.documents.usages(admin, 'object', 'account')
    const ofField = await engine.documents.usages(admin, 'object', 'account', 'name')
    const unknown = await errorOf(engine.documents.usages(admin, 'object', 'account', 'nothing'))

    expect(ofField.usages.map(({ key, path }) => `${key}${path}`).sort()).toEqual([
      'deal/fields/3/formula',
      'mine/fields/1',
    ])
    expect(ofObject.usages.map(({ key, path }) => `${key}${path}`)).toContain('deal/fields/1/target')
    expect(unknown.code).toBe('document.not_found')
  })
})

test('a setting takes effect with its publish', async () => {
  await withWorkshop(async ({ engine, put }) => {
    await put({
      kind: 'setting',
      key: 'workspace',
      title: '新名',
      timeZone: 'Europe/Berlin',
      locale: 'en',
      currency: 'EUR',
    })

    expect(await engine.workspaces.list()).toEqual([{ key: 'main', title: '新名', timeZone: 'Europe/Berlin' }])
  })
})
