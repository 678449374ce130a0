import { makeFieldProblem, type FieldProblem } from '../../errors/field-problem.js'
import type { FieldTypeDefinition } from '../../extensions/define-field-type.js'
import { toPointer } from '../../text/json-pointer.js'
import { nearest } from '../../text/nearest.js'
import { compileSchema } from '../compile-schema.js'
import { describeSchemaError } from '../describe-schema-error.js'
import { propertiesOf } from '../fill-defaults.js'
import { documentSchemas } from '../schemas.gen.js'
import type { JsonSchema } from '../../extensions/json-schema.js'
import { textOf, type Part } from './parts.js'

/** Properties every field may have; the schema of objects checks them. */
const commonProperties: ReadonlySet<string> = new Set(Object.keys(propertiesOf(fieldSchema())))

/**
 * The type of a field and the properties that belong to it.
 *
 * Errors: `document.unknown_field_type`; `document.unknown_property` for one the type does not have; and what the type's
 * `optionsSchema` refuses.
 */
export function checkFieldType(
  { path, body }: Part,
  fieldTypes: ReadonlyMap<string, FieldTypeDefinition>,
): readonly FieldProblem[] {
  const name = textOf(body, 'type')
  if (name === undefined) return []
  const definition = fieldTypes.get(name)
  if (definition === undefined) {
    const didYouMean = nearest(name, fieldTypes.keys())
    return [makeFieldProblem(toPointer([...path, 'type']), 'document.unknown_field_type', { name, didYouMean })]
  }
  const known = propertiesOf(definition.optionsSchema)
  const options: Record<string, unknown> = {}
  const problems: FieldProblem[] = []
  for (const [property, value] of Object.entries(body)) {
    if (Object.hasOwn(known, property)) options[property] = value
    else if (!commonProperties.has(property)) {
      const didYouMean = nearest(property, [...Object.keys(known), ...commonProperties])
      const details = { name: property, didYouMean }
      problems.push(makeFieldProblem(toPointer([...path, property]), 'document.unknown_property', details))
    }
  }
  const validate = compileSchema(definition.optionsSchema)
  if (validate(options)) return problems
  const pointer = toPointer(path)
  return [...problems, ...(validate.errors ?? []).flatMap((error) => describeSchemaError(error, pointer) ?? [])]
}

function fieldSchema(): JsonSchema {
  const definitions = documentSchemas['object.schema.json']?.$defs as Readonly<Record<string, JsonSchema>> | undefined
  return definitions?.field ?? {}
}
