import { fieldById, objectById } from '../../catalog/catalog.js'
import type { Catalog, CatalogField } from '../../catalog/catalog.js'
import type { FieldTypeRegistry } from '../../contract.js'
import type { ConversionPlace } from './conversion-world.js'
import { fillConversion } from './fill-conversion.js'
import type { ConversionFill } from './fill-conversion.js'
import type { Conversion } from './find-conversions.js'
import { finishShadow } from './finish-shadow.js'
import { parkedField, parkedOf } from './parked-column.js'

/**
 * Rewrites the values of every converted field of a change, in its transaction: the catalog of the place is the next one. Where a
 * job has filled a column ahead, only what was written since its last look is left.
 */
export async function convertValues(
  place: ConversionPlace,
  fieldTypes: FieldTypeRegistry,
  conversions: readonly Conversion[],
): Promise<void> {
  const { catalog } = place
  for (const conversion of conversions) {
    const after = fieldById(objectById(catalog, conversion.objectId), conversion.fieldId)
    const fill = conversionFill(fieldTypes, catalog, conversion, after, catalog.revision)
    if (conversion.shadow === undefined) await fillConversion(place, fill)
    else await finishShadow(place, fill, conversion.shadow)
  }
}

/** What is filled from where; `after` is the field with the column that is filled. */
export function conversionFill(
  fieldTypes: FieldTypeRegistry,
  catalog: Catalog,
  { objectId, before, earlier }: Conversion,
  after: CatalogField,
  revision: number,
): ConversionFill {
  return {
    object: objectById(catalog, objectId),
    before,
    after,
    earlier: earlier === undefined ? undefined : parkedField(fieldTypes, catalog, earlier),
    returns: earlier === undefined ? undefined : parkedOf(earlier)?.revision,
    revision,
  }
}
