import type { FormulaType } from '@tessera/formula'
import type { FieldDocument } from '@tessera/metadata'
import type { Objects } from '../columns/columns'

/** What formula fields give, as the field that looks like it; by `<object>.<field>`. */
export type FormulaResults = ReadonlyMap<string, FieldDocument>

export const noResults: FormulaResults = new Map()

/**
 * Infers what the formula fields of all modules give. The expression language is loaded for it, so it is asked for only where a
 * list is narrowed by a formula.
 */
export async function formulaResults(objects: Objects): Promise<FormulaResults> {
  const { objectTypes } = await import('@/formula/object-types')
  const types = objectTypes(objects)
  const results = new Map<string, FieldDocument>()
  for (const object of objects.values()) {
    for (const field of object.fields) {
      if (field.type !== 'formula') continue
      const result = types.field(object.id, { key: field.key })
      const look = result === undefined ? undefined : lookOf(result.type)
      if (look !== undefined) results.set(`${object.key}.${field.key}`, { ...field.document, ...look })
    }
  }
  return results
}

const plainLooks: Readonly<Record<string, string>> = {
  number: 'number',
  text: 'text',
  boolean: 'boolean',
  date: 'date',
  datetime: 'dateTime',
}

function lookOf(type: FormulaType): Partial<FieldDocument> | undefined {
  if (type.kind === 'option') return { type: 'select', options: type.options.map(({ key, label }) => ({ key, label })) }
  const look = plainLooks[type.kind]
  return look === undefined ? undefined : { type: look }
}
