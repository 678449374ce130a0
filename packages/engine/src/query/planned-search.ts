import type { SqlFragment } from '@tessera/formula'
import { readsEverywhere } from '../access/access.js'
import type { Access } from '../access/access.js'
import type { CatalogObject } from '../catalog/catalog.js'
import { planSlots, SearchConditions, shapeOfPlans } from '../search/search-condition.js'
import { planWord } from '../search/word-plan.js'
import type { WordPlan } from '../search/word-plan.js'
import type { RowSource } from '../sql/rows.js'
import { join } from '../storage/statement.js'
import type { Slots } from '../storage/statement.js'
import { searchesOtherTitle, wordSlots, wordsInColumns } from './search-words.js'

/** How a page's statement looks for words: what decides its text, and what goes into it. */
export interface PlannedSearch {
  /** Searches with the same key have the same text. */
  readonly key: string
  /** How many words. */
  readonly count: number
  /** What the search table is asked; undefined when it cannot be. */
  readonly plans: readonly WordPlan[] | undefined
  /** Where no order is asked for: titles that begin with the words first, then titles that have them, then the others. */
  readonly ranked: boolean
  readonly slots: Slots
  /** By rank, or of all that is found when there are no ranks: whether it is sought among the newest records or by the index. */
  readonly forms: readonly SearchForm[]
}

/** `walk`: record by record in the order of the list, since every few of them are found; `index`: all that are found, then ordered. */
export type SearchForm = 'walk' | 'index'

/**
 * Plans a search for words.
 *
 * @param isFilled the object's search table holds every record
 */
export function planSearch(
  object: CatalogObject,
  access: Access,
  words: readonly string[],
  isFilled: boolean,
): PlannedSearch {
  const { search, titleField } = object
  if (search === undefined || !isFilled || searchesOtherTitle(object, access)) {
    const slots = wordSlots(words)
    return {
      key: Object.keys(slots).join(),
      count: words.length,
      plans: undefined,
      ranked: false,
      slots,
      forms: [],
    }
  }
  const plans = words.map(planWord)
  const codes = search.fields.flatMap(({ field, code }) => (readsEverywhere(access, field) ? [code] : []))
  const ranked = readsEverywhere(access, titleField) && search.fields.some(({ isTitle }) => isTitle)
  const slots = planSlots(plans, codes)
  const forms: readonly SearchForm[] = ranked ? ['index', 'index', 'index'] : ['index']
  return { key: `${ranked} ${shapeOfPlans(plans)}`, count: words.length, plans, ranked, slots, forms }
}

/** The same search in other forms. */
export const inForms = (search: PlannedSearch, forms: readonly SearchForm[]): PlannedSearch => ({
  ...search,
  key: `${search.key} ${forms.join()}`,
  forms,
})

/** ` JOIN <search table> AS x …` where the search table is asked. */
export function searchJoin(object: CatalogObject, search: PlannedSearch | undefined): string {
  return search?.plans === undefined || object.search === undefined
    ? ''
    : `JOIN ${object.search.table} AS x ON x."id" = r."id" `
}

/** The conditions on the search table, for a search that has plans. */
export function conditionsOf(object: CatalogObject, access: Access, { plans }: PlannedSearch): SearchConditions {
  const { search } = object
  if (search === undefined || plans === undefined) throw new Error(`${object.key} has no search table to ask`)
  return new SearchConditions(
    search,
    plans,
    search.fields.every(({ field }) => readsEverywhere(access, field)),
  )
}

/** SQL boolean: the record is found. */
export function searchCondition(
  object: CatalogObject,
  access: Access,
  source: RowSource,
  search: PlannedSearch,
): SqlFragment {
  return search.plans === undefined
    ? join(['(', wordsInColumns(object, access, source, search), ')'])
    : conditionsOf(object, access, search).found('index')
}
