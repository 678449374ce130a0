import { findTextFault } from '@tessera/metadata'
import type { SqlFragment } from '@tessera/formula'
import { readsEverywhere } from '../access/access.js'
import type { Access } from '../access/access.js'
import type { CatalogObject } from '../catalog/catalog.js'
import { isOneNumber, joinedDigits } from '../search/joined-digits.js'
import { normalizeSearch } from '../search/normalize-search.js'
import { isSearched } from '../search/searched-fields.js'
import { escapeLike } from '../search/word-plan.js'
import type { RowSource } from '../sql/rows.js'
import { titleText } from '../sql/title-text.js'
import { join, slot } from '../storage/statement.js'
import type { Slots } from '../storage/statement.js'
import { bound } from './read-statement.js'
import { invalidParameter } from './refuse-query.js'

const longestSearch = 100

/**
 * The words of a search text as search compares them, all of which must be found; full-width spaces part words too. A number typed in
 * groups after its country or area code is one word.
 * Errors: request.invalid_parameter.
 */
export function searchWords(search: string): readonly string[] {
  const normal = normalizeSearch(search)
  const words = isOneNumber(normal) ? [normal] : [...new Set(normal.split(' '))].filter((word) => word !== '')
  if (words.length === 0 || [...search].length > longestSearch || findTextFault(search) !== undefined) {
    throw invalidParameter('search', `1–${longestSearch}`)
  }
  return words
}

/** Slots that carry the words into `wordsInColumns`, as patterns in which nothing of the person's is a wildcard. */
export function wordSlots(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.flatMap((word, index) => {
      const digits = joinedDigits(word)
      const own = [`word${index}`, `%${escapeLike(word)}%`] as const
      return digits === undefined ? [own] : [own, [`digits${index}`, `%${digits}%`] as const]
    }),
  )
}

/**
 * SQL boolean that needs no search table: each word is a substring, in any case, of the title or of a searchable field the reader
 * may read; see `wordSlots`. No word is compared across two fields.
 */
export function wordsInColumns(
  object: CatalogObject,
  access: Access,
  source: RowSource,
  { count, slots }: { readonly count: number; readonly slots: Slots },
): SqlFragment {
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
    const names = [`word${index}`, `digits${index}`].filter((name) => name in slots)
    const found = texts.flatMap((text) => names.map((name) => join([text, bound(' ILIKE ?::text', slot(name))])))
    return found.length === 0 ? join(['false']) : join(['(', join(found, ' OR '), ')'])
  })
  return join(words, ' AND ')
}

/** True for a title that is searched but is no stored text: that of another record, a number, a formula. */
export function searchesOtherTitle({ titleField }: CatalogObject, access: Access): boolean {
  const isKept = isSearched(titleField, titleField) && titleField.column !== undefined
  return readsEverywhere(access, titleField) && !isKept && titleField.context.options.searchable !== false
}
