import type { PlainRecord } from '@/formula/evaluate'
import type { ObjectModel } from '@/model/objects'

/**
 * Where the draft of a quick form waits: with other new records of the object, but apart for each record it was opened from.
 * Else what was typed for one customer would come back under another.
 */
export function draftPlaceOf(object: ObjectModel, prefill: PlainRecord): string | undefined {
  const parents = Object.entries(prefill).filter(([key]) => {
    const field = object.fieldsByKey.get(key)
    return (field?.links ?? field?.target) !== undefined
  })
  if (parents.length === 0) return undefined
  return ['new', ...parents.map(([key, id]) => `${key}=${String(id)}`).sort()].join('&')
}
