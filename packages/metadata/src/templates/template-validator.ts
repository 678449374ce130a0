import type { ValidateFunction } from 'ajv/dist/2020.js'
import { createAjv } from '../documents/compile-schema.js'
import { describeSchemaError } from '../documents/describe-schema-error.js'
import { documentSchemas } from '../documents/schemas.gen.js'
import type { FieldProblem } from '../errors/field-problem.js'
import { templateSchemas } from './schemas.gen.js'

/** Schemas refer to each other by the paths of their files; ajv needs a root to resolve them against. */
const schemaRoot = 'tessera://metadata'

const ajv = createAjv()
// Of the schemas of documents they need nothing but the shared pieces.
ajv.addSchema(documentSchemas['common.schema.json'] ?? {}, `${schemaRoot}/documents/schemas/common.schema.json`)
for (const [name, schema] of Object.entries(templateSchemas)) {
  ajv.addSchema(schema, `${schemaRoot}/templates/schemas/${name}`)
}

/** What a schema of `templates/schemas` (`manifest.schema.json`, `scenario.schema.json#/$defs/create`) says against a value. */
export function checkTemplateSchema(schema: string, value: unknown, pointer: string): readonly FieldProblem[] {
  const validate = validatorOf(schema)
  if (validate(value)) return []
  return (validate.errors ?? []).flatMap((error) => describeSchemaError(error, pointer) ?? [])
}

function validatorOf(schema: string): ValidateFunction {
  const validate = ajv.getSchema(`${schemaRoot}/templates/schemas/${schema}`)
  if (validate === undefined) throw new Error(`no template schema ${schema}`)
  return validate
}
