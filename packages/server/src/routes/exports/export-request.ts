import type { JsonSchema } from '@tessera/metadata'
import { filterSchema, pathListSchema, searchSchema, sortSchema } from '../records/record-schemas.js'
import { keySchema, shape } from '../schemas.js'

/** Body of both routes. */
export const exportRequestSchema: JsonSchema = shape(
  {
    object: keySchema,
    format: { type: 'string', enum: ['csv', 'xlsx'] },
    fields: pathListSchema,
    filter: filterSchema,
    sort: sortSchema,
    search: searchSchema,
    forMachines: { type: 'boolean' },
  },
  ['object', 'format'],
)
