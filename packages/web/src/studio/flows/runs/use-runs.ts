import type { RunDetail, RunPage, RunState } from '@tessera/metadata'
import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { api } from '@/api/client'
import { newKey } from '@/api/new-key'
import { problemOf, type ApiProblem } from '@/api/problem'
import { isLive } from './run-states'

/** Live runs are read again this often. */
const againMs = 2_000

/** The runs of a workflow, newest first, and the chosen one with its steps; both are read again while something goes on. */
export function useRuns(workflow: string, chosen: Ref<string | undefined>, state: Ref<RunState | undefined>) {
  const runs = shallowRef<RunPage['runs']>([])
  const next = ref<string | null>(null)
  const isLoaded = ref(false)
  const problem = shallowRef<ApiProblem>()
  const detail = shallowRef<RunDetail>()
  const detailProblem = shallowRef<ApiProblem>()

  const read = (after?: string): Promise<RunPage> =>
    api.get<RunPage>(`/api/workflows/${encodeURIComponent(workflow)}/runs`, {
      query: { limit: 30, after, state: state.value },
    })

  async function load(): Promise<void> {
    try {
      const page = await read()
      runs.value = page.runs
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
    runs.value = [...runs.value, ...page.runs]
    next.value = page.next
  }

  async function show(): Promise<void> {
    const id = chosen.value
    if (id === undefined) {
      detail.value = undefined
      return
    }
    try {
      const answer = await api.get<RunDetail>(`/api/runs/${id}`)
      if (id !== chosen.value) return
      detail.value = answer
      detailProblem.value = undefined
    } catch (error) {
      detailProblem.value = problemOf(error)
    }
  }

  /** Retries, repeats or cancels a run; a refusal is thrown. */
  async function act(path: string, body: object = {}): Promise<void> {
    await api.post(path, body, { idempotencyKey: newKey() })
    await Promise.all([load(), show()])
  }

  const timer = setInterval(() => {
    if (document.hidden) return
    if (runs.value.some((run) => isLive(run.state))) void load()
    if (detail.value !== undefined && isLive(detail.value.state)) void show()
  }, againMs)
  onScopeDispose(() => clearInterval(timer))
  watch(state, load)
  watch(chosen, show, { immediate: true })

  return { runs, next, isLoaded, problem, detail, detailProblem, load, more, show, act }
}
