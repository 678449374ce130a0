import type { SimulateAnswer, WorkflowDocument } from '@tessera/metadata'
import { computed, shallowRef, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import { api } from '@/api/client'
import { problemOf, type ApiProblem } from '@/api/problem'
import { trailOf } from '../runs/trail'
import type { FlowEditor } from './flow-editor'

export interface TestRun {
  /** Id of the record it is tried on; undefined: a new record of the values. */
  readonly record: Ref<string | undefined>
  /** Values put over the record's, by field key. */
  readonly values: Ref<Readonly<Record<string, unknown>>>
  readonly result: Ref<SimulateAnswer | undefined>
  readonly problem: Ref<ApiProblem | undefined>
  readonly isRunning: Ref<boolean>
  /** The flow was changed after the run that is shown. */
  readonly isOutdated: ComputedRef<boolean>
  run(): Promise<void>
  clear(): void
}

export const testRunKey: InjectionKey<TestRun> = Symbol('test run')

/** Tries the draft on a record: the server plays it, nothing is done. The way it took is lit on the canvas. */
export function useTestRun(editor: FlowEditor): TestRun {
  const record = shallowRef<string>()
  const values = shallowRef<Readonly<Record<string, unknown>>>({})
  const result = shallowRef<SimulateAnswer>()
  const problem = shallowRef<ApiProblem>()
  const isRunning = shallowRef(false)
  const tried = shallowRef<WorkflowDocument>()

  async function run(): Promise<void> {
    isRunning.value = true
    problem.value = undefined
    const document = editor.flow.value
    try {
      const answer = await api.post<SimulateAnswer>(`/api/workflows/${encodeURIComponent(document.key)}/simulate`, {
        document,
        ...(record.value === undefined ? {} : { record: record.value }),
        ...(Object.keys(values.value).length === 0 ? {} : { values: values.value }),
      })
      result.value = answer
      tried.value = document
      editor.trail.value = trailOf(answer.steps)
    } catch (error) {
      clear()
      problem.value = problemOf(error)
    } finally {
      isRunning.value = false
    }
  }

  function clear(): void {
    result.value = undefined
    problem.value = undefined
    editor.trail.value = undefined
  }

  return {
    record,
    values,
    result,
    problem,
    isRunning,
    isOutdated: computed(() => result.value !== undefined && tried.value !== editor.flow.value),
    run,
    clear,
  }
}
