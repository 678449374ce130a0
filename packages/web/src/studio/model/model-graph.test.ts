import { expect, test } from '@jest/globals'
import type { ObjectDocument } from '@tessera/metadata'
import { objectModel, type ObjectModel } from '@/model/objects'
import { freeKey, modelGraph } from './model-graph'

const object = (key: string, fields: ObjectDocument['fields'], system = false): [string, ObjectModel] => [
  key,
  objectModel({
    kind: 'object',
    key,
    label: key,
    system,
    fields: [{ key: 'name', type: 'text', label: '名称' }, ...fields],
  }),
]

const objects = new Map([
  object('account', []),
  object('visit', [
    { key: 'customer', type: 'lookup', label: '客户', target: 'account' },
    { key: 'guide', type: 'user', label: '陪同' },
  ]),
  object('invoice', [{ key: 'order', type: 'lookup', label: '订单', target: 'gone' }]),
  object('user', [], true),
])
const titleOf = ({ key }: ObjectModel) => key

test('lookups are lines from the module that has them', () => {
  const { nodes, relations } = modelGraph(objects, { withSystem: false, text: '', titleOf })

  expect(nodes.map(({ key }) => key)).toEqual(['account', 'visit', 'invoice'])
  expect(relations.map(({ id, isBroken }) => [id, isBroken])).toEqual([
    ['visit.customer', false],
    ['invoice.order', true],
  ])
})

test('people are drawn only when asked for, and what is left out is counted', () => {
  expect(modelGraph(objects, { withSystem: false, text: '', titleOf }).hidden).toBe(1)

  const { relations, hidden } = modelGraph(objects, { withSystem: true, text: '', titleOf })
  expect(relations.map(({ id }) => id)).toContain('visit.guide')
  expect(hidden).toBe(0)
})

test('a search keeps the modules it names and their neighbours', () => {
  const { nodes } = modelGraph(objects, { withSystem: false, text: 'acc', titleOf })

  expect(nodes.map(({ key }) => key)).toEqual(['account', 'visit'])
})

test('a free key counts on without regard to case', () => {
  expect(freeKey('customer', ['name'])).toBe('customer')
  expect(freeKey('customer', ['Customer', 'customer2'])).toBe('customer3')
})

test('links are one line, whichever side has a field', () => {
  const linked = new Map([
    object('person', [{ key: 'projects', type: 'links', label: '项目', target: 'project' }]),
    object('project', [{ key: 'people', type: 'backlinks', label: '联系人', relation: 'person.projects' }]),
  ])

  const { relations } = modelGraph(linked, { withSystem: false, text: '', titleOf })

  expect(relations.map(({ id, to, isMany }) => [id, to, isMany])).toEqual([['person.projects', 'project', true]])
})
