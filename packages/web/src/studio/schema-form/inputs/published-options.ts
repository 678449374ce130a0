import type { WireDocument } from '@tessera/metadata'
import type { OptionRow } from '../option-rows'

/** The options of a field, by its id, as they are published; none where the field or its object is new. */
export function publishedOptions(
  documents: Readonly<Record<string, { readonly published: WireDocument | null }>>,
  fieldId: string,
): readonly OptionRow[] {
  for (const { published } of Object.values(documents)) {
    if (published?.kind !== 'object') continue
    const field = published.fields.find(({ id }) => id === fieldId)
    if (field !== undefined) return Array.isArray(field.options) ? (field.options as readonly OptionRow[]) : []
  }
  return []
}
