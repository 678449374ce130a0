import { describe, expect, test } from '@jest/globals'
import { localize } from '@tessera/metadata'
import { placeInPackage } from './place-in-package'

const content = {
  format: 1,
  documents: [
    {
      kind: 'object',
      key: 'account',
      label: { 'zh-CN': '客户', en: 'Account' },
      fields: [{ key: 'level', label: '等级', options: [{ key: 'a', label: 'A 类' }] }],
    },
    { kind: 'layout', key: 'accountForm' },
  ],
  data: [{ object: 'account', csv: '' }],
  scenarios: [{ key: 'loses', label: '丢单要写原因', steps: [] }],
}
const zh = (path: string, of: unknown = content): string =>
  placeInPackage(path, of, (label) => localize(label, 'zh-CN'))

describe('the place of a problem in a package', () => {
  test.each([
    ['/documents/0', '模块「客户」'],
    ['/documents/0/fields/0/options/0/label', '模块「客户」 · 字段「等级」 · 选项「A 类」 · 名称'],
    ['/documents/1/object', '布局「accountForm」 · 模块'],
    ['/data/0/csv:12:3', '示例数据「account」 · 第 12 行第 3 列'],
    ['/data/0/csv:12', '示例数据「account」 · 第 12 行'],
    ['/scenarios/0/steps/2/values', '验收句「丢单要写原因」 · 第 3 步 · values'],
    ['/manifest/version', '模板信息 · 版本'],
    ['/format', '/format'],
  ])('%s is %s', (path, place) => {
    expect(zh(path)).toBe(place)
  })

  test('is said in English, too', () => {
    const place = placeInPackage('/documents/0/fields/0', content, (label) => localize(label, 'en'))
    expect(place).toBe('Module “Account” · Field “等级”')
  })

  test.each([[null], ['text'], [{ documents: 'none' }], [{ documents: [7] }]])(
    'is shown as well as it can be when the package is %j',
    (of) => {
      expect(zh('/documents/0/fields/0/label', of)).toContain('#0')
    },
  )
})
