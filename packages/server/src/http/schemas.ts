import type { JsonSchema } from '@tessera/metadata'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, verbose: true })
// ajv-formats is CommonJS: under NodeNext its function is the `default` of the namespace.
ajvFormats.default(ajv, ['email', 'date-time', 'uuid'])

/** Compiles a JSON Schema (2020-12) of ours; a schema with a mistake throws, so the process does not start. */
export function compileSchema(schema: JsonSchema): ValidateFunction {
  return ajv.compile(schema)
}
