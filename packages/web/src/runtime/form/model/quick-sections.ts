import type { LayoutDocument } from '@tessera/metadata'
import type { ObjectModel } from '@/model/objects'
import { formSections, layoutOf, sectionsOf, type FormItem, type FormSection } from './form-layout'

/** A quick form is filled in at a glance; only what is required makes it longer. */
const MOST = 6

/**
 * What the sheet for a new record asks: the layout for it, else the first fields of the form, six at most. Required fields are
 * always among them, since without them nothing can be saved.
 */
export function quickSections(layouts: readonly LayoutDocument[], object: ObjectModel): readonly FormSection[] {
  const layout = layoutOf(layouts, object.key, ['quickForm'])
  const laidOut = layout === undefined ? [] : sectionsOf(layout, object)
  const sections = laidOut.length > 0 ? laidOut : formSections(layouts, object)
  const chosen = chosenItems(sections, object)
  return sections
    .map((section) => ({
      ...section,
      label: undefined,
      columns: 1,
      items: section.items.filter((item) => chosen.has(item)).map((item) => ({ ...item, span: 1 })),
    }))
    .filter(({ items }) => items.length > 0)
}

function chosenItems(sections: readonly FormSection[], { titleField }: ObjectModel): ReadonlySet<FormItem> {
  const items = sections.flatMap((section) => section.items).filter(({ field }) => field.isWritable)
  const isNeeded = ({ field }: FormItem): boolean => field.required || field === titleField
  const needed = items.filter(isNeeded)
  const rest = items.filter((item) => !isNeeded(item)).slice(0, Math.max(0, MOST - needed.length))
  return new Set([...needed, ...rest])
}

/** The whole form in one column, for a person who wants to fill in more without leaving the sheet. */
export function wholeSections(layouts: readonly LayoutDocument[], object: ObjectModel): readonly FormSection[] {
  return formSections(layouts, object).map((section) => ({ ...section, columns: 1 }))
}
