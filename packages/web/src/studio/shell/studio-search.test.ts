import { describe, expect, test } from '@jest/globals'
import type { ObjectDocument, WireDocument } from '@tessera/metadata'
import { objectModel } from '@/model/objects'
import { findables, findIn } from './studio-search'

const visit: ObjectDocument = {
  kind: 'object',
  key: 'visit',
  label: { 'zh-CN': '拜访', en: 'Visit' },
  fields: [
    { key: 'subject', type: 'text', label: '主题' },
    { key: 'customer', type: 'lookup', label: '客户', target: 'account' },
  ],
}
const flow = { kind: 'workflow', key: 'remind', label: '拜访提醒', object: 'visit', active: true, nodes: [], start: '' }
const items = findables(new Map([['visit', objectModel(visit)]]), [visit, flow as unknown as WireDocument])
const found = (typed: string) => findIn(items, typed).map(({ id }) => id)

describe('search in the studio', () => {
  test('finds modules, fields and workflows by their names in both languages, and by keys', () => {
    expect(found('拜访')).toEqual(['module/visit', 'workflow/remind'])
    expect(found('visit')[0]).toBe('module/visit')
    expect(found('subject')).toEqual(['field/visit.subject'])
    expect(found('Blueprint')).toContain('stages/visit')
  })

  test.each([
    ['工作表', 'module/visit'],
    ['表单', 'module/visit'],
    ['Lookup', 'field/visit.customer'],
    ['查找引用', 'field/visit.customer'],
    ['智能助手', 'workflow/remind'],
    ['通讯录', 'page/org'],
    ['操作日志', 'page/audit'],
    ['Credentials', 'page/secrets'],
    ['应用市场', 'page/templates'],
    ['AppExchange', 'page/templates'],
  ])('finds things by what other products call them: %s', (typed, id) => {
    expect(found(typed)).toContain(id)
  })

  test('shows nothing for nothing', () => {
    expect(found('  ')).toEqual([])
    expect(found('zzz')).toEqual([])
  })
})
