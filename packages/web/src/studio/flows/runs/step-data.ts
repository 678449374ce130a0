import { localize, type JsonSchema, type Locale, type Localized } from '@tessera/metadata'
import type { FieldModel, ObjectModel } from '@/model/objects'
import type { FlowWorld } from '../flow-world'

/** One value of what a step was given or gave: with its field it is shown as that field shows it. */
export interface DataRow {
  readonly label: string
  readonly value: unknown
  /** Set: the value is of this field. */
  readonly field?: FieldModel | undefined
  /** Set: the value is one or several records of this object, by id. */
  readonly records?: string | undefined
  /** Set: what it was before. */
  readonly before?: { readonly value: unknown } | undefined
}

/** What ends in `…` because it was long. */
export function isTrimmed(value: unknown): boolean {
  if (typeof value === 'string') return value.length > 1 && value.endsWith('…')
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some((inner) => inner === '…' || isTrimmed(inner))
}

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Published graphs name objects and fields by id, drafts by key. */
export function objectNamed(world: Pick<FlowWorld, 'objects'>, name: unknown): ObjectModel | undefined {
  if (typeof name !== 'string') return undefined
  return world.objects.get(name) ?? [...world.objects.values()].find(({ id }) => id === name)
}

function fieldNamed(object: ObjectModel | undefined, name: unknown): FieldModel | undefined {
  return object?.fields.find(({ key, id }) => key === name || id === name)
}

/** What a step was given: its settings with every formula worked out, in the order of its panel. */
export function inputRows(
  input: unknown,
  type: string,
  flowObject: string | undefined,
  world: FlowWorld,
  locale: Locale,
): readonly DataRow[] {
  if (!isObject(input)) return []
  const schema = world.actions.get(type)?.configSchema
  const properties = (schema?.properties ?? {}) as Readonly<Record<string, JsonSchema>>
  const names = [...new Set([...Object.keys(properties), ...Object.keys(input)])]
  const about = objectNamed(world, input.object) ?? objectNamed(world, flowObject)
  return names.flatMap((name): readonly DataRow[] => {
    const value = input[name]
    if (value === undefined) return []
    const label = titleOf(properties[name], name, locale)
    switch (properties[name]?.['x-input']) {
      case 'values':
        return valueRows(value, about, locale)
      case 'object':
        return [{ label, value: localized(objectNamed(world, value)?.label, locale) ?? value }]
      case 'field':
        return [{ label, value: localized(fieldNamed(about, value)?.label, locale) ?? value }]
      case 'people':
        return [{ label, value, records: 'user' }]
      case 'localized':
        return [{ label, value: isObject(value) ? value[locale] : value }]
      case 'node':
        return []
      default:
        return [{ label, value }]
    }
  })
}

function valueRows(rows: unknown, object: ObjectModel | undefined, locale: Locale): readonly DataRow[] {
  if (!Array.isArray(rows)) return []
  return rows.filter(isObject).map((row) => {
    const field = fieldNamed(object, row.field)
    return { label: localized(field?.label, locale) ?? String(row.field), value: row.value, field }
  })
}

const words = {
  ids: { 'zh-CN': '记录', en: 'Records' },
  people: { 'zh-CN': '通知到', en: 'Notified' },
  skipped: { 'zh-CN': '已跳过（停用）', en: 'Left out (inactive)' },
  status: { 'zh-CN': '状态码', en: 'Status' },
  body: { 'zh-CN': '回应', en: 'Answer' },
  message: { 'zh-CN': '提示', en: 'Message' },
  until: { 'zh-CN': '等到', en: 'Until' },
  result: { 'zh-CN': '结果', en: 'Result' },
  method: { 'zh-CN': '方法', en: 'Method' },
  url: { 'zh-CN': '网址', en: 'Address' },
  title: { 'zh-CN': '标题', en: 'Title' },
  text: { 'zh-CN': '正文', en: 'Text' },
} as const

/** What a step gave: the records it made, found or changed, whom it told, what answered. */
export function outputRows(
  output: unknown,
  flowObject: string | undefined,
  world: FlowWorld,
  locale: Locale,
): readonly DataRow[] {
  if (output === null || output === undefined) return []
  if (!isObject(output)) return [{ label: words.result[locale], value: output }]
  const object = objectNamed(world, output.object)
  const changes = Array.isArray(output.changes) ? output.changes.filter(isObject) : []
  const rest = Object.entries(output).filter(
    ([name, value]) => !['object', 'changes'].includes(name) && !isNothing(value),
  )
  return [
    ...rest.flatMap(([name, value]): readonly DataRow[] => {
      if (name === 'values') return valueRows(value, objectNamed(world, flowObject), locale)
      const label = name in words ? words[name as keyof typeof words][locale] : name
      if (name === 'ids') {
        return [{ label: localized(object?.label, locale) ?? label, value, records: object?.key ?? '' }]
      }
      return [{ label, value, ...(name === 'people' || name === 'skipped' ? { records: 'user' } : {}) }]
    }),
    ...changes.map((change): DataRow => {
      const field = fieldNamed(object, change.field)
      return {
        label: localized(field?.label, locale) ?? String(change.field),
        value: change.to,
        field,
        before: { value: change.from },
      }
    }),
  ]
}

/** A record before and after: the fields that changed first; without a before all that are filled in. */
export function recordRows(
  before: Json | null,
  after: Json | null,
  object: ObjectModel | undefined,
  locale: Locale,
): readonly (DataRow & { readonly isChanged: boolean })[] {
  const fields = object?.fields.filter(({ key, isSystem }) => !isSystem || key === 'owner') ?? []
  const rows = fields.flatMap((field) => {
    const [was, is] = [before?.[field.key] ?? null, after?.[field.key] ?? null]
    const isChanged = before !== null && JSON.stringify(was) !== JSON.stringify(is)
    if (isNothing(was) && isNothing(is)) return []
    return [
      {
        label: localize(field.label, locale),
        value: is,
        field,
        isChanged,
        ...(before === null ? {} : { before: { value: was } }),
      },
    ]
  })
  return [...rows.filter(({ isChanged }) => isChanged), ...rows.filter(({ isChanged }) => !isChanged)]
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

function titleOf(schema: JsonSchema | undefined, name: string, locale: Locale): string {
  return localized(schema?.['x-title'] as Localized | undefined, locale) ?? name
}

function localized(label: Localized | undefined, locale: Locale): string | undefined {
  return label === undefined ? undefined : localize(label, locale)
}
