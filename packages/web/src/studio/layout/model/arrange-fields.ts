import { isWideType } from '@tessera/blocks/web'
import { localize, type LayoutItem, type LayoutSection, type Texts } from '@tessera/metadata'
import type { FieldModel, ObjectModel } from '@/model/objects'
import { mostFields, type Variant } from './effective-layout'
import { columnsOf, placedFields, type Sections } from './layout-tree'

type Group = 'basic' | 'contact' | 'amounts' | 'relations' | 'dates' | 'notes' | 'system'

const labels: Readonly<Record<Group, Texts>> = {
  basic: { 'zh-CN': '基本信息', en: 'Basics' },
  contact: { 'zh-CN': '联系方式', en: 'Contact' },
  amounts: { 'zh-CN': '金额与数量', en: 'Amounts' },
  relations: { 'zh-CN': '关联与人员', en: 'Relations and people' },
  dates: { 'zh-CN': '时间', en: 'Dates' },
  notes: { 'zh-CN': '备注', en: 'Notes' },
  system: { 'zh-CN': '系统信息', en: 'System' },
}

const groupsByType: Readonly<Record<string, Group>> = {
  phone: 'contact',
  email: 'contact',
  url: 'contact',
  number: 'amounts',
  currency: 'amounts',
  percent: 'amounts',
  formula: 'amounts',
  rollup: 'amounts',
  lookup: 'relations',
  user: 'relations',
  date: 'dates',
  dateTime: 'dates',
  longText: 'notes',
}

const order: readonly Group[] = ['basic', 'contact', 'relations', 'amounts', 'dates', 'notes', 'system']

/** Fields that a variant can show, in the order it shows them when nobody chose. */
export function offeredFields(object: ObjectModel, variant: Variant): readonly FieldModel[] {
  const isFilled = variant === 'form' || variant === 'quickForm'
  const own = object.fields.filter((field) => !field.isSystem && (!isFilled || field.isWritable))
  const title = own.filter((field) => field === object.titleField)
  const required = own.filter((field) => field.required && field !== object.titleField)
  const rest = own.filter((field) => !title.includes(field) && !required.includes(field))
  const owner = object.fieldsByKey.get('owner')
  const system = object.fields.filter((field) => field.isSystem && field !== owner)
  const people = owner === undefined ? [] : [owner]
  return variant === 'page'
    ? [...title, ...required, ...rest, ...people, ...system]
    : [...title, ...required, ...rest, ...people]
}

/**
 * A layout from the fields alone: what belongs together in one section (基本信息, 联系方式, 金额与数量, …), groups of one field go
 * to the first section, long texts take the whole width. Short variants take the first fields in one section.
 */
export function arrangedSections(object: ObjectModel, variant: Variant): Sections {
  const fields = offeredFields(object, variant)
  const most = mostFields(variant)
  if (most !== undefined) return [short(shortList(fields, object, variant).slice(0, most), variant)]
  return grouped(fields)
}

/** The fields that stand nowhere yet, put behind those of their kind. */
export function withUnplaced(sections: Sections, object: ObjectModel, variant: Variant): Sections {
  const placed = placedFields(sections)
  const fresh = offeredFields(object, variant).filter(({ key }) => !placed.has(key))
  if (sections.length === 0) return arrangedSections(object, variant)
  if (mostFields(variant) !== undefined) {
    const [first, ...rest] = sections
    if (first === undefined) return sections
    return [{ ...first, items: [...first.items, ...fresh.map((field) => itemOf(field, columnsOf(first)))] }, ...rest]
  }
  return grouped(fresh).reduce<Sections>((all, group) => joined(all, group), sections)
}

function joined(sections: Sections, group: LayoutSection): Sections {
  const name = localize(group.label ?? '', 'zh-CN')
  const at = sections.findIndex(({ label }) => label !== undefined && localize(label, 'zh-CN') === name)
  if (at === -1) return [...sections, group]
  return sections.map((section, index) =>
    index === at
      ? { ...section, items: [...section.items, ...group.items.map((item) => narrowed(item, columnsOf(section)))] }
      : section,
  )
}

function narrowed(item: LayoutItem, columns: number): LayoutItem {
  return item.span === undefined ? item : { ...item, span: columns }
}

function grouped(fields: readonly FieldModel[]): Sections {
  const groups = new Map<Group, FieldModel[]>(order.map((name) => [name, []]))
  for (const field of fields) groups.get(groupOf(field))?.push(field)
  const contact = groups.get('contact') ?? []
  const basic = groups.get('basic') ?? []
  if (contact.length > 0) {
    // 联系人 and 地址 are texts, but one looks for them beside the phone number.
    const near = basic.filter(({ label }) =>
      /联系人|地址|contact|address/i.test(`${localize(label, 'zh-CN')} ${localize(label, 'en')}`),
    )
    groups.set('contact', [...near, ...contact])
    groups.set(
      'basic',
      basic.filter((field) => !near.includes(field)),
    )
  }
  for (const name of ['contact', 'relations', 'amounts', 'dates'] as const) {
    const members = groups.get(name) ?? []
    if (members.length > 1) continue
    groups.get('basic')?.push(...members)
    groups.set(name, [])
  }
  return order.flatMap((name) => {
    const members = groups.get(name) ?? []
    if (members.length === 0) return []
    return [{ label: labels[name], columns: 2, items: members.map((field) => itemOf(field, 2)) }]
  })
}

function groupOf(field: FieldModel): Group {
  if (field.isSystem && field.key !== 'owner') return 'system'
  return groupsByType[field.type] ?? 'basic'
}

function itemOf({ key, type }: FieldModel, columns: number): LayoutItem {
  return isWideType(type) && columns > 1 ? { field: key, span: columns } : { field: key }
}

function short(fields: readonly FieldModel[], variant: Variant): LayoutSection {
  return variant === 'quickForm'
    ? { columns: 1, items: fields.map(({ key }) => ({ field: key })) }
    : { items: fields.map(({ key }) => ({ field: key })) }
}

/** What is worth a place on a card: not the title (it is there anyway), no long texts, people and states first. */
function shortList(fields: readonly FieldModel[], object: ObjectModel, variant: Variant): readonly FieldModel[] {
  if (variant === 'quickForm') return fields.filter(({ type, required }) => required || !isWideType(type))
  const worth = ['select', 'user', 'currency', 'lookup', 'date', 'phone', 'formula', 'rollup', 'dateTime', 'percent']
  const rank = ({ type }: FieldModel): number => (worth.includes(type) ? worth.indexOf(type) : worth.length)
  return fields
    .filter((field) => field !== object.titleField && !isWideType(field.type))
    .sort((a, b) => rank(a) - rank(b))
}
