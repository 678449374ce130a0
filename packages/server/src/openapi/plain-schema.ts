import type { JsonSchema } from '@tessera/metadata'

const single = new Set(['items', 'not', 'if', 'then', 'else', 'additionalProperties', 'contains', 'propertyNames'])
const lists = new Set(['anyOf', 'allOf', 'oneOf', 'prefixItems'])
const maps = new Set(['properties', 'patternProperties', '$defs'])

/**
 * A schema without names of its own (`$schema`, `$id`, `title`), so that generators do not make a type of every field; a
 * title becomes the description where there is none.
 */
export function plainSchema(schema: JsonSchema): JsonSchema {
  const plain: Record<string, unknown> = {}
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === '$schema' || keyword === '$id' || keyword === 'title') continue
    plain[keyword] = plainPart(keyword, value)
  }
  const { title, description } = schema
  if (typeof title === 'string' && description === undefined) plain['description'] = title
  return plain
}

function plainPart(keyword: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (single.has(keyword)) return plainSchema(value as JsonSchema)
  if (lists.has(keyword)) return (value as JsonSchema[]).map(plainSchema)
  if (!maps.has(keyword)) return value
  return Object.fromEntries(
    Object.entries(value as Record<string, JsonSchema>).map(([name, part]) => [name, plainSchema(part)]),
  )
}
