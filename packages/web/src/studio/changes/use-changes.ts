import type { ChangeEntry, ChangePage } from '@tessera/metadata'
import { ref, shallowRef } from 'vue'
import { api } from '@/api/client'
import { onEvent } from '@/api/events'
import { problemOf, type ApiProblem } from '@/api/problem'

/** The revisions of the workspace, newest first; a publish of anybody appears on top. */
export function useChanges() {
  const entries = shallowRef<readonly ChangeEntry[]>([])
  const next = ref<string | null>(null)
  const isLoaded = ref(false)
  const problem = shallowRef<ApiProblem>()

  const read = (after?: string): Promise<ChangePage> =>
    api.get<ChangePage>('/api/changes', { query: { limit: 30, after } })

  async function load(): Promise<void> {
    try {
      const page = await read()
      entries.value = page.changes
      next.value = page.next
      problem.value = undefined
    } catch (error) {
      problem.value = problemOf(error)
    } finally {
      isLoaded.value = true
    }
  }

  async function more(): Promise<void> {
    if (next.value === null) return
    const page = await read(next.value)
    entries.value = [...entries.value, ...page.changes]
    next.value = page.next
  }

  onEvent('revision', () => void load())
  return { entries, next, isLoaded, problem, load, more }
}
