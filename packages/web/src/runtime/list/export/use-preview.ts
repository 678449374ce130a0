import type { ExportPreview, ExportRequest } from '@tessera/metadata'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { exports } from '@/api/exports'
import { problemOf, type ApiProblem } from '@/api/problem'

/**
 * What an export would give, asked anew whenever the question changes. The columns that were known stay meanwhile; the count does not:
 * a number that is not true any more must not stand on the button. No question, no answer.
 */
export function usePreview(question: () => ExportRequest | undefined) {
  const preview = shallowRef<ExportPreview>()
  const counted = shallowRef<Pick<ExportPreview, 'count' | 'max'>>()
  const problem = shallowRef<ApiProblem>()
  let running: AbortController | undefined

  async function load(): Promise<void> {
    running?.abort()
    counted.value = undefined
    problem.value = undefined
    const asked = question()
    if (asked === undefined) return
    running = new AbortController()
    const { signal } = running
    try {
      const answer = await exports.preview(asked, { signal })
      if (!signal.aborted) preview.value = counted.value = answer
    } catch (error) {
      if (!signal.aborted) problem.value = problemOf(error)
    }
  }

  watch(() => JSON.stringify(question()), load, { immediate: true })
  onScopeDispose(() => running?.abort())
  return { preview, counted, problem, load }
}
