import { defineFieldType, type FieldTypeDefinition, type ParseResult, type Texts } from '@tessera/metadata'
import { equalityOperators } from './filter-operators.js'
import { nullable } from './nullable.js'
import { encryptedOption } from './encrypted-option.js'
import { maskedOption } from './masked-option.js'
import { parseText } from './parse-text.js'
import { searchableOption } from './searchable-option.js'
import { wrongFormat } from './refuse.js'

/** A code of fixed form whose last character can be computed from the others. */
export interface CheckedCode {
  readonly name: 'socialCreditCode' | 'idCard'
  readonly title: Texts
  readonly icon: string
  /** Of the code in capitals, without blanks and hyphens. */
  readonly form: RegExp
  /** In characters. */
  readonly length: number
  isValid(code: string): boolean
}

/** Longer texts are refused before they are looked at. */
const longest = 100

/**
 * A field type of such codes. They are kept in capitals, full-width characters as ordinary ones, blanks and hyphens between groups
 * taken out.
 *
 * Errors of its values: those of `parseText`, `field.format`, `field.check_digit`.
 */
export function defineCheckedCode(code: CheckedCode): FieldTypeDefinition {
  const { name, title, icon, length } = code
  return defineFieldType<Record<string, never>>({
    ...{ name, title, icon, group: 'text', kind: 'stored', emptyValue: null, searchable: true },
    optionsSchema: {
      type: 'object',
      additionalProperties: false,
      properties: { ...searchableOption, ...maskedOption, ...encryptedOption },
    },
    formulaType: () => ({ kind: 'text' }),
    parse: (value) => parseCode(value, code),
    importText: (cell) => parseCode(cell, code),
    // Blanks, hyphens and small letters may be sent; what they stand for is checked by `parse`.
    writeSchema: ({ required }) =>
      required
        ? { type: 'string', minLength: length, maxLength: longest }
        : { type: ['string', 'null'], maxLength: longest },
    readSchema: () => nullable({ type: 'string', minLength: length, maxLength: length }),
    filterOperators: equalityOperators,
  })
}

function parseCode(value: unknown, { name, form, isValid }: CheckedCode): ParseResult {
  const parsed = parseText(value, longest)
  if ('problem' in parsed || typeof parsed.value !== 'string') return parsed
  const code = parsed.value.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
  if (code === '') return { value: null }
  if (!form.test(code)) return wrongFormat(name)
  return isValid(code) ? { value: code } : { problem: { code: 'field.check_digit' } }
}
