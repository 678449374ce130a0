import type { LayoutItem, LayoutSection } from '@tessera/metadata'

/** The sections of a layout; what all operations take and give. */
export type Sections = readonly LayoutSection[]

/** Where an item stands, or would be put: before `index` in a section. */
export interface Place {
  readonly section: number
  readonly index: number
}

/**
 * The name of a section or item while it is designed. It stays the same while the part moves and when undo brings it back: the
 * id where the server gave one, else the field it shows (a section: its number among those without id).
 */
export type NodeKey = string

export type LayoutNode =
  | { readonly kind: 'section'; readonly key: NodeKey; readonly section: number; readonly body: LayoutSection }
  | {
      readonly kind: 'item'
      readonly key: NodeKey
      readonly section: number
      readonly index: number
      readonly body: LayoutItem
    }

export const DEFAULT_COLUMNS = 2
export const MOST_COLUMNS = 4

export function columnsOf(section: LayoutSection): number {
  return Math.min(Math.max(section.columns ?? DEFAULT_COLUMNS, 1), MOST_COLUMNS)
}

/** Sections and items in reading order, each with its key. */
export function nodesOf(sections: Sections): readonly LayoutNode[] {
  let unnamed = 0
  const seen = new Map<string, number>()
  return sections.flatMap((body, section): LayoutNode[] => {
    const key = body.id === undefined ? `section/new${unnamed++}` : `section/${body.id}`
    const items = body.items.map((item, index): LayoutNode => {
      const times = (seen.get(item.field) ?? 0) + 1
      seen.set(item.field, times)
      const name = times === 1 ? item.field : `${item.field}~${times}`
      return { kind: 'item', key: `item/${name}`, section, index, body: item }
    })
    return [{ kind: 'section', key, section, body }, ...items]
  })
}

export function nodeOf(sections: Sections, key: NodeKey | undefined): LayoutNode | undefined {
  return key === undefined ? undefined : nodesOf(sections).find((node) => node.key === key)
}

/** The items with these keys, in reading order. */
export function itemsOf(sections: Sections, keys: Iterable<NodeKey>): readonly Extract<LayoutNode, { kind: 'item' }>[] {
  const wanted = new Set(keys)
  return nodesOf(sections).filter(
    (node): node is Extract<LayoutNode, { kind: 'item' }> => node.kind === 'item' && wanted.has(node.key),
  )
}

/** Keys of all fields the layout shows. */
export function placedFields(sections: Sections): ReadonlySet<string> {
  return new Set(sections.flatMap(({ items }) => items.map(({ field }) => field)))
}
