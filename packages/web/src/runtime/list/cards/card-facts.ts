import { isWideType } from '@tessera/blocks/web'
import type { LayoutDocument } from '@tessera/metadata'
import { layoutOf } from '@/runtime/form/model/form-layout'
import type { PathField } from '../columns/columns'

/** What a card says of a record beside its name. */
export interface CardFacts {
  /** Stands beside the name: the first choice field, usually the stage. */
  readonly tag: PathField | undefined
  /** Up to four, with their labels. */
  readonly facts: readonly PathField[]
}

const mostFacts = 4
const tooLong: ReadonlySet<string> = new Set(['url', 'autoNumber'])

/** The fields that somebody laid out for cards, else those that are the record's key facts; none where nobody did. */
export function laidOutFacts(layouts: readonly LayoutDocument[], object: string): readonly string[] {
  const layout = layoutOf(layouts, object, ['mobileCard', 'keyFacts'])
  return layout?.sections.flatMap(({ items }) => items.map(({ field }) => field)) ?? []
}

/** The fields that were laid out, where there are some, else the first columns of the view. */
export function cardFacts(
  laidOut: readonly string[],
  columns: readonly PathField[],
  fieldOf: (path: string) => PathField | undefined,
): CardFacts {
  const [title, ...others] = columns
  const own = laidOut
    .map(fieldOf)
    .filter((field): field is PathField => field !== undefined && field.path !== title?.path)
  const fields = own.length > 0 ? own : others.filter(({ type }) => !tooLong.has(type) && !isWideType(type))
  const tag = fields.find(({ type }) => type === 'select')
  return { tag, facts: fields.filter((field) => field !== tag).slice(0, mostFacts) }
}
