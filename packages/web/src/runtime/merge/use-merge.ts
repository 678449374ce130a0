import type { MergePreview } from '@tessera/metadata'
import { computed, ref, shallowRef, watch } from 'vue'
import { newKey } from '@/api/new-key'
import { isProblem, problemOf, type ApiProblem } from '@/api/problem'
import { records, type RecordValues } from '@/api/records'
import { noteTitlesOf } from '@/model/lookup-source'
import type { ObjectModel } from '@/model/objects'
import { firstPicks, mergedFields, valuesOf, type Picks } from './merge-model'

/** Reads the records, keeps what was chosen, counts what would move, and merges. */
export function useMerge(object: ObjectModel | undefined, ids: readonly string[]) {
  const state = ref<'loading' | 'ready' | 'missing' | 'error'>('loading')
  const problem = shallowRef<ApiProblem>()
  const found = shallowRef<readonly RecordValues[]>([])
  const keep = ref('')
  const picks = ref<Picks>({})
  const preview = shallowRef<MergePreview>()
  /** Which record of a conflicting group stays, by place of the group. */
  const stays = ref<Record<number, string>>({})
  const isMerging = ref(false)
  const failure = shallowRef<ApiProblem>()
  // The same try has the same key: a lost answer merges nothing twice.
  let key = newKey()

  const fields = computed(() =>
    object === undefined ? { different: [], same: [] } : mergedFields(object, found.value),
  )
  const others = computed(() => found.value.map(({ id }) => id).filter((id) => id !== keep.value))
  const isChosen = computed(
    () => preview.value !== undefined && preview.value.conflicts.every((_, at) => stays.value[at] !== undefined),
  )

  async function load(): Promise<void> {
    if (object === undefined) return void (state.value = 'missing')
    state.value = 'loading'
    try {
      const read = await Promise.all(ids.map((id) => records.get(object.key, id)))
      for (const record of read) noteTitlesOf(object, record)
      found.value = read
      // Who is known longest usually has most that belongs to it.
      const [oldest] = [...read].sort((a, b) => String(a.createdAt).localeCompare(String(b.createdAt)))
      choose(oldest?.id ?? '')
      state.value = 'ready'
    } catch (error) {
      problem.value = problemOf(error)
      state.value = isProblem(error) && error.status === 404 ? 'missing' : 'error'
    }
  }

  function choose(id: string): void {
    keep.value = id
    picks.value = firstPicks(fields.value.different, found.value, id)
  }

  async function count(): Promise<void> {
    preview.value = undefined
    stays.value = {}
    failure.value = undefined
    const [kept, merged] = [keep.value, others.value]
    if (object === undefined || merged.length === 0) return
    try {
      const answer = await records.previewMerge(object.key, kept, merged)
      if (kept === keep.value) preview.value = answer
    } catch (error) {
      if (kept === keep.value) failure.value = problemOf(error)
    }
  }
  watch(keep, (id) => id !== '' && void count())
  watch([keep, picks, stays], () => (key = newKey()), { deep: true })

  /** Gives the record that stays; undefined when nothing was merged. */
  async function merge(): Promise<RecordValues | undefined> {
    if (object === undefined || isMerging.value || !isChosen.value) return undefined
    isMerging.value = true
    failure.value = undefined
    const bin: Record<string, string[]> = {}
    for (const [at, group] of (preview.value?.conflicts ?? []).entries())
      for (const { id } of group.records)
        if (id !== stays.value[at]) bin[group.object] = [...new Set([...(bin[group.object] ?? []), id])]
    const values = valuesOf(fields.value.different, found.value, keep.value, picks.value)
    try {
      const body = { keep: keep.value, merge: others.value, values, bin }
      return await records.merge(object.key, body, { idempotencyKey: key })
    } catch (error) {
      failure.value = problemOf(error)
      // What was refused may be repaired meanwhile.
      if (failure.value.status !== 0) key = newKey()
      return undefined
    } finally {
      isMerging.value = false
    }
  }

  return {
    state,
    problem,
    found,
    fields,
    keep,
    others,
    picks,
    preview,
    stays,
    isChosen,
    isMerging,
    failure,
    load,
    choose,
    count,
    merge,
  }
}
