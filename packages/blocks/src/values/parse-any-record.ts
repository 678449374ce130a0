import type { JsonSchema, ParseResult } from '@tessera/metadata'
import { parseRecordId, recordIdSchema } from './parse-record-id.js'
import { wrongFormat, wrongType } from './refuse.js'

/** A record of one of several objects: `object` is the key of its own. */
export interface AnyRecord {
  readonly object?: string
  readonly id: string
}

const objectSchema: JsonSchema = { type: 'string', minLength: 1, maxLength: 40, pattern: '^[^\\s:]+$' }

/** What is accepted: `{object, id}`, as reads give it with a title, or the id alone. */
export const anyRecordWriteSchema: JsonSchema = {
  anyOf: [
    recordIdSchema,
    { type: 'object', required: ['id'], properties: { object: objectSchema, id: recordIdSchema } },
  ],
}

/** What such a field reads as. */
export const anyRecordReadSchema: JsonSchema = {
  type: ['object', 'null'],
  required: ['object', 'id', 'title'],
  properties: { object: objectSchema, id: recordIdSchema, title: { type: ['string', 'null'] } },
}

/**
 * The record a writer refers to: `{ "object": "account", "id": "<id>" }`, perhaps with the title it was read with, or the id alone:
 * the engine then finds out whose it is. That the field may hold records of the object, and that there is one, is checked when it is written.
 *
 * Errors: `field.type`, `field.format`.
 */
export function parseAnyRecord(value: unknown): ParseResult {
  if (value === null) return { value: null }
  const id = parseRecordId(value)
  if ('problem' in id || typeof id.value !== 'string') return 'problem' in id ? id : wrongType('recordId')
  const object = typeof value === 'object' && 'object' in value ? value.object : undefined
  if (object === undefined) return asValue({ id: id.value })
  if (typeof object !== 'string') return wrongType('anyRecord')
  return isKey(object) ? asValue({ object, id: id.value }) : wrongFormat('anyRecord')
}

/** A cell holds `<object>:<id>`, or the id alone; finding records by title is the importer's work. */
export function importAnyRecord(text: string): ParseResult {
  const cell = text.trim()
  const [, object, id] = /^([^\s:]{1,40})\s*:\s*(.*)$/s.exec(cell) ?? []
  if (object === undefined) return parseAnyRecord(cell === '' ? null : cell)
  return parseAnyRecord({ object, id })
}

/** What such a cell says. */
export function anyRecordCell(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('id' in value)) return ''
  return 'object' in value ? `${String(value.object)}:${String(value.id)}` : String(value.id)
}

const asValue = (record: AnyRecord): ParseResult => ({ value: record })

const isKey = (text: string): boolean => /^[^\s:]{1,40}$/u.test(text) && !/\p{Surrogate}|\0/u.test(text)
