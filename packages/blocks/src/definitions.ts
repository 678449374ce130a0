/**
 * @tessera/blocks/definitions: every built-in extension as data, for any environment; one folder each. Field types lie in
 * fields/<name>: `definition.ts` (what it is), `server.ts` (how PostgreSQL keeps it), `examples.ts` (good and bad values:
 * tests, reference, previews). `values/` holds pure pieces that several types share, `storage/` those of their servers'
 * halves. To add a type, copy fields/_template and run `npm run gen`.
 */
import type { FieldTypeDefinition } from '@tessera/metadata'
import { fieldDefinitions } from './definitions.gen.js'

/** Field types by the `type` of field documents. */
export const fieldTypeDefinitions: ReadonlyMap<string, FieldTypeDefinition> = new Map(
  fieldDefinitions.map((definition) => [definition.name, definition]),
)

export { autoNumberPeriod, formatAutoNumber } from './fields/auto-number/number-format.js'
