import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { HistoryEntry, RecordRights } from '@tessera/metadata'
import { onEvent } from '@/api/events'
import { problemOf, type ApiProblem } from '@/api/problem'
import { records, type RecordValues } from '@/api/records'
import { loadInputs } from '@/components/field-inputs'
import { LinkedRecords } from '@/formula/linked-records'
import { useEvaluationWorld } from '@/formula/use-evaluation-world'
import { noteTitlesOf } from '@/model/lookup-source'
import type { ObjectModel } from '@/model/objects'
import { objectFor } from '@/model/rights'
import { useWorkspace } from '@/model/workspace'
import { pageSections } from '@/runtime/form/model/form-layout'
import { FormModel } from '@/runtime/form/model/form-model'
import { useLinkedValues } from '@/runtime/form/use-linked-values'
import { changedFields } from './model/changed-fields'

/** How long a field that somebody else changed stays marked. */
const MARKED_MS = 4_000

export interface OpenRecord {
  readonly object: ComputedRef<ObjectModel | undefined>
  readonly state: Ref<'loading' | 'ready' | 'missing' | 'deleted' | 'error'>
  readonly problem: ShallowRef<ApiProblem | undefined>
  readonly record: ShallowRef<RecordValues | undefined>
  /** The record under the rules of its page: what is visible, what may be changed in place. */
  readonly form: ShallowRef<FormModel | undefined>
  /** The entry that put it into the bin. */
  readonly deletion: ShallowRef<HistoryEntry | undefined>
  /** Fields somebody else just changed. */
  readonly marked: ShallowRef<ReadonlySet<string>>
  /** Counts states of the record that were read or written. */
  readonly changes: Ref<number>
  load(): Promise<void>
  /** A newer state is known, from an answer to a write. */
  take(record: RecordValues): void
  /** Runs a write of this page: what the server then announces is no change by somebody else. */
  writing<T>(write: () => Promise<T>): Promise<T>
}

/** One record on its page: read, followed while others change it, gone when it is deleted. */
export function useRecord(key: string, id: string): OpenRecord {
  const workspace = useWorkspace()
  const linked = new LinkedRecords()
  const world = useEvaluationWorld(linked)
  const whole = computed(() => workspace.object(key))
  const rights = shallowRef<RecordRights>()
  /** As this very record may be treated. */
  const object = computed(() =>
    whole.value === undefined || rights.value === undefined ? whole.value : objectFor(whole.value, rights.value),
  )
  const state = ref<'loading' | 'ready' | 'missing' | 'deleted' | 'error'>('loading')
  const problem = shallowRef<ApiProblem>()
  const record = shallowRef<RecordValues>()
  const form = shallowRef<FormModel>()
  const deletion = shallowRef<HistoryEntry>()
  const marked = shallowRef<ReadonlySet<string>>(new Set())
  const changes = ref(0)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isGone = false
  let writes = 0
  let isAnnounced = false
  onScopeDispose(() => {
    isGone = true
    clearTimeout(timer)
  })
  useLinkedValues(form, linked, world)

  function build(model: ObjectModel, values: RecordValues): FormModel {
    return new FormModel({ object: model, sections: pageSections(workspace.layouts, model), world, record: values })
  }

  async function load(): Promise<void> {
    if (whole.value === undefined) return void (state.value = 'missing')
    problem.value = undefined
    try {
      const [found, mine] = await Promise.all([records.get(key, id), records.rights(key, id)])
      rights.value = mine
      const { value: model } = object
      if (model === undefined) return void (state.value = 'missing')
      const types = model.fields.filter(({ isWritable }) => isWritable).map(({ type }) => type)
      await loadInputs(types)
      if (isGone) return
      noteTitlesOf(model, found)
      record.value = found
      form.value = build(model, found)
      changes.value += 1
      state.value = 'ready'
    } catch (error) {
      if (isGone) return
      problem.value = problemOf(error)
      if (problem.value.status === 404) await findDeletion()
      else state.value = 'error'
    }
  }

  /** A record that cannot be read may be in the bin: its history tells those who may see it. */
  async function findDeletion(): Promise<void> {
    const page = await records.history(key, id, { limit: 1 }).catch(() => undefined)
    const [last] = page?.entries ?? []
    const isMerged = last?.merge !== undefined && last.merge.kept.id !== id && last.merge.undoneAt === null
    deletion.value = last?.op === 'delete' || isMerged ? last : undefined
    state.value = deletion.value === undefined ? 'missing' : 'deleted'
  }

  function take(next: RecordValues): void {
    const { value: model } = object
    if (model === undefined || (record.value !== undefined && record.value.version > next.version)) return
    noteTitlesOf(model, next)
    record.value = next
    form.value?.rebase(next)
    changes.value += 1
  }

  async function writing<T>(write: () => Promise<T>): Promise<T> {
    writes += 1
    try {
      return await write()
    } finally {
      writes -= 1
      if (writes === 0 && isAnnounced) {
        isAnnounced = false
        void follow()
      }
    }
  }

  async function follow(): Promise<void> {
    if (writes > 0) return void (isAnnounced = true)
    const [before, model] = [record.value, object.value]
    try {
      const next = await records.get(key, id)
      if (isGone || before === undefined || model === undefined || next.version <= (record.value?.version ?? 0)) return
      marked.value = new Set(changedFields(model, before, next))
      take(next)
      clearTimeout(timer)
      timer = setTimeout(() => (marked.value = new Set()), MARKED_MS)
    } catch {
      // Read again with the next event, or by hand.
    }
  }

  onEvent('record', (event) => {
    if (event.object !== key || event.id !== id) return void linked.refresh(event.object, event.id)
    if (event.op === 'delete') return void findDeletion()
    if (state.value !== 'ready') return void load()
    if (event.version > (record.value?.version ?? 0)) void follow()
    return undefined
  })
  onEvent('reset', () => void follow())
  // Published meanwhile: the page follows.
  watch([whole, () => workspace.layouts], () => {
    const [model, found] = [object.value, record.value]
    if (model !== undefined && found !== undefined && form.value !== undefined) form.value = build(model, found)
  })

  return { object, state, problem, record, form, deletion, marked, changes, load, take, writing }
}
