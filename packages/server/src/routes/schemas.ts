/** Schemas that several routes share. */
import type { JsonSchema } from '@tessera/metadata'

export const MEGABYTE = 1024 * 1024

/** A body of an ordinary size. */
export const ORDINARY_BODY = { bodyBytes: MEGABYTE } as const
export const NO_BODY = { bodyBytes: 0 } as const

export const emailSchema: JsonSchema = { type: 'string', format: 'email', maxLength: 254 }
export const passwordSchema: JsonSchema = { type: 'string', minLength: 1, maxLength: 1024 }
export const personNameSchema: JsonSchema = { type: 'string', minLength: 1, maxLength: 100, pattern: '\\S' }
export const localeSchema: JsonSchema = { type: 'string', enum: ['zh-CN', 'en'] }
export const keySchema: JsonSchema = { type: 'string', minLength: 1, maxLength: 60 }
export const idSchema: JsonSchema = { type: 'string', minLength: 1, maxLength: 60 }
export const revisionSchema: JsonSchema = { type: 'integer', minimum: 1, maximum: 2_147_483_647 }
export const limitSchema: JsonSchema = { type: 'integer', minimum: 1, maximum: 500 }
/** A cursor carries up to five texts of 255 characters. */
export const cursorSchema: JsonSchema = { type: 'string', minLength: 1, maxLength: 16_000 }
export const nextSchema: JsonSchema = { type: ['string', 'null'] }
export const instantSchema: JsonSchema = { type: 'string', format: 'date-time' }

/** An object schema that allows nothing else. */
export function shape(properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false }
}

/** An object schema of an answer: more properties may be added later. */
export function answerShape(
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties).filter((name) => !optional.includes(name)) }
}

export const userSchema: JsonSchema = answerShape({
  id: { type: 'string', format: 'uuid' },
  name: { type: 'string' },
  email: { type: 'string' },
  locale: localeSchema,
})
