import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormatsModule from 'ajv-formats'
import type { JsonSchema } from '../extensions/json-schema.js'
import { schemaAnnotations } from '../extensions/schema-annotations.js'
import { documentSchemas } from './schemas.gen.js'

/** The package's types describe its CommonJS form; under NodeNext the function itself is imported. */
const addFormats = addFormatsModule as unknown as (ajv: Ajv2020) => void

/**
 * An ajv with our formats and annotations. All errors are wanted, but a hostile document must not make a list of millions: shapes
 * bound their lists.
 */
export function createAjv(): Ajv2020 {
  const made = new Ajv2020({
    allErrors: true,
    verbose: true,
    discriminator: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
  })
  addFormats(made)
  made.addVocabulary([...schemaAnnotations])
  made.addFormat('time-zone', isTimeZone)
  return made
}

const ajv = createAjv()
for (const [name, schema] of Object.entries(documentSchemas)) ajv.addSchema(schema, name)

/** True for a name of the IANA time zone database that this machine knows. */
function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return /^[A-Za-z]/.test(name)
  } catch {
    return false
  }
}

/** The compiled schema of a file in `schemas/`, compiled when first asked for. */
export function schemaValidator(file: string): ValidateFunction {
  const validate = ajv.getSchema(file)
  if (validate === undefined) throw new Error(`no document schema ${file}`)
  return validate
}

const compiled = new WeakMap<JsonSchema, ValidateFunction>()

/** The compiled form of a schema given as data, compiled once per schema object. */
export function compileSchema(schema: JsonSchema): ValidateFunction {
  const known = compiled.get(schema)
  if (known !== undefined) return known
  const validate = ajv.compile(schema)
  compiled.set(schema, validate)
  return validate
}
