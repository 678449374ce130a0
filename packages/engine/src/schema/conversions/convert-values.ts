import { fieldById, objectById } from '../../catalog/catalog.js'
import type { PreparedChange } from '../prepared-change.js'
import type { ConversionPlace } from './conversion-world.js'
import { fillConversion } from './fill-conversion.js'

/** Rewrites the values of every converted field of a change, in its transaction: the catalog of the place is the next one. */
export async function convertValues(
  place: ConversionPlace,
  { conversions, parts }: Pick<PreparedChange, 'conversions' | 'parts'>,
): Promise<void> {
  const returned = new Map(
    parts.flatMap(({ act, part, from }) =>
      act === 'unpark' ? [[`${part.objectId}/${part.partId}`, from] as const] : [],
    ),
  )
  for (const { objectId, fieldId, before } of conversions) {
    const object = objectById(place.catalog, objectId)
    const after = fieldById(object, fieldId)
    const returns = returned.get(`${objectId}/${fieldId}`)
    await fillConversion(place, { object, before, after, revision: place.catalog.revision, returns })
  }
}
