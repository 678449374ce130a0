import { isWideType } from '@tessera/blocks/web'
import type { LayoutDocument, LayoutItem, LayoutSection, Localized } from '@tessera/metadata'
import type { FieldModel, ObjectModel } from '@/model/objects'

/** A field in its place on a form. `id` is unique on the form: a field may stand in several places. */
export interface FormItem {
  readonly id: string
  readonly field: FieldModel
  readonly span: number
  readonly visibleWhen: string | undefined
  readonly requiredWhen: string | undefined
  readonly readOnlyWhen: string | undefined
}

export interface FormSection {
  readonly id: string
  readonly label: Localized | undefined
  readonly columns: number
  readonly visibleWhen: string | undefined
  readonly items: readonly FormItem[]
}

type Variant = LayoutDocument['variant']

const systemSection: Localized = { 'zh-CN': '系统信息', en: 'System' }

/** The published layout of an object that fits best, by the order of `variants`. */
export function layoutOf(
  layouts: readonly LayoutDocument[],
  object: string,
  variants: readonly Variant[],
): LayoutDocument | undefined {
  for (const variant of variants) {
    const found = layouts.find((layout) => layout.object === object && layout.variant === variant)
    if (found !== undefined) return found
  }
  return undefined
}

/** The sections of a layout with today's fields: what the person may not see, and what is gone, is left out. */
export function sectionsOf(layout: LayoutDocument, object: ObjectModel): readonly FormSection[] {
  return layout.sections
    .map((section, index) => sectionOf(section, index, object))
    .filter(({ items }) => items.length > 0)
}

function sectionOf(section: LayoutSection, index: number, object: ObjectModel): FormSection {
  const id = section.id ?? `section-${index}`
  const columns = section.columns ?? 2
  return {
    id,
    label: section.label,
    columns,
    visibleWhen: section.visibleWhen,
    items: section.items.flatMap((item, at) => {
      const field = object.fieldsByKey.get(item.field)
      return field === undefined ? [] : [itemOf(field, columns, item.id ?? `${id}-${at}`, item)]
    }),
  }
}

function itemOf(field: FieldModel, columns: number, id: string, item?: LayoutItem): FormItem {
  return {
    id,
    field,
    span: Math.min(item?.span ?? (isWide(field) ? columns : 1), columns),
    visibleWhen: item?.visibleWhen,
    requiredWhen: item?.requiredWhen,
    readOnlyWhen: item?.readOnlyWhen,
  }
}

/** Long texts need the whole width. */
const isWide = (field: FieldModel): boolean => isWideType(field.type)

function generated(id: string, label: Localized | undefined, fields: readonly FieldModel[]): FormSection {
  const columns = 2
  const items = fields.map((field) => itemOf(field, columns, `${id}-${field.key}`))
  return { id, label, columns, visibleWhen: undefined, items }
}

/** Just these fields, one below the other. */
export function fieldsBelow(fields: readonly FieldModel[], required: ReadonlySet<string>): readonly FormSection[] {
  const items = fields.map((field) => itemOf(field, 1, field.key, undefined))
  const asked = items.map((item) => (required.has(item.field.key) ? { ...item, requiredWhen: 'true' } : item))
  return items.length === 0 ? [] : [{ id: 'main', label: undefined, columns: 1, visibleWhen: undefined, items: asked }]
}

/** The form of an object nobody laid out: everything one may fill in, what is required first, the owner last. */
export function generatedForm(object: ObjectModel): readonly FormSection[] {
  const writable = object.fields.filter((field) => field.isWritable && !field.isSystem)
  const required = writable.filter((field) => field.required || field === object.titleField)
  const rest = writable.filter((field) => !required.includes(field))
  const owner = object.fieldsByKey.get('owner')
  return [generated('main', undefined, [...required, ...rest, ...(owner === undefined ? [] : [owner])])]
}

/** The page of an object nobody laid out: all fields in the order of the document, then who made and changed it. */
export function generatedPage(object: ObjectModel): readonly FormSection[] {
  const own = object.fields.filter((field) => !field.isSystem)
  const system = object.fields.filter((field) => field.isSystem)
  return [generated('main', undefined, own), generated('system', systemSection, system)].filter(
    ({ items }) => items.length > 0,
  )
}

/** What a form shows: the layout for forms, else the one of the record page, else a generated one. */
export function formSections(layouts: readonly LayoutDocument[], object: ObjectModel): readonly FormSection[] {
  const layout = layoutOf(layouts, object.key, ['form', 'page'])
  const sections = layout === undefined ? [] : sectionsOf(layout, object)
  return sections.length > 0 ? sections : generatedForm(object)
}

/** What a record page shows as details. */
export function pageSections(layouts: readonly LayoutDocument[], object: ObjectModel): readonly FormSection[] {
  const layout = layoutOf(layouts, object.key, ['page', 'form'])
  const sections = layout === undefined ? [] : sectionsOf(layout, object)
  return sections.length > 0 ? sections : generatedPage(object)
}
