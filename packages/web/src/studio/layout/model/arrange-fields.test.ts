import { describe, expect, test } from '@jest/globals'
import {
  localize,
  validateDocument,
  type FieldDocument,
  type LayoutDocument,
  type ObjectDocument,
} from '@tessera/metadata'
import { fieldTypeDefinitions } from '@tessera/blocks/definitions'
import { objectModel } from '@/model/objects'
import { arrangedSections, withUnplaced } from './arrange-fields'
import { designedSections, effectiveLayout, layoutKey, variants } from './effective-layout'
import { placedFields, type Sections } from './layout-tree'

const field = (key: string, type: string, label: string, more: object = {}): FieldDocument => ({
  key,
  type,
  label,
  ...more,
})
const document: ObjectDocument = {
  kind: 'object',
  key: 'device',
  label: '设备',
  titleField: 'name',
  fields: [
    field('note', 'longText', '备注'),
    field('name', 'text', '名称'),
    field('serial', 'autoNumber', '编号'),
    field('status', 'select', '状态', { options: [{ key: 'a', label: 'A' }], required: true }),
    field('contact', 'text', '联系人'),
    field('mobile', 'phone', '电话'),
    field('email', 'email', '邮箱'),
    field('price', 'currency', '价格'),
    field('weight', 'number', '重量'),
    field('boughtOn', 'date', '采购日期'),
  ],
}
const object = objectModel(document)
const shown = (sections: Sections): readonly string[] =>
  sections.map(
    ({ label, items }) =>
      `${label === undefined ? '' : localize(label, 'zh-CN')}: ${items.map((one) => one.field).join(' ')}`,
  )

describe('fields arranged by what they are', () => {
  test('stand in sections of their kind, the title first, what nobody fills in not in the form', () => {
    expect(shown(arrangedSections(object, 'form'))).toEqual([
      '基本信息: name status owner boughtOn',
      '联系方式: contact mobile email',
      '金额与数量: price weight',
      '备注: note',
    ])
  })

  test('the record page has all of them and who made it', () => {
    const page = arrangedSections(object, 'page')

    expect([...placedFields(page)].sort()).toEqual(object.fields.map(({ key }) => key).sort())
    expect(shown(page).at(-1)).toBe('系统信息: createdAt createdBy updatedAt updatedBy')
  })

  test('short variants take the few that matter', () => {
    expect(shown(arrangedSections(object, 'quickForm'))).toEqual([': name status contact mobile email price'])
    expect(shown(arrangedSections(object, 'keyFacts'))).toEqual([': status owner price boughtOn mobile serial'])
    expect(arrangedSections(object, 'mobileCard')[0]?.items).toHaveLength(5)
  })

  test('what stands nowhere yet joins its kind, and what somebody placed stays', () => {
    const own: Sections = [{ label: '联系方式', columns: 1, items: [{ field: 'name' }, { field: 'email' }] }]

    expect(shown(withUnplaced(own, object, 'form'))[0]).toBe('联系方式: name email contact mobile')
    expect(placedFields(withUnplaced(own, object, 'form')).size).toBe(10)
  })

  test('every arrangement is a document that the server accepts', () => {
    for (const variant of variants) {
      const layout = {
        kind: 'layout',
        key: 'deviceForm',
        object: 'device',
        variant,
        sections: arrangedSections(object, variant),
      }
      expect(validateDocument(layout, { fieldTypes: fieldTypeDefinitions })).toEqual([])
    }
  })
})

describe('what a variant shows', () => {
  const page: LayoutDocument = {
    kind: 'layout',
    id: 'l1',
    key: 'devicePage',
    object: 'device',
    variant: 'page',
    sections: [{ id: 's', items: [{ id: 'i', field: 'name' }] }],
  }

  test('its own layout, else the one the runtime takes, without the ids of that one', () => {
    expect(effectiveLayout([page], 'device', 'page').own?.key).toBe('devicePage')
    expect(effectiveLayout([page], 'device', 'form')).toEqual({
      own: undefined,
      inherited: 'page',
      sections: [{ items: [{ field: 'name' }] }],
    })
    expect(effectiveLayout([page], 'device', 'keyFacts').sections).toEqual([])
  })

  test('long texts say that they take the row, cards are one list', () => {
    const sections: Sections = [{ items: [{ field: 'a' }, { field: 'note' }] }, { items: [{ field: 'b' }] }]

    expect(designedSections(sections, 'form', (field) => field === 'note')[0]?.items[1]).toEqual({
      field: 'note',
      span: 2,
    })
    expect(designedSections(sections, 'form')[0]).toBe(sections[0])
    expect(designedSections(sections, 'mobileCard')).toHaveLength(1)
  })

  test('a new one gets a key that is free', () => {
    expect(layoutKey('device', 'form', [])).toBe('deviceForm')
    expect(layoutKey('device', 'page', [page])).toBe('devicePage2')
    expect(layoutKey('d'.repeat(40), 'mobileCard', [])).toHaveLength(40)
  })
})
