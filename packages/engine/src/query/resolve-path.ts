import { makeFieldProblem, nearest } from '@tessera/metadata'
import type { FieldProblem } from '@tessera/metadata'
import type { Access } from '../access/access.js'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import { readableKeys } from './reader-scope.js'

/** As many lookups as a path of the formula language may cross. */
const longestPath = 6

/** The fields of a path as a person wrote it: lookups, then the last field. */
export interface ResolvedPath {
  readonly over: readonly CatalogField[]
  readonly field: CatalogField
}

/**
 * Resolves `customer.level` for a reader. What is unknown, hidden, or behind something that is no lookup comes back as a
 * problem at `parameter`, with a proposal.
 */
export function resolvePath(
  catalog: Catalog,
  access: Access,
  object: CatalogObject,
  text: string,
  parameter: string,
): ResolvedPath | { readonly problem: FieldProblem } {
  const keys = text.split('.')
  const fields: CatalogField[] = []
  let at: CatalogObject | undefined = object
  for (const key of keys.slice(0, longestPath)) {
    const field: CatalogField | undefined = at === undefined || !access.sees(at) ? undefined : at.fieldsByKey.get(key)
    const isUsable = field !== undefined && (field.details === undefined || parameter === 'fields')
    // What is only shown in part is never compared: orders and groups would tell it letter by letter.
    const isOpen = isUsable && (parameter === 'fields' ? access.shows(field) : access.reads(field))
    if (!isOpen) {
      const proposal = nearest(key, readableKeys(access, at))
      return { problem: makeFieldProblem(parameter, 'field.unknown', { key: text, didYouMean: proposal }) }
    }
    fields.push(field)
    at = catalog.objects.get(targetOf(field, parameter) ?? '')
  }
  const field = fields.at(-1)
  if (field === undefined || keys.length > longestPath) {
    return { problem: makeFieldProblem(parameter, 'field.unknown', { key: text }) }
  }
  return { over: fields.slice(0, -1), field }
}

/** Where a path goes on: over a lookup; in what is read also over many records, which have no order of their own. */
function targetOf(field: CatalogField, parameter: string): string | undefined {
  if (isLookup(field)) return field.target
  return parameter === 'fields' ? field.links?.target : undefined
}

/** True for fields that hold another record: they read as {id, title}. `id` holds the record itself and reads as text. */
export function isLookup(field: CatalogField): boolean {
  return field.target !== undefined && field.key !== 'id' && field.column !== undefined
}
