import type { FieldModel, ObjectModel } from './objects'

/**
 * The field a computed one looks like: a roll-up like the field of the child it is taken over (a sum of amounts is an amount),
 * a count like a whole number. Others look like themselves.
 */
export function shownField(field: FieldModel, objects: ReadonlyMap<string, ObjectModel>): FieldModel {
  if (field.type !== 'rollup') return field
  const { document } = field
  const name = String(document.function)
  if (name === 'count' || name === 'countDistinct') {
    return { ...field, type: 'number', document: { ...document, type: 'number', decimals: 0 } }
  }
  const [child = ''] = String(document.relation ?? '').split('.')
  const source = objects.get(child)?.fieldsByKey.get(String(document.field ?? ''))
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
