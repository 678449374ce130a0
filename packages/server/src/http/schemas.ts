import type { JsonSchema } from '@tessera/metadata'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'

/** Problems of a value; undefined when it fits. */
export type Check = (value: unknown) => readonly ErrorObject[] | undefined

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, verbose: true })
// ajv-formats is CommonJS: under NodeNext its function is the `default` of the namespace.
ajvFormats.default(ajv, ['email', 'date-time', 'uuid'])

/**
 * The check of a JSON Schema (2020-12) of ours. It is compiled when it is first needed: compiling those of all routes
 * would take a fifth of the start. A schema with a mistake throws then; a test compiles them all.
 */
export function compileSchema(schema: JsonSchema): Check {
  let validate: ValidateFunction | undefined
  return (value) => {
    validate ??= ajv.compile(schema)
    return validate(value) ? undefined : (validate.errors ?? [])
  }
}
