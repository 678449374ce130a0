import type { JsonSchema } from '@tessera/metadata'
import { idSchema, keySchema, shape } from '../schemas.js'

/** Who gets what somebody holds, as it is sent. */
export const handOverProperties: Readonly<Record<string, JsonSchema>> = {
  handOverTo: idSchema,
  handOver: {
    type: 'array',
    maxItems: 1_000,
    items: shape({ object: keySchema, to: idSchema }, ['object', 'to']),
  },
}

/** How far a hand-over is. */
export const handedOverProperties: Readonly<Record<string, JsonSchema>> = {
  id: { type: 'string' },
  handedOver: { type: 'integer' },
  refused: { type: 'integer' },
  job: { type: ['string', 'null'] },
}
