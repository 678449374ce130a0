import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { StageSetState } from '@tessera/metadata'
import { problemOf, type ApiProblem } from '@/api/problem'
import { records } from '@/api/records'
import { useWorkspace } from '@/model/workspace'

export interface OpenStages {
  /** The object has stages: there is something to show. */
  readonly isWanted: ComputedRef<boolean>
  readonly sets: ShallowRef<readonly StageSetState[] | undefined>
  readonly problem: ShallowRef<ApiProblem | undefined>
  load(): Promise<void>
}

/** The stages of a record, read again whenever the record changes (`changes` counts) or something was published. */
export function useRecordStages(key: string, id: string, changes: Readonly<Ref<number>>): OpenStages {
  const workspace = useWorkspace()
  const isWanted = computed(() => (workspace.object(key)?.document.stages ?? []).length > 0)
  const sets = shallowRef<readonly StageSetState[]>()
  const problem = shallowRef<ApiProblem>()
  const reads = ref(0)
  let isGone = false
  onScopeDispose(() => (isGone = true))

  async function load(): Promise<void> {
    if (!isWanted.value) return void (sets.value = [])
    const read = (reads.value += 1)
    try {
      const answer = await records.stages(key, id)
      // A later question has been asked meanwhile: its answer counts.
      if (isGone || read !== reads.value) return
      sets.value = answer.sets
      problem.value = undefined
    } catch (error) {
      if (!isGone && read === reads.value) problem.value = problemOf(error)
    }
  }

  watch([changes, isWanted, () => workspace.revision], () => void load())
  return { isWanted, sets, problem, load }
}
