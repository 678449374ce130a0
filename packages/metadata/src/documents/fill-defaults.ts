import type { JsonSchema } from '../extensions/json-schema.js'

/**
 * The type-specific properties of a field document, with the defaults of the type's `optionsSchema`.
 *
 * Shape: fillDefaults(currency.optionsSchema, { key: 'cost', type: 'currency', decimals: 0 }) →
 *   { decimals: 0, currency: 'CNY' }
 */
export function fillDefaults(
  optionsSchema: JsonSchema,
  field: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const options: Record<string, unknown> = {}
  for (const [name, property] of Object.entries(propertiesOf(optionsSchema))) {
    const value = Object.hasOwn(field, name) ? field[name] : property.default
    if (value !== undefined) options[name] = value
  }
  return options
}

/** Schemas of the properties of an object schema, by name. */
export function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return (schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>
}
