import type { AnyProblem, ParseResult } from '@tessera/metadata'

type Expected = Extract<AnyProblem, { readonly code: 'field.type' }>['details']['expected']

/** The value is no JSON value of the right kind. */
export function wrongType(expected: Expected): ParseResult {
  return { problem: { code: 'field.type', details: { expected } } }
}

/** The value is text, as it must be, but not of the right form. */
export function wrongFormat(expected: Expected): ParseResult {
  return { problem: { code: 'field.format', details: { expected } } }
}

/** Nobody writes the field: the system fills it. */
export function readOnly(): ParseResult {
  return { problem: { code: 'field.read_only' } }
}
