import { expect, test } from '@jest/globals'
import { groupSummary } from './group-summary'

test('lines are kept together by document, modules before what is about them', () => {
  const groups = groupSummary([
    { op: 'add', kind: 'layout', key: 'visitForm', label: '表单' },
    { op: 'add', kind: 'object', key: 'visit', field: 'cost', label: '费用' },
    { op: 'hide', kind: 'object', key: 'visit', field: 'note', label: '备注' },
  ])

  expect(groups.map(({ id, lines }) => [id, lines.map(({ op }) => op)])).toEqual([
    ['object/visit', ['add', 'hide']],
    ['layout/visitForm', ['add']],
  ])
})
