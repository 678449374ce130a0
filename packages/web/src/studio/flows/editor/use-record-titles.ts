import { shallowReactive, watch, type ComputedRef } from 'vue'
import type { WorkflowDocument } from '@tessera/metadata'
import { useLookupSource } from '@/model/lookup-source'
import type { FlowWorld } from '../flow-world'
import { namedRecords } from '../words/named-records'

/** Titles of the records that formulas of a flow name by id; read when first met. */
export function useRecordTitles(
  flow: ComputedRef<WorkflowDocument | undefined>,
  objects: ComputedRef<FlowWorld['objects']>,
): (id: string) => string | undefined {
  const source = useLookupSource()
  const titles = shallowReactive(new Map<string, string>())
  const asked = new Set<string>()

  watch(
    flow,
    (now) => {
      if (now === undefined) return
      for (const { object, id } of namedRecords(now, { objects: objects.value })) {
        if (asked.has(id)) continue
        asked.add(id)
        source.title(object, id).then(
          (title) => title !== null && titles.set(id, title),
          // Offline: asked again with the next change.
          () => asked.delete(id),
        )
      }
    },
    { immediate: true },
  )
  return (id) => titles.get(id)
}
