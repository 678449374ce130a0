import type { JsonSchema, ParseResult } from '@tessera/metadata'
import { nullable } from './nullable.js'
import { wrongFormat, wrongType } from './refuse.js'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const idSchema: JsonSchema = { type: 'string', format: 'uuid' }

/** What may be written: ids, or files as they are read. That a file is named twice no schema can say. */
export function fileIdsWriteSchema(field: { readonly required: boolean }, max: number): JsonSchema {
  const items = { anyOf: [idSchema, { type: 'object', required: ['id'], properties: { id: idSchema } }] }
  return field.required
    ? { type: 'array', items, minItems: 1, maxItems: max }
    : { type: ['array', 'null'], items, maxItems: max }
}

/** What is read: files in the order they were written in, each as uploading it answered. */
export const filesReadSchema: JsonSchema = nullable({
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    required: ['id', 'name', 'type', 'size'],
    properties: { id: idSchema, name: { type: 'string' }, type: { type: 'string' }, size: { type: 'integer' } },
  },
})

/**
 * The ids of the files a writer names, in their order: `["<id>"]`, or `[{ "id": "<id>", "name": … }]` as a read gave it. None is
 * blank. What is said beside the id is not looked at; that the writer may use the files is checked in the writing transaction.
 *
 * Errors: `field.type`, `field.format`, `file.repeated`, `file.too_many`.
 */
export function parseFileIds(value: unknown, max: number): ParseResult {
  if (value === null) return { value: null }
  if (!Array.isArray(value)) return wrongType('fileIds')
  const ids: string[] = []
  for (const member of value as readonly unknown[]) {
    const id = isReadForm(member) ? member.id : member
    if (typeof id !== 'string') return wrongType('fileIds')
    if (!uuid.test(id)) return wrongFormat('fileIds')
    ids.push(id.toLowerCase())
  }
  if (new Set(ids).size < ids.length) return { problem: { code: 'file.repeated' } }
  if (ids.length > max) return { problem: { code: 'file.too_many', details: { max, count: ids.length } } }
  return { value: ids.length === 0 ? null : ids }
}

/** A cell holds ids alone, separated by commas: files are uploaded first. */
export function importFileIds(cell: string, max: number): ParseResult {
  const ids = cell
    .split(/[,，、;；\s]+/)
    .map((id) => id.trim())
    .filter((id) => id !== '')
  return parseFileIds(ids, max)
}

function isReadForm(value: unknown): value is { readonly id: unknown } {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'id')
}
