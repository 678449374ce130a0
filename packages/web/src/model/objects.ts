import { linksTarget } from '@tessera/blocks/web'
import type { FieldDocument, Localized, ObjectDocument, ObjectRights } from '@tessera/metadata'
import { isComputedType } from './computed-types'

/** A field as screens know it; system fields (owner, createdAt …) are fields too. */
export interface FieldModel {
  /** Key of the object it is a field of. */
  readonly object: string
  readonly key: string
  readonly id: string
  readonly type: string
  readonly label: Localized
  readonly help: Localized | undefined
  readonly required: boolean
  readonly isSystem: boolean
  /** May this person fill it in? */
  readonly isWritable: boolean
  /** Shown in part: nothing can be ordered, filtered or searched by it. */
  readonly isMasked: boolean
  /** Key of the object a lookup or user field points to. */
  readonly target: string | undefined
  /** Key of the object whose records a field links with, many at a time. */
  readonly links: string | undefined
  /** Keys of the objects its record may be of, where these are several. */
  readonly targets: readonly string[] | undefined
  /** The document of the field, with the properties of its type. */
  readonly document: FieldDocument
}

export interface ObjectModel {
  readonly key: string
  readonly id: string
  readonly label: Localized
  readonly icon: string
  readonly isSystem: boolean
  /** What this person may do with some of its records; undefined: whatever there is. */
  readonly rights: ObjectRights | undefined
  /** The document's fields in its order, system fields behind them. */
  readonly fields: readonly FieldModel[]
  readonly fieldsByKey: ReadonlyMap<string, FieldModel>
  readonly titleField: FieldModel | undefined
  /** The lookup to the record above, where the records form a tree. */
  readonly tree: FieldModel | undefined
  readonly document: ObjectDocument
}

/** Icons of the platform's own objects, which have none in their documents. */
const systemIcons: Readonly<Record<string, string>> = { user: 'users', department: 'building-2', task: 'list-todo' }

const systemFields: readonly (FieldDocument & { writable?: boolean })[] = [
  { key: 'owner', type: 'user', label: { 'zh-CN': '负责人', en: 'Owner' }, writable: true },
  { key: 'createdAt', type: 'dateTime', label: { 'zh-CN': '创建时间', en: 'Created' } },
  { key: 'createdBy', type: 'user', label: { 'zh-CN': '创建人', en: 'Created by' } },
  { key: 'updatedAt', type: 'dateTime', label: { 'zh-CN': '修改时间', en: 'Changed' } },
  { key: 'updatedBy', type: 'user', label: { 'zh-CN': '修改人', en: 'Changed by' } },
]

/** Whether a field has a value to list, filter, sort or compute by: lines of a record are records of their own. */
export const hasValue = ({ type }: Pick<FieldModel, 'type'>): boolean => type !== 'details'

function targetOf(field: FieldDocument): string | undefined {
  if (field.type === 'user') return 'user'
  if (field.type === 'links') return undefined
  return typeof field.target === 'string' ? field.target : undefined
}

function fieldModel(
  object: string,
  field: FieldDocument,
  isSystem: boolean,
  isFilledIn: boolean,
  rights?: Pick<ObjectRights, 'fields'>,
): FieldModel {
  const level = rights?.fields[field.key]
  return {
    object,
    key: field.key,
    id: field.id ?? field.key,
    type: field.type,
    label: field.label,
    help: field.help,
    required: field.required ?? false,
    isSystem,
    isWritable: isFilledIn && level === undefined,
    isMasked: level === 'masked',
    target: targetOf(field),
    links: field.type === 'links' || field.type === 'backlinks' ? linksTarget(field) : undefined,
    targets: field.type === 'anyLookup' ? targetsOf(field) : undefined,
    document: field,
  }
}

const targetsOf = ({ targets }: FieldDocument): readonly string[] =>
  Array.isArray(targets) ? targets.filter((key) => typeof key === 'string') : []

/** Keys of the objects whose records a field holds: one, many of one, or one of several. */
export function pointsTo({
  target,
  links,
  targets,
}: Pick<FieldModel, 'target' | 'links' | 'targets'>): readonly string[] {
  if (targets !== undefined) return targets
  const one = links ?? target
  return one === undefined ? [] : [one]
}

/** What screens need of an object document, published or still a draft. */
export function objectModel(document: ObjectDocument, rights?: ObjectRights): ObjectModel {
  // Since when a record is in its stage is written by the pipeline alone.
  const kept = new Set((document.stages ?? []).map(({ since }) => since))
  const isFilledIn = ({ key, type }: FieldDocument): boolean => !isComputedType(type) && !kept.has(key)
  const own = document.fields.map((field) => fieldModel(document.key, field, false, isFilledIn(field), rights))
  const system = systemFields.map(({ writable = false, ...field }) => fieldModel(document.key, field, true, writable))
  const fields = [...own, ...system]
  const fieldsByKey = new Map(fields.map((field) => [field.key, field]))
  return {
    key: document.key,
    id: document.id ?? document.key,
    label: document.label,
    icon: document.icon ?? systemIcons[document.key] ?? 'table-2',
    isSystem: document.system ?? false,
    rights,
    fields,
    fieldsByKey,
    titleField: fieldsByKey.get(document.titleField ?? '') ?? own[0],
    tree: own.find((field) => field.document.tree === true && field.target === document.key),
    document,
  }
}
