import type { WireValue } from '@tessera/formula'
import type { ParseResult } from '@tessera/metadata'
import { wrongType } from '../../values/refuse.js'

/** Most lines a record may have in one field. */
export const mostLines = 500

/** An array of objects; what is in them the engine reads by the child's own fields. Errors: field.type, field.too_many. */
export function parseLines(value: unknown): ParseResult {
  if (value === null) return { value: null }
  if (!Array.isArray(value) || !value.every(isLine)) return wrongType('lines')
  if (value.length > mostLines)
    return { problem: { code: 'field.too_many', details: { max: mostLines, count: value.length } } }
  return { value: value as WireValue }
}

const isLine = (line: unknown): boolean => typeof line === 'object' && line !== null && !Array.isArray(line)
