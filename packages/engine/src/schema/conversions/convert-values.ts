import { fieldById, objectById } from '../../catalog/catalog.js'
import type { FieldTypeRegistry } from '../../contract.js'
import type { ConversionPlace } from './conversion-world.js'
import { fillConversion } from './fill-conversion.js'
import type { Conversion } from './find-conversions.js'
import { parkedField, parkedOf } from './parked-column.js'

/** Rewrites the values of every converted field of a change, in its transaction: the catalog of the place is the next one. */
export async function convertValues(
  place: ConversionPlace,
  fieldTypes: FieldTypeRegistry,
  conversions: readonly Conversion[],
): Promise<void> {
  for (const { objectId, fieldId, before, earlier } of conversions) {
    const object = objectById(place.catalog, objectId)
    await fillConversion(place, {
      object,
      before,
      after: fieldById(object, fieldId),
      earlier: earlier === undefined ? undefined : parkedField(fieldTypes, place.catalog, earlier),
      returns: earlier === undefined ? undefined : parkedOf(earlier)?.revision,
      revision: place.catalog.revision,
    })
  }
}
