import type { CatalogField } from './catalog.js'

/**
 * What fits into an index. PostgreSQL keeps at most about 2,700 bytes of a row in a B-tree, and a code point takes up to
 * four: longer texts would make every write of such a record fail.
 */
const maxCharacters = 600
const shortText = 60

/** True when texts of these fields always fit into one index together. */
export function fitsIndex(fields: readonly CatalogField[]): boolean {
  return fields.reduce((sum, field) => sum + longestText(field), 0) <= maxCharacters
}

/**
 * SQL of what a uniqueness compares: the columns, or the hash of a text where the texts may be too long to be indexed.
 *
 * Shape: uniqueColumns([customer, note], ({ key }) => `t."${key}"`) → ['t."customer"', 'md5(t."note")']
 */
export function uniqueColumns(
  fields: readonly CatalogField[],
  columnOf: (field: CatalogField) => string,
): readonly string[] {
  if (fitsIndex(fields)) return fields.map(columnOf)
  return fields.map((field) => (longestText(field) > shortText ? `md5(${columnOf(field)})` : columnOf(field)))
}

/** In code points; 0 for what is no text. */
function longestText({ formulaType, context, encrypted }: CatalogField): number {
  // What is sealed is longer than what was: its hash is short.
  if (encrypted) return Infinity
  if (formulaType.kind !== 'text') return 0
  return typeof context.options.maxLength === 'number' ? context.options.maxLength : shortText
}
