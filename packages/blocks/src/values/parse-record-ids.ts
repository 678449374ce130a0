import type { WireValue } from '@tessera/formula'
import type { JsonSchema, ParseResult } from '@tessera/metadata'
import { nullable } from './nullable.js'
import { parseRecordId, recordIdSchema, recordIdWriteSchema } from './parse-record-id.js'
import { wrongType } from './refuse.js'

/** Most records that a record may be linked to when it is written, and that are read with it. */
export const mostLinks = 500

const listSchema = { type: 'array', items: recordIdWriteSchema, maxItems: mostLinks } as const

/** What may be written: ids, or records as they are read: all of them, or those to add and to remove. */
export function recordIdsWriteSchema({ required }: { readonly required: boolean }): JsonSchema {
  const change = {
    type: 'object',
    additionalProperties: false,
    minProperties: 1,
    properties: { add: listSchema, remove: listSchema },
  }
  return { anyOf: [required ? { ...listSchema, minItems: 1 } : { ...listSchema, type: ['array', 'null'] }, change] }
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

/** Which links a writer adds and takes away, whatever else there is. */
export interface LinkChange {
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

/**
 * The ids of the records a writer refers to, each once, in the order given: `["<id>"]`, or `[{ "id": "<id>", "title": … }]` as a read
 * gave it. None is blank. `{ "add": [...], "remove": [...] }` leaves all others as they are. That they exist is checked in the writing
 * transaction.
 *
 * Errors: `field.type`, `field.format`, `field.too_many`.
 */
export function parseRecordIds(value: unknown): ParseResult {
  if (value === null) return { value: null }
  if (isChange(value)) return parseChange(value)
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

function isChange(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => key === 'add' || key === 'remove')
}

function parseChange({ add = [], remove = [] }: Readonly<Record<string, unknown>>): ParseResult {
  if (!Array.isArray(add) || !Array.isArray(remove)) return wrongType('recordIds')
  const [added, removed] = [parseRecordIds(add), parseRecordIds(remove)]
  if ('problem' in added) return added
  if ('problem' in removed) return removed
  const change: LinkChange = {
    add: (added.value ?? []) as readonly string[],
    remove: (removed.value ?? []) as readonly string[],
  }
  return { value: change as unknown as WireValue }
}

/** A cell holds ids, separated by commas, semicolons or blanks; finding records by title is the importer's work. */
export function importRecordIds(cell: string): ParseResult {
  return parseRecordIds(cell.split(/[,，、;；\s]+/).filter((id) => id !== ''))
}
