import type { LayoutDocument, LayoutSection } from '@tessera/metadata'
import { columnsOf, type Sections } from './layout-tree'

export type Variant = LayoutDocument['variant']

/** The variants of a layout, the form first: it is what people meet most. */
export const variants: readonly Variant[] = ['form', 'page', 'quickForm', 'keyFacts', 'mobileCard']

/** Whose layout stands in where a variant has none of its own; as the runtime does it. */
const standIns: Readonly<Record<Variant, readonly Variant[]>> = {
  form: ['page'],
  page: ['form'],
  quickForm: [],
  keyFacts: [],
  mobileCard: [],
}

/** What a variant shows: its own layout, another variant's, or nothing that somebody made. */
export interface EffectiveLayout {
  readonly own: LayoutDocument | undefined
  /** Variant whose layout is shown instead. */
  readonly inherited: Variant | undefined
  readonly sections: Sections
}

export function effectiveLayout(layouts: readonly LayoutDocument[], object: string, variant: Variant): EffectiveLayout {
  const of = (wanted: Variant): LayoutDocument | undefined =>
    layouts.find((layout) => layout.object === object && layout.variant === wanted)
  const own = of(variant)
  if (own !== undefined) return { own, inherited: undefined, sections: own.sections }
  for (const other of standIns[variant]) {
    const found = of(other)
    if (found !== undefined) return { own: undefined, inherited: other, sections: withoutIds(found.sections) }
  }
  return { own: undefined, inherited: undefined, sections: [] }
}

/** Sections as a document of its own may begin with them: ids belong to the layout they come from. */
export function withoutIds(sections: Sections): Sections {
  return sections.map(({ id: _id, ...section }) => ({
    ...section,
    items: section.items.map(({ id: _itemId, ...item }) => item),
  }))
}

/** A free key for the layout of a variant: `deviceForm`, with a number where that is taken. */
export function layoutKey(object: string, variant: Variant, layouts: readonly LayoutDocument[]): string {
  const taken = new Set(layouts.map(({ key }) => key.toLowerCase()))
  const name = variant.charAt(0).toUpperCase() + variant.slice(1)
  for (let n = 1; ; n += 1) {
    const end = n === 1 ? name : `${name}${n}`
    const key = `${object.slice(0, 40 - end.length)}${end}`
    if (!taken.has(key.toLowerCase())) return key
  }
}

/** Cards and key facts are lists of fields without sections to see. */
export function isList(variant: Variant): boolean {
  return variant === 'keyFacts' || variant === 'mobileCard'
}

/** How many fields a variant shows well; undefined where there is no such number. */
export function mostFields(variant: Variant): number | undefined {
  const most: Partial<Record<Variant, number>> = { quickForm: 6, keyFacts: 6, mobileCard: 5 }
  return most[variant]
}

/**
 * The sections as the designer has them: a list variant has exactly one, whatever its document says, and wide fields (long texts)
 * say that they take the whole row, as the runtime understands their silence.
 */
export function designedSections(
  sections: Sections,
  variant: Variant,
  isWide: (field: string) => boolean = () => false,
): Sections {
  if (!isList(variant)) return sections.map((section) => withWidths(section, isWide))
  if (sections.length === 0) return sections
  const columns = variant === 'keyFacts' ? 3 : 1
  const [first] = sections
  if (sections.length === 1 && first?.columns === columns) return sections
  return [{ ...first, columns, items: sections.flatMap(({ items }) => items) }]
}

function withWidths(section: LayoutSection, isWide: (field: string) => boolean): LayoutSection {
  const columns = columnsOf(section)
  if (columns === 1 || section.items.every(({ field, span }) => span !== undefined || !isWide(field))) return section
  const items = section.items.map((item) =>
    item.span === undefined && isWide(item.field) ? { ...item, span: columns } : item,
  )
  return { ...section, items }
}
