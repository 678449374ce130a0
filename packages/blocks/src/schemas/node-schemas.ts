import type { JsonSchema, Texts } from '@tessera/metadata'

/** Pieces of the configuration schemas that several actions share; `x-…` are for the properties panel, see defineAction. */

/** A formula, with the editor that shows it. */
export function formulaSchema(input: 'formula' | 'text', title: Texts, help?: Texts): JsonSchema {
  return {
    type: 'string',
    minLength: 1,
    maxLength: 20_000,
    'x-input': input,
    'x-title': title,
    ...(help === undefined ? {} : { 'x-help': help }),
  }
}

/** The object a node works on. */
export function objectSchema(title: Texts): JsonSchema {
  return { type: 'string', minLength: 1, maxLength: 40, 'x-input': 'object', 'x-title': title }
}

/** Rows of a field and the formula that gives its value. */
export function valuesSchema(title: Texts, help: Texts, minItems = 0): JsonSchema {
  return {
    type: 'array',
    minItems,
    maxItems: 200,
    'x-input': 'values',
    'x-title': title,
    'x-help': help,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['field', 'value'],
      properties: {
        field: { type: 'string', minLength: 1, maxLength: 40 },
        value: { type: 'string', minLength: 1, maxLength: 20_000 },
      },
    },
  }
}
