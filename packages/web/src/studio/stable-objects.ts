import { computed, type ComputedRef } from 'vue'
import type { ObjectModel } from '@/model/objects'

/**
 * The objects of a draft, the same map as long as no object changed: what is inferred from them (types, formulas) is then
 * inferred once and not again after every gesture that touches something else.
 */
export function useStableObjects(
  given: () => ReadonlyMap<string, ObjectModel>,
): ComputedRef<ReadonlyMap<string, ObjectModel>> {
  return computed<ReadonlyMap<string, ObjectModel>>((before) => {
    const next = given()
    const isSame = before?.size === next.size && [...next].every(([key, model]) => before.get(key) === model)
    return isSame ? before : next
  })
}
