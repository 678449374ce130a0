import { describe, expect, test } from '@jest/globals'
import { departmentPath, departmentRows, isWithin, type Department } from './department-tree'
import { pastedPeople, personRows } from './pasted-people'

const department = (id: string, parent: string | null): Department => ({
  ...{ id, name: id.toUpperCase(), manager: null },
  parent: parent === null ? null : { id: parent, title: parent },
})
const all = [
  department('a', null),
  department('b', 'a'),
  department('c', 'b'),
  department('d', null),
  department('e', 'gone'),
]
const byId = new Map(all.map((one) => [one.id, one]))

describe('the tree of departments', () => {
  test('shows what is open, and counts people with those below, also of closed ones', () => {
    const rows = departmentRows(
      all,
      new Map([
        ['a', 1],
        ['c', 2],
        ['d', 4],
      ]),
      new Set(['b']),
    )
    expect(rows.map(({ department: { id }, level, people, isOpen }) => [id, level, people, isOpen])).toEqual([
      ['a', 1, 3, true],
      ['b', 2, 2, false],
      ['d', 1, 4, true],
      ['e', 1, 0, true],
    ])
  })

  test('knows the way from the top, and what may not be moved where', () => {
    expect(departmentPath(byId, 'c')).toEqual(['A', 'B', 'C'])
    expect([isWithin(byId, 'c', 'a'), isWithin(byId, 'a', 'c'), isWithin(byId, 'a', 'a')]).toEqual([true, false, true])
  })
})

describe('a pasted list', () => {
  test('with headings is read by them, in whatever order, and unknown ones are left out', () => {
    const list = pastedPeople('工号\t邮箱*\t姓名\t所属部门\t角色\n7\ta@example.com\t甲\t华东/上海\t管理员、销售\n\n')
    expect(list.columns).toEqual([undefined, 'email', 'name', 'department', 'roles'])
    expect(personRows(list)).toEqual([
      { email: 'a@example.com', name: '甲', department: '华东/上海', roles: ['管理员', '销售'] },
    ])
    expect(pastedPeople('Name\tE-mail\tReports to\nX\tx@example.com\ty@example.com').columns).toEqual([
      'name',
      'email',
      'manager',
    ])
  })

  test('without headings is read by what stands in it', () => {
    const list = pastedPeople('甲\t13800138000\ta@example.com\t华东/上海\t销售\n乙\t\tb@example.com\t华东\t总监\n')
    expect(list).toMatchObject({ headings: [], columns: ['name', 'phone', 'email', 'department', 'title'] })
    expect(personRows(list)[1]).toEqual({ name: '乙', email: 'b@example.com', department: '华东', title: '总监' })
  })
})
