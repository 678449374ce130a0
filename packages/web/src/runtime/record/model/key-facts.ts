import type { LayoutDocument } from '@tessera/metadata'
import type { FieldModel, ObjectModel } from '@/model/objects'
import { layoutOf } from '@/runtime/form/model/form-layout'
import { tellingFields } from './relations'

const MOST = 6

/**
 * The key facts of a record: what the layout says, else the fields that say most of those the page shows. The title is not
 * among them.
 */
export function keyFacts(
  layouts: readonly LayoutDocument[],
  object: ObjectModel,
  isHidden: (field: FieldModel) => boolean = () => false,
): readonly FieldModel[] {
  const layout = layoutOf(layouts, object.key, ['keyFacts'])
  const named = (layout?.sections ?? [])
    .flatMap(({ items }) => items.map(({ field }) => object.fieldsByKey.get(field)))
    .filter((field) => field !== undefined)
  return named.length > 0
    ? named.slice(0, MOST)
    : tellingFields(
        object,
        MOST,
        object.fields.filter(isHidden).map(({ key }) => key),
      )
}
