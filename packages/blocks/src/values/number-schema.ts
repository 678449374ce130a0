import type { JsonSchema } from '@tessera/metadata'
import { numberLimit } from './check-decimal.js'

/**
 * JSON Schema of a number with so many decimals. Decimals above 0 are left to `parse`: `multipleOf: 0.01` refuses 0.07
 * in validators that divide binary fractions.
 */
export function numberSchema(decimals: number): JsonSchema {
  return {
    type: decimals === 0 ? 'integer' : 'number',
    exclusiveMinimum: -numberLimit,
    exclusiveMaximum: numberLimit,
  }
}
