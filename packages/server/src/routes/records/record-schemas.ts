/** Schemas of record routes. The values of records themselves are the engine's to check: their shape is metadata. */
import type { JsonSchema } from '@tessera/metadata'
import { cursorSchema, idSchema, keySchema, limitSchema, MEGABYTE } from '../schemas.js'

export const BATCH_BODY = { bodyBytes: 8 * MEGABYTE } as const
export const QUERY_BODY = { bodyBytes: 256 * 1024 } as const

export const objectParams = { object: keySchema } as const
export const recordParams = { object: keySchema, id: idSchema } as const

/** Values by field key; checked by the engine. */
export const valuesSchema: JsonSchema = { type: 'object' }

/** Lets a save pass that a rule would refuse as a likely duplicate. */
export const duplicatesParameter: Readonly<Record<string, JsonSchema>> = {
  duplicates: { type: 'string', enum: ['accept'] },
}

/** Ids of the records that become part of another one. */
export const mergeIdsSchema: JsonSchema = { type: 'array', items: idSchema, maxItems: 100 }

/** A record as it is read. */
export const recordSchema: JsonSchema = { type: 'object', required: ['id', 'version'] }

export const searchSchema: JsonSchema = { type: 'string', minLength: 1, maxLength: 100 }
export const countSchema: JsonSchema = { type: 'string', enum: ['none', 'estimate', 'exact'] }
export const filterSchema: JsonSchema = { type: 'string', maxLength: 200_000 }
export const pathSchema: JsonSchema = { type: 'string', minLength: 1, maxLength: 400 }
export const pathListSchema: JsonSchema = { type: 'array', items: pathSchema, maxItems: 500 }
export const sortSchema: JsonSchema = { type: 'array', items: pathSchema, maxItems: 100 }

/** Parameters of a list in a query string: lists are separated by commas. */
export const listParameters: Readonly<Record<string, JsonSchema>> = {
  fields: { type: 'string', maxLength: 20_000 },
  filter: filterSchema,
  sort: { type: 'string', maxLength: 4_000 },
  search: searchSchema,
  limit: limitSchema,
  after: cursorSchema,
  count: countSchema,
}
