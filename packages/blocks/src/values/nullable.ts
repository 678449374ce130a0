import type { JsonSchema } from '@tessera/metadata'

/**
 * The schema that also accepts null.
 *
 * Shape: nullable({ type: 'string', maxLength: 9 }) → { type: ['string', 'null'], maxLength: 9 }
 */
export function nullable(schema: JsonSchema): JsonSchema {
  if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] }
  const type = [schema.type, 'null']
  return Array.isArray(schema.enum) ? { ...schema, type, enum: [...schema.enum, null] } : { ...schema, type }
}

/** What may be written: blank too, unless the field is required. */
export function nullableUnlessRequired(schema: JsonSchema, field: { readonly required: boolean }): JsonSchema {
  return field.required ? schema : nullable(schema)
}
