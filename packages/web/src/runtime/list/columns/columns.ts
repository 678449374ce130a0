import type { FieldDocument } from '@tessera/metadata'
import {
  fieldTypesWeb,
  filtersOf,
  isWideType,
  typeOfValue,
  type FieldTypeWeb,
  type FilterOperator,
  type WebField,
} from '@tessera/blocks/web'
import type { FieldModel, ObjectModel } from '@/model/objects'
import { relatedSource } from '@/model/shown-field'
import { noResults, type FormulaResults } from '../data/formula-results'

export type Objects = ReadonlyMap<string, ObjectModel>

/** What a path over lookups leads to, as a list shows it. */
export interface PathField extends WebField {
  /** The path itself; `key` is the last field's. */
  readonly path: string
  /** Labels of the fields on the way, the last one too. */
  readonly labels: readonly FieldModel['label'][]
  readonly model: FieldModel
  /** Object that has the last field. */
  readonly object: ObjectModel
  readonly look: FieldTypeWeb
}

/** The field at the end of a path; undefined when something on the way is gone or hidden. */
export function fieldAt(
  objects: Objects,
  object: ObjectModel,
  path: string,
  results: FormulaResults = noResults,
): PathField | undefined {
  const steps = path.split('.')
  const labels: FieldModel['label'][] = []
  let here: ObjectModel | undefined = object
  for (const [index, step] of steps.entries()) {
    const model: FieldModel | undefined = here?.fieldsByKey.get(step)
    if (here === undefined || model === undefined) return undefined
    labels.push(model.label)
    if (index === steps.length - 1)
      return { ...shown(objects, here, model, results), path, labels, model, object: here }
    here = model.target === undefined ? undefined : objects.get(model.target)
  }
  return undefined
}

/** A roll-up looks like the field it adds up, a formula like what it gives, each with its own label. */
function shown(
  objects: Objects,
  object: ObjectModel,
  model: FieldModel,
  results: FormulaResults,
): WebField & { readonly look: FieldTypeWeb } {
  const { key, label } = model
  const source = relatedSource(model, objects)
  const from = source === undefined ? undefined : objects.get(source.object)
  if (source !== undefined && from !== undefined) return { ...shown(objects, from, source, results), key, label }
  const document = addedUp(objects, model) ?? results.get(`${object.key}.${key}`) ?? model.document
  return { key, label, type: document.type, document, look: lookOf(document.type) }
}

/** The field a roll-up adds up or picks from, where its values look like that field's. */
function addedUp(objects: Objects, { type, document }: FieldModel): FieldDocument | undefined {
  if (type !== 'rollup' || !['sum', 'min', 'max'].includes(String(document.function))) return undefined
  const [child = ''] = String(document.relation ?? '').split('.')
  const added = objects.get(child)?.fieldsByKey.get(String(document.field ?? ''))
  if (added === undefined || added.type === 'formula' || added.type === 'rollup') return undefined
  return { ...added.document, ...numbers(document) }
}

const numbers = ({ decimals }: FieldDocument): object => (decimals === undefined ? {} : { decimals })

const plain = fieldTypesWeb.get('text')

function lookOf(type: string): FieldTypeWeb {
  const look = fieldTypesWeb.get(type) ?? plain
  if (look === undefined) throw new Error('field types of the browser lack text')
  return look
}

/** A formula's look follows from what it gives; the first value that is not blank tells. */
export function withSample(field: PathField, values: Iterable<unknown>): PathField {
  if (field.type !== 'formula') return field
  for (const value of values) {
    const type = typeOfValue(value)
    if (type !== undefined) return { ...field, look: { ...lookOf(type), text: field.look.text, full: field.look.full } }
  }
  return field
}

/** What lists are narrowed by at a path. */
export function operatorsAt(objects: Objects, object: ObjectModel, results: FormulaResults = noResults) {
  return (path: string): readonly FilterOperator[] | undefined => {
    const field = fieldAt(objects, object, path, results)
    if (field === undefined) return undefined
    if (object.fieldsByKey.get(path)?.isMasked === true) return []
    const filters = field.document.encrypted === true ? filtersOf(field) : field.look.filters
    const target = field.type === 'user' ? 'user' : String(field.document.target ?? '')
    const hasTree = objects.get(target)?.tree !== undefined
    return hasTree || !filters.some(({ isOfTree }) => isOfTree) ? filters : filters.filter(({ isOfTree }) => !isOfTree)
  }
}

/** The operators of all field types, to recognise conditions about fields that are gone. */
export const allOperators: readonly FilterOperator[] = [...fieldTypesWeb.values()].flatMap(({ filters }) => filters)

/** A record's value at a path: lookups read as `{id, title, …}`. */
export function valueAt(record: Readonly<Record<string, unknown>>, path: string): unknown {
  if (!path.includes('.')) return record[path]
  let here: unknown = record
  for (const step of path.split('.')) {
    if (typeof here !== 'object' || here === null) return undefined
    here = (here as Readonly<Record<string, unknown>>)[step]
  }
  return here
}

const systemDefaults = ['owner', 'updatedAt']

/** The columns of a module that has no view yet: its title, the first fields that fit a line, whose it is and when it changed. */
export function defaultFields(object: ObjectModel, most = 10): readonly string[] {
  const title = object.titleField?.key
  const own = object.fields.filter(({ key, type, isSystem }) => !isSystem && key !== title && !isWideType(type))
  const system = object.isSystem ? [] : systemDefaults
  return [...(title === undefined ? [] : [title]), ...own.slice(0, most).map(({ key }) => key), ...system]
}
