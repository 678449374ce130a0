import type { JsonSchema, ParseResult } from '@tessera/metadata'
import { wrongFormat, wrongType } from './refuse.js'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** JSON Schema of a record's id. */
export const recordIdSchema: JsonSchema = { type: 'string', format: 'uuid' }

/** What a lookup accepts: the id, or an object that carries it, as reads give it. */
export const recordIdWriteSchema: JsonSchema = {
  anyOf: [recordIdSchema, { type: 'object', required: ['id'], properties: { id: recordIdSchema } }],
}

/** What a lookup reads as; paths that a query asks for lie beside the title. */
export const recordReadSchema: JsonSchema = {
  type: ['object', 'null'],
  required: ['id', 'title'],
  properties: { id: recordIdSchema, title: { type: ['string', 'null'] } },
}

/**
 * The id of the record a writer refers to, in lower case: `"<id>"`, or `{ "id": "<id>", "title": … }` as a read gave it.
 * That the record exists is checked in the writing statement.
 *
 * Errors: `field.type`, `field.format`.
 */
export function parseRecordId(value: unknown): ParseResult {
  if (value === null) return { value: null }
  const id = isReadForm(value) ? value.id : value
  if (typeof id !== 'string') return wrongType('recordId')
  return uuid.test(id) ? { value: id.toLowerCase() } : wrongFormat('recordId')
}

/** A cell holds the id alone; finding records by title is the importer's work. */
export function importRecordId(text: string): ParseResult {
  const cell = text.trim()
  return parseRecordId(cell === '' ? null : cell)
}

function isReadForm(value: unknown): value is { readonly id: unknown } {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'id')
}
