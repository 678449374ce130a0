import type { PlainRecord } from '@/formula/evaluate'
import { isLinked } from '@tessera/blocks/web'
import { pointsTo, type ObjectModel } from '@/model/objects'

/**
 * Where the draft of a quick form waits: with other new records of the object, but apart for each record it was opened from.
 * Else what was typed for one customer would come back under another.
 */
export function draftPlaceOf(object: ObjectModel, prefill: PlainRecord): string | undefined {
  const parents = Object.entries(prefill).filter(([key]) => {
    const field = object.fieldsByKey.get(key)
    return field !== undefined && pointsTo(field).length > 0
  })
  if (parents.length === 0) return undefined
  return ['new', ...parents.map(([key, value]) => `${key}=${isLinked(value) ? value.id : String(value)}`).sort()].join(
    '&',
  )
}
