import { onBeforeUnmount, shallowReactive, watch } from 'vue'
import { records } from '@/api/records'

/** How many records a module has; `isEstimate` when the server did not count them one by one. */
export interface RecordCount {
  readonly count: number
  readonly isEstimate: boolean
}

const AT_ONCE = 4

/** Counts the records of modules, a few at a time; a module whose count fails has none and the rest goes on. */
export function useCounts(objects: () => readonly string[]): ReadonlyMap<string, RecordCount> {
  const counts = shallowReactive(new Map<string, RecordCount>())
  const waiting: string[] = []
  const asked = new Set<string>()
  let running = 0
  let isGone = false

  async function next(): Promise<void> {
    const object = waiting.shift()
    if (object === undefined || isGone) return
    running += 1
    try {
      const query = { fields: ['id'], limit: 1 }
      const estimate = await records.query(object, { ...query, count: 'estimate' })
      // What the database believes of small tables is often old; counting them costs nothing.
      const isSmall = (estimate.count ?? 0) < 10_000
      const page = isSmall ? await records.query(object, { ...query, count: 'exact' }) : estimate
      if (page.count !== undefined) counts.set(object, { count: page.count, isEstimate: page.countIsEstimate ?? false })
    } catch {
      // The card works without its count.
    } finally {
      running -= 1
      void next()
    }
  }

  watch(
    objects,
    (keys) => {
      for (const key of keys) if (!asked.has(key)) waiting.push(key)
      for (const key of keys) asked.add(key)
      while (running < AT_ONCE && waiting.length > 0) void next()
    },
    { immediate: true },
  )
  onBeforeUnmount(() => (isGone = true))
  return counts
}
