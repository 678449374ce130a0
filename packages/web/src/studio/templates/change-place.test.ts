import { describe, expect, test } from '@jest/globals'
import { localize, type ObjectDocument, type WireDocument } from '@tessera/metadata'
import { placeOfChange } from './change-place'

const account: ObjectDocument = {
  kind: 'object',
  key: 'account',
  label: { 'zh-CN': '客户', en: 'Account' },
  fields: [
    {
      key: 'level',
      type: 'select',
      label: { 'zh-CN': '等级', en: 'Level' },
      options: [{ key: 'a', label: 'A 类' }],
    },
  ],
}
const place = (part: string, property: string, label: string, locale: 'zh-CN' | 'en' = 'zh-CN') =>
  placeOfChange({ kind: 'object', key: 'account', label, part, property }, account, (text) => localize(text, locale))

describe('the place of a change of a template', () => {
  test('names the document, the parts on the way and the property', () => {
    expect(place('fields/level/options/a', 'color', '重点')).toEqual({
      document: '模块「客户」',
      part: '字段「等级」 · 选项「重点」',
      property: '颜色',
    })
    expect(place('fields/level', '', 'Level', 'en')).toEqual({
      document: 'Module “Account”',
      part: 'Field “Level”',
      property: '',
    })
  })

  test('is the document itself where no part is named', () => {
    expect(place('', 'icon', '客户')).toEqual({ document: '模块「客户」', part: '', property: '图标' })
  })

  test('names a list whose members changed places', () => {
    expect(place('fields', 'position', '客户')).toEqual({ document: '模块「客户」', part: '字段', property: '位置' })
  })

  test('calls fields that views and layouts point to by their names', () => {
    const view = { kind: 'view', key: 'hot', label: '重点', object: 'account', fields: ['level'] } as const
    const change = { kind: 'view', key: 'hot', label: '重点', part: 'fields/level', property: '' }
    const fieldLabel = (object: string, field: string) =>
      object === 'account' && field === 'level' ? '等级' : undefined
    expect(
      placeOfChange(change, view as unknown as WireDocument, (text) => localize(text, 'zh-CN'), fieldLabel).part,
    ).toBe('字段「等级」')
  })

  test('goes by keys where the document is not there any more', () => {
    const gone = { kind: 'view', key: 'hot', label: '', part: 'fields/phone', property: '' }
    expect(placeOfChange(gone, undefined, (text) => localize(text, 'zh-CN'))).toEqual({
      document: '视图「hot」',
      part: '字段「phone」',
      property: '',
    })
  })
})
