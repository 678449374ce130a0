import { locales, localize, type Locale, type Texts } from '@tessera/metadata'
import type { FieldTypeDefinition } from '@tessera/metadata'
import type { FieldModel } from '@/model/objects'
import { findRank } from '../../find-rank'

/**
 * Words that people bring from other products, by field type: who looks for 流水号 finds 自动编号. The terms of experience.md 5.2.
 */
const aliases: Readonly<Record<string, readonly string[]>> = {
  text: ['文本框', '单行', '组件', '控件'],
  longText: ['多行', '文本域', 'textarea'],
  select: ['下拉', '单选按钮', '状态', '阶段', 'dropdown'],
  multiSelect: ['复选', '多选框'],
  richText: ['富文本', '正文', '编辑器', 'html'],
  tags: ['标签', '关键词', 'labels'],
  lookup: ['关联记录', '关联表单', '查找引用', '关联他表', 'lookup', 'relation'],
  links: ['多对多', '多选关联', '关联多条', 'many to many'],
  anyLookup: ['任意关联', '多态关联', '关联任意模块', 'polymorphic', 'any object'],
  backlinks: ['反向关联', '双向关联', 'inverse'],
  user: ['人员', '成员', '负责人', 'person', 'member'],
  autoNumber: ['流水号', '编号', 'auto number', 'serial'],
  formula: ['计算', '公式', 'vlookup', 'calculation'],
  rollup: ['汇总', 'sumif', '统计', 'rollup'],
  currency: ['货币', '钱', 'money'],
  boolean: ['开关', '勾选', 'checkbox', 'switch'],
  date: ['日历', 'calendar'],
}

const sectionWords = ['分组', '分段', '分栏', '区块', '标签页', '容器', 'section', 'group', 'divider']

/** Something that can be put into a layout. */
export type Insertable =
  | { readonly kind: 'field'; readonly field: FieldModel }
  | { readonly kind: 'section' }
  | {
      readonly kind: 'newField'
      readonly name: string
      readonly type: string | undefined
      readonly typeTitle: Texts | undefined
    }

interface Sources {
  readonly unplaced: readonly FieldModel[]
  readonly types: ReadonlyMap<string, FieldTypeDefinition>
  readonly hasSections: boolean
  readonly canCreate: boolean
}

/** Names a field is found by: its labels, its key, its type and that type's other names. */
export function wordsOfField(field: FieldModel, types: ReadonlyMap<string, FieldTypeDefinition>): readonly string[] {
  const title = types.get(field.type)?.title
  return [
    ...locales.map((locale) => localize(field.label, locale)),
    field.key,
    ...(title === undefined ? [] : [title['zh-CN'], title.en]),
    ...(aliases[field.type] ?? []),
  ]
}

/**
 * What fits what was typed, best first: fields not placed yet, a section, new fields of the types that go by this word, and a
 * new field of this name.
 */
export function insertables(typed: string, sources: Sources, locale: Locale): readonly Insertable[] {
  const word = typed.trim()
  const fields = sources.unplaced
    .map((field) => ({ field, rank: findRank(word, wordsOfField(field, sources.types)) }))
    .filter((one): one is { field: FieldModel; rank: number } => one.rank !== undefined)
    .sort((a, b) => a.rank - b.rank)
    .map(({ field }): Insertable => ({ kind: 'field', field }))
  const section: readonly Insertable[] =
    sources.hasSections && findRank(word, sectionWords) !== undefined ? [{ kind: 'section' }] : []
  if (word === '' || !sources.canCreate) return [...fields, ...section]
  const types = [...sources.types.values()].filter(({ name, title }) => {
    const rank = findRank(word, [title['zh-CN'], title.en, ...(aliases[name] ?? [])])
    return rank !== undefined && rank <= 1
  })
  const ofType = types.map(({ name, title }): Insertable => ({
    kind: 'newField',
    name: title[locale],
    type: name,
    typeTitle: title,
  }))
  return [...fields, ...section, { kind: 'newField', name: word, type: undefined, typeTitle: undefined }, ...ofType]
}
