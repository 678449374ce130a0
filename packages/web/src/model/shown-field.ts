import type { FieldModel, ObjectModel } from './objects'

/** The field at the end of the path that a field of a related record follows; undefined when something on the way is gone. */
export function relatedSource(
  { object, document }: Pick<FieldModel, 'object' | 'document'>,
  objects: ReadonlyMap<string, ObjectModel>,
): FieldModel | undefined {
  if (typeof document.path !== 'string') return undefined
  let source: FieldModel | undefined
  let at: string | undefined = object
  for (const step of document.path.split('.')) {
    source = objects.get(at ?? '')?.fieldsByKey.get(step)
    at = source?.target
  }
  return source
}

/** A field of a related record with type and properties of where it comes from, under its own name; others as they are. */
export function relatedLook(field: FieldModel, objects: ReadonlyMap<string, ObjectModel>, depth = 0): FieldModel {
  const source = depth > MOST_HOPS ? undefined : relatedSource(field, objects)
  if (source === undefined) return field
  const { type, document, target } = relatedLook(source, objects, depth + 1)
  return { ...field, type, document, target }
}

/** Of fields of related records that come from such fields themselves; a draft may have a circle of them. */
const MOST_HOPS = 20

/**
 * The field a computed one looks like: a roll-up like the field of the child it is taken over (a sum of amounts is an amount),
 * a count like a whole number, one of a related record like the field it comes from. Others look like themselves.
 */
export function shownField(own: FieldModel, objects: ReadonlyMap<string, ObjectModel>): FieldModel {
  const field = relatedLook(own, objects)
  if (field.type !== 'rollup') return field
  const { document } = field
  const name = String(document.function)
  if (name === 'count' || name === 'countDistinct') {
    return { ...field, type: 'number', document: { ...document, type: 'number', decimals: 0 } }
  }
  const [child = ''] = String(document.relation ?? '').split('.')
  const summed = objects.get(child)?.fieldsByKey.get(String(document.field ?? ''))
  const source = summed === undefined ? undefined : relatedLook(summed, objects)
  if (source === undefined || source.type === 'rollup') return field
  const decimals = document.decimals ?? source.document.decimals
  if (source.type === 'formula')
    return decimals === undefined
      ? field
      : { ...field, type: 'number', document: { ...document, type: 'number', decimals } }
  return {
    ...field,
    type: source.type,
    document: { ...source.document, ...(decimals === undefined ? {} : { decimals }) },
  }
}
