import type { FieldContext, JsonSchema } from '@tessera/metadata'
import { nullable } from './nullable.js'
import type { TextOptions } from './text-options.js'

/** Text without NUL. Halves of surrogate pairs are left to `parse`: patterns that name them are not portable. */
const withoutNul = '^[^\\u0000]*$'

/** JSON Schema of text that may be written; `''` stands for blank, so a required field refuses it. */
export function textWriteSchema(field: FieldContext<TextOptions>, pattern: string = withoutNul): JsonSchema {
  const { maxLength } = field.options
  return field.required
    ? { type: 'string', minLength: 1, maxLength, pattern }
    : { type: ['string', 'null'], maxLength, pattern: pattern === withoutNul ? pattern : `^$|${pattern}` }
}

/** JSON Schema of text as it is read: never ''. */
export function textReadSchema(field: FieldContext<TextOptions>): JsonSchema {
  return nullable({ type: 'string', minLength: 1, maxLength: field.options.maxLength })
}
