import { shallowRef, type ShallowRef } from 'vue'
import { records, type RecordValues } from '@/api/records'
import { changedSince, mergeChanges, type ChangedBy, type Merge } from './model/conflict'
import type { RecordForm } from './use-record-form'

/** Enough to name who changed what lately. */
const HISTORY = 50

/** The comparison of what was typed with what somebody else saved, once it is asked for or saving met it. */
export function useConflict(
  object: string,
  id: string | undefined,
  { form, rebase }: Pick<RecordForm, 'form' | 'rebase'>,
): {
  readonly merge: ShallowRef<Merge | undefined>
  /** Puts both beside each other; `current` is read when it is not known yet. */
  compare(current?: RecordValues): Promise<void>
  /** Takes the choices into the form, over the record as it is now. */
  resolve(values: Readonly<Record<string, unknown>>): void
  close(): void
} {
  const merge = shallowRef<Merge>()
  let theirs: RecordValues | undefined

  async function compare(current?: RecordValues): Promise<void> {
    const { value: model } = form
    if (model === undefined || id === undefined) return
    const found = current ?? (await records.get(object, id))
    const known = Number(model.stored('version') ?? 0)
    const by = await records.history(object, id, { limit: HISTORY }).then(
      ({ entries }) => changedSince(entries, known),
      () => new Map<string, ChangedBy>(),
    )
    theirs = found
    merge.value = mergeChanges(model.object.fields, model.changes(), model.base, found, by)
  }

  return {
    merge,
    compare,
    resolve(values) {
      const { value: model } = form
      if (model === undefined || theirs === undefined) return
      const { conflicts = [] } = merge.value ?? {}
      rebase(theirs)
      for (const { field } of conflicts) if (!(field.key in values)) model.reset(field.key)
      for (const [key, value] of Object.entries(values)) model.set(key, value)
    },
    close: () => (merge.value = undefined),
  }
}
