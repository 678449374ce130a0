import type { SqlFragment } from '@tessera/formula'
import type { CatalogSearch } from '../catalog/catalog.js'
import { join, raw, slot } from '../storage/statement.js'
import type { Slots } from '../storage/statement.js'
import { marks, spelledPattern } from './search-text.js'
import { escapeLike } from './word-plan.js'
import type { Way, WordPlan } from './word-plan.js'

/**
 * Searches of one shape differ in what the slots hold alone: how many ways each word has, and what each way asks for.
 */
export const shapeOfPlans = (plans: readonly WordPlan[]): string =>
  plans
    .map(({ ways, spelled, digits }) =>
      [ways.title, ways.other, ways.beginning]
        .map((list) =>
          list?.map(({ all, any }) => `${all.length > 0 ? 'a' : ''}${any.length > 0 ? 'o' : ''}`).join('.'),
        )
        .concat(spelled === undefined ? 'x' : 's', digits === undefined ? 'x' : 'd')
        .join('/'),
    )
    .join(' ')

/** What the slots of the conditions hold. `fields`: the readable ones where the reader may not read all. */
export function planSlots(plans: readonly WordPlan[], codes: readonly string[]): Slots {
  const slots: Record<string, unknown> = {}
  plans.forEach(({ word, digits, pattern, spelled, ways }, n) => {
    slots[`s${n}`] = pattern
    slots[`d${n}`] = digits === undefined ? null : `%${digits}%`
    slots[`p${n}`] = spelled ?? null
    slots[`r${n}`] = withinFields(codes, word, digits, spelled !== undefined)
    for (const place of ['title', 'other', 'beginning'] as const) {
      ways[place]?.forEach(({ all, any }, way) => {
        slots[`${place}${n}_${way}a`] = all
        slots[`${place}${n}_${way}o`] = any
      })
    }
  })
  const first = plans[0]
  if (first !== undefined) {
    slots['begins'] = `%${marks.title}${escapeLike(first.word)}%`
    slots['beginsInitials'] = `%${marks.titleInitials}${escapeLike(first.word)}%`
    slots['beginsSpelled'] = `%${marks.titleSyllables}${spelledPattern(first.word)}%`
  }
  return slots
}

/** A regular expression that finds a word in the parts of the given fields alone. */
function withinFields(codes: readonly string[], word: string, digits: string | undefined, isPinyin: boolean): string {
  const plain = word.replaceAll(/[^\p{L}\p{N}]/gu, (character) => `\\${character}`)
  const joined = digits === undefined ? '' : `|${digits}`
  const spelled = isPinyin ? `|${spelledPattern(word).replaceAll('_', '.')}` : ''
  const inside = `[^${marks.field}${marks.endOfTitle}]*`
  return `${marks.field}(?:${codes.join('|')})[${marks.title}${marks.text}]${inside}(?:${plain}${joined}${spelled})`
}

const bound = (sql: string, name: string): SqlFragment => raw(sql, [slot(name) as never])

/** SQL booleans over the row of an object's search table under `x`. */
export class SearchConditions {
  /** @param readsAll the reader may read every field that is searched */
  constructor(
    private readonly search: CatalogSearch,
    private readonly plans: readonly WordPlan[],
    private readonly readsAll: boolean,
  ) {}

  /** Every word is found, in whichever field; see `inTitle`. */
  found(by: 'index' | 'text'): SqlFragment {
    const hasTitle = this.search.fields.some(({ isTitle }) => isTitle)
    const hasOthers = this.search.fields.some(({ isTitle }) => !isTitle)
    const words = this.plans.map((plan, n) => {
      const ways = [
        ...(hasTitle ? [this.#indexed('title', plan.ways.title, n)] : []),
        ...(hasOthers ? [this.#indexed('other', plan.ways.other, n)] : []),
      ]
      const known = by === 'text' || ways.some((way) => way === undefined) ? [] : [or(ways.flatMap((way) => way ?? []))]
      const match = this.readsAll ? matches('x."text"', plan, n) : bound('x."text" ~ ?::text', `r${n}`)
      return and([...known, checked(match)])
    })
    return and(words)
  }

  /**
   * Every word is found in the title, which the reader may read.
   *
   * @param by `text`: of rows that are at hand; the index is not asked
   */
  inTitle(by: 'index' | 'text'): SqlFragment {
    return and(this.plans.map((plan, n) => this.#wordInTitle(plan, n, by)))
  }

  #wordInTitle(plan: WordPlan, n: number, by: 'index' | 'text'): SqlFragment {
    const way = by === 'text' ? undefined : this.#indexed('title', plan.ways.title, n)
    return and([...(way === undefined ? [] : [way]), checked(matches(title, plan, n))])
  }

  /** The title begins with the first word, and has the others; see `inTitle`. */
  beginsTitle(by: 'index' | 'text'): SqlFragment {
    const plan = this.plans[0]
    const way = by === 'text' ? undefined : this.#indexed('beginning', plan?.ways.beginning, 0)
    const begins = ['begins', 'beginsInitials', ...(plan?.spelled === undefined ? [] : ['beginsSpelled'])]
    return and([
      ...(way === undefined ? [] : [way]),
      checked(or(begins.map((name) => bound(`${title} LIKE ?::text`, name)))),
      ...this.plans.slice(1).map((other, n) => this.#wordInTitle(other, n + 1, by)),
    ])
  }

  #indexed(place: string, ways: readonly Way[] | undefined, n: number): SqlFragment | undefined {
    if (ways === undefined) return undefined
    return or(
      ways.map(({ all, any }, way) =>
        and([
          ...(all.length > 0 ? [bound('x."tokens" @> ?::int4[]', `${place}${n}_${way}a`)] : []),
          ...(any.length > 0 ? [bound('x."tokens" && ?::int4[]', `${place}${n}_${way}o`)] : []),
        ]),
      ),
    )
  }
}

function matches(text: string, { spelled, digits }: WordPlan, n: number): SqlFragment {
  const like = (slotName: string): SqlFragment => bound(`${text} LIKE ?::text`, slotName)
  const others = [...(digits === undefined ? [] : [like(`d${n}`)]), ...(spelled === undefined ? [] : [like(`p${n}`)])]
  return others.length === 0 ? like(`s${n}`) : or([like(`s${n}`), ...others])
}

/**
 * A comparison that PostgreSQL expects to hold for every other row. The pieces have told already how many rows there are; what it
 * would guess for LIKE, times that, made it read all of a hundred thousand rows where it needs fifty. And one that no parallel
 * worker may do: starting three sets of them took longer than the search.
 */
const checked = (match: SqlFragment): SqlFragment =>
  join(['CASE WHEN ', match, ' THEN pg_backend_pid() > 0 ELSE false END'])

/** The part of a search text that is of the title. */
const title = `split_part(x."text", E'\\x03', 1)`

const and = (parts: readonly SqlFragment[]): SqlFragment => join(['(', join(parts, ' AND '), ')'])
const or = (parts: readonly SqlFragment[]): SqlFragment => join(['(', join(parts, ' OR '), ')'])
