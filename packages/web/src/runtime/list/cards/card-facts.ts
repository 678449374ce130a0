import type { LayoutDocument } from '@tessera/metadata'
import type { PathField } from '../columns/columns'

/** What a card says of a record beside its name. */
export interface CardFacts {
  /** Stands beside the name: the first choice field, usually the stage. */
  readonly tag: PathField | undefined
  /** Up to four, with their labels. */
  readonly facts: readonly PathField[]
}

const mostFacts = 4
const tooLong: ReadonlySet<string> = new Set(['longText', 'url', 'autoNumber'])

/** The fields of the card's layout, where there is one, else the first columns of the view. */
export function cardFacts(
  layout: LayoutDocument | undefined,
  columns: readonly PathField[],
  fieldOf: (path: string) => PathField | undefined,
): CardFacts {
  const [title, ...others] = columns
  const placed = layout?.sections.flatMap(({ items }) => items.map(({ field }) => fieldOf(field))) ?? []
  const own = placed.filter((field): field is PathField => field !== undefined && field.path !== title?.path)
  const fields = own.length > 0 ? own : others.filter(({ type }) => !tooLong.has(type))
  const tag = fields.find(({ type }) => type === 'select')
  return { tag, facts: fields.filter((field) => field !== tag).slice(0, mostFacts) }
}
