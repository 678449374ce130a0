import type { JsonSchema, ParseResult } from '@tessera/metadata'
import { nullable } from './nullable.js'
import { parseRecordId, recordIdSchema, recordIdWriteSchema } from './parse-record-id.js'
import { wrongType } from './refuse.js'

/** Most records that a record may be linked to when it is written, and that are read with it. */
export const mostLinks = 500

/** What may be written: ids, or records as they are read. */
export function recordIdsWriteSchema({ required }: { readonly required: boolean }): JsonSchema {
  const items = { type: 'array', items: recordIdWriteSchema, maxItems: mostLinks }
  return required ? { ...items, minItems: 1 } : { ...items, type: ['array', 'null'] }
}

/** What is read: `{id, title}` of each, in the order they were linked. */
export const recordsReadSchema: JsonSchema = nullable({
  type: 'array',
  minItems: 1,
  maxItems: mostLinks,
  items: {
    type: 'object',
    required: ['id', 'title'],
    properties: { id: recordIdSchema, title: { type: ['string', 'null'] } },
  },
})

/**
 * The ids of the records a writer refers to, each once, in the order given: `["<id>"]`, or `[{ "id": "<id>", "title": … }]` as a read
 * gave it. None is blank. That they exist is checked in the writing transaction.
 *
 * Errors: `field.type`, `field.format`, `field.too_many`.
 */
export function parseRecordIds(value: unknown): ParseResult {
  if (value === null) return { value: null }
  if (!Array.isArray(value)) return wrongType('recordIds')
  const ids = new Set<string>()
  for (const member of value as readonly unknown[]) {
    if (member === null) return wrongType('recordIds')
    const parsed = parseRecordId(member)
    if ('problem' in parsed) return parsed
    ids.add(String(parsed.value))
  }
  if (value.length > mostLinks)
    return { problem: { code: 'field.too_many', details: { max: mostLinks, count: value.length } } }
  return { value: ids.size === 0 ? null : [...ids] }
}

/** A cell holds ids, separated by commas, semicolons or blanks; finding records by title is the importer's work. */
export function importRecordIds(cell: string): ParseResult {
  return parseRecordIds(cell.split(/[,，、;；\s]+/).filter((id) => id !== ''))
}
