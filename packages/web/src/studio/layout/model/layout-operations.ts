import type { LayoutItem, LayoutSection } from '@tessera/metadata'
import {
  columnsOf,
  itemsOf,
  nodeOf,
  nodesOf,
  placedFields,
  type NodeKey,
  type Place,
  type Sections,
} from './layout-tree'

/** A layout after an operation, and what is selected then. */
export interface Changed {
  readonly sections: Sections
  readonly selection: readonly NodeKey[]
}

/** An item no wider than its section; what is as wide as nothing says nothing. */
function fitted(item: LayoutItem, columns: number): LayoutItem {
  if (item.span === undefined || item.span <= columns) return item
  const { span: _span, ...rest } = item
  return columns === 1 ? rest : { ...rest, span: columns }
}

/** An item's id counts within its section: one that comes from elsewhere is a new item there. */
function unnamed(item: LayoutItem): LayoutItem {
  const { id: _id, ...rest } = item
  return rest
}

function withItems(section: LayoutSection, items: readonly LayoutItem[]): LayoutSection {
  const columns = columnsOf(section)
  return { ...section, items: items.map((item) => fitted(item, columns)) }
}

function atSection(sections: Sections, at: number, to: (section: LayoutSection) => LayoutSection): Sections {
  return sections.map((section, index) => (index === at ? to(section) : section))
}

const keysOf = (sections: Sections, fields: ReadonlySet<string>): readonly NodeKey[] =>
  nodesOf(sections).flatMap((node) => (node.kind === 'item' && fields.has(node.body.field) ? [node.key] : []))

/** A place that exists: without sections the first one is made. */
function ready(sections: Sections, place: Place): { readonly sections: Sections; readonly place: Place } {
  if (sections.length === 0) return { sections: [{ items: [] }], place: { section: 0, index: 0 } }
  const section = Math.min(Math.max(place.section, 0), sections.length - 1)
  const count = sections[section]?.items.length ?? 0
  return { sections, place: { section, index: Math.min(Math.max(place.index, 0), count) } }
}

/** Puts items at a place. Fields that stand in the layout already are left where they are: a field is shown once. */
export function insertItems(given: Sections, at: Place, items: readonly LayoutItem[]): Changed {
  const placed = placedFields(given)
  const fresh = items.filter(
    ({ field }, index) => !placed.has(field) && items.findIndex((one) => one.field === field) === index,
  )
  const { sections, place } = ready(given, at)
  const next = atSection(sections, place.section, (section) =>
    withItems(section, [
      ...section.items.slice(0, place.index),
      ...fresh.map(unnamed),
      ...section.items.slice(place.index),
    ]),
  )
  return { sections: next, selection: keysOf(next, new Set(fresh.map(({ field }) => field))) }
}

/** Moves items, in their reading order, to a place named before the move. */
export function moveItems(sections: Sections, keys: readonly NodeKey[], to: Place): Changed {
  const moved = itemsOf(sections, keys)
  const bodies = moved.map(({ section, body }) => (section === to.section ? body : unnamed(body)))
  const before = moved.filter(({ section, index }) => section === to.section && index < to.index).length
  const rest = removeItems(sections, keys)
  const target = ready(rest, { section: to.section, index: to.index - before })
  const next = atSection(target.sections, target.place.section, (section) =>
    withItems(section, [
      ...section.items.slice(0, target.place.index),
      ...bodies,
      ...section.items.slice(target.place.index),
    ]),
  )
  const set = new Set<LayoutItem['field']>(bodies.map(({ field }) => field))
  return { sections: next, selection: keysOf(next, set) }
}

/** Takes items away; their fields are unplaced again. */
export function removeItems(sections: Sections, keys: readonly NodeKey[]): Sections {
  const gone = itemsOf(sections, keys)
  return sections.map((section, at) => {
    const indexes = new Set(gone.filter((one) => one.section === at).map(({ index }) => index))
    return indexes.size === 0 ? section : { ...section, items: section.items.filter((_, index) => !indexes.has(index)) }
  })
}

/** Puts a section before `at`; the items in it must not stand in the layout yet. */
export function insertSection(sections: Sections, at: number, section: LayoutSection): Changed {
  const placed = placedFields(sections)
  const { id: _id, ...body } = section
  const fresh = withItems(body, section.items.filter(({ field }) => !placed.has(field)).map(unnamed))
  const place = Math.min(Math.max(at, 0), sections.length)
  const next = [...sections.slice(0, place), fresh, ...sections.slice(place)]
  return { sections: next, selection: [sectionKey(next, place)] }
}

function sectionKey(sections: Sections, at: number): NodeKey {
  return nodesOf(sections).find((node) => node.kind === 'section' && node.section === at)?.key ?? ''
}

/** Puts a section before `to` (a place named before the move). */
export function moveSection(sections: Sections, from: number, to: number): Changed {
  const moved = sections[from]
  if (moved === undefined) return { sections, selection: [] }
  const rest = sections.filter((_, index) => index !== from)
  const place = Math.min(Math.max(to > from ? to - 1 : to, 0), rest.length)
  const next = [...rest.slice(0, place), moved, ...rest.slice(place)]
  return { sections: next, selection: [sectionKey(next, place)] }
}

/** Takes sections away with what stands in them. */
export function removeSections(sections: Sections, keys: readonly NodeKey[]): Sections {
  const gone = new Set(keys.map((key) => nodeOf(sections, key)?.section))
  return sections.filter((_, index) => !gone.has(index))
}

/** Begins a new section with the items from `index` on. */
export function splitSection(sections: Sections, at: number, index: number, begun: Partial<LayoutSection>): Changed {
  const section = sections[at]
  if (section === undefined) return { sections, selection: [] }
  const head = { ...section, items: section.items.slice(0, index) }
  const tail = withItems(
    { ...(section.columns === undefined ? {} : { columns: section.columns }), ...begun, items: [] },
    section.items.slice(index).map(unnamed),
  )
  const next = [...sections.slice(0, at), head, tail, ...sections.slice(at + 1)]
  return { sections: next, selection: [sectionKey(next, at + 1)] }
}

/** Sets properties of a section; `undefined` takes one away. Items stay no wider than its columns. */
export function changeSection(sections: Sections, at: number, patch: Partial<LayoutSection>): Sections {
  return atSection(sections, at, (section) => {
    const next = clean({ ...section, ...patch }) as unknown as LayoutSection
    return withItems(next, next.items)
  })
}

/** Sets properties of items; `undefined` takes one away. */
export function changeItems(sections: Sections, keys: readonly NodeKey[], patch: Partial<LayoutItem>): Sections {
  const wanted = itemsOf(sections, keys)
  return sections.map((section, at) => {
    const indexes = new Set(wanted.filter((one) => one.section === at).map(({ index }) => index))
    if (indexes.size === 0) return section
    return withItems(
      section,
      section.items.map((item, index) =>
        indexes.has(index) ? (clean({ ...item, ...patch }) as unknown as LayoutItem) : item,
      ),
    )
  })
}

function clean(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined))
}
