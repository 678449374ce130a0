import { findTextFault } from '@tessera/metadata'
import type { SqlFragment } from '@tessera/formula'
import { readsEverywhere } from '../access/access.js'
import type { Access } from '../access/access.js'
import type { CatalogObject } from '../catalog/catalog.js'
import { normalizeSearch } from '../search/normalize-search.js'
import { isSearched } from '../search/searched-fields.js'
import type { RowSource } from '../sql/rows.js'
import { titleText } from '../sql/title-text.js'
import { join, slot } from '../storage/statement.js'
import { bound } from './read-statement.js'
import { invalidParameter } from './refuse-query.js'

const longestSearch = 100

/**
 * The words of a search text as search compares them, all of which must be found; full-width spaces part words too.
 * Errors: request.invalid_parameter.
 */
export function searchWords(search: string): readonly string[] {
  const words = [...new Set(normalizeSearch(search).split(' '))].filter((word) => word !== '')
  if (words.length === 0 || [...search].length > longestSearch || findTextFault(search) !== undefined) {
    throw invalidParameter('search', `1–${longestSearch}`)
  }
  return words
}

/** Slots that carry the words into `wordsInColumns`, as patterns in which nothing of the person's is a wildcard. */
export function wordSlots(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(words.map((word, index) => [`word${index}`, `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`]))
}

/**
 * SQL boolean that needs no search table: each of `count` words is a substring, in any case, of the title or of a searchable
 * field the reader may read. No word is compared across two fields.
 */
export function wordsInColumns(object: CatalogObject, access: Access, source: RowSource, count: number): SqlFragment {
  const searched = object.fields.filter(
    (field) => isSearched(field, object.titleField) && readsEverywhere(access, field),
  )
  const texts = searched.map((field) => {
    const value = source.field(field)
    if (field.server.searchSql !== undefined) return field.server.searchSql(value)
    return field.formulaType.kind === 'list' ? join(['array_to_string(', value, ", ' ')"]) : value
  })
  if (!searched.includes(object.titleField) && searchesOtherTitle(object, access)) texts.push(titleText(source))
  const words = Array.from({ length: count }, (_, index) => {
    const found = texts.map((text) => join([text, bound(' ILIKE ?::text', slot(`word${index}`))]))
    return found.length === 0 ? join(['false']) : join(['(', join(found, ' OR '), ')'])
  })
  return join(words, ' AND ')
}

/** True for a title that is searched but is no stored text: that of another record, a number, a formula. */
export function searchesOtherTitle({ titleField }: CatalogObject, access: Access): boolean {
  const isKept = isSearched(titleField, titleField) && titleField.column !== undefined
  return readsEverywhere(access, titleField) && !isKept && titleField.context.options.searchable !== false
}
