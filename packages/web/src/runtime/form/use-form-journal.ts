import { onBeforeUnmount, ref, watch, type ShallowRef } from 'vue'
import { useSession } from '@/app/session'
import { largeStore, restoreForms, smallStore } from './browser-stores'
import { claimPlace } from './claim-place'
import type { FormModel } from './model/form-model'
import {
  forgetOld,
  FormJournal,
  JOURNAL_PREFIX,
  journalPlace,
  type JournalEntry,
  type SentRequest,
} from './model/journal'

/** Typing is kept after a pause, and at the latest so long after the first key. */
const PAUSE_MS = 300
const LATEST_MS = 900

/** The draft of one form on this device; see FormJournal. */
export interface FormDraft {
  /** When the draft that was put back was typed last; undefined: none was. */
  readonly restoredAt: Readonly<{ value: number | undefined }>
  /** When it was kept last. */
  readonly keptAt: Readonly<{ value: number | undefined }>
  /** Takes the place of this form and reads what waits there. */
  open(): Promise<JournalEntry | undefined>
  flush(): void
  clear(): void
  readonly sent: { read(): SentRequest | undefined; write(sent: SentRequest | undefined): void }
}

export function useFormJournal(
  object: string,
  record: string | undefined,
  form: Readonly<ShallowRef<FormModel | undefined>>,
): FormDraft {
  const session = useSession()
  const restoredAt = ref<number>()
  const keptAt = ref<number>()
  let journal: FormJournal | undefined
  let release: (() => void) | undefined
  let sent: SentRequest | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let firstEdit = 0
  let isOver = false

  async function open(): Promise<JournalEntry | undefined> {
    await restoreForms()
    forgetOld(smallStore, largeStore)
    const { user, workspace } = session.me ?? { user: { id: '' }, workspace: { key: '' } }
    const place = journalPlace(user.id, workspace.key, object, record)
    const claimed = await claimPlace(place, (one) => smallStore.getItem(JOURNAL_PREFIX + one) !== null)
    release = claimed.release
    if (isOver) release()
    journal = new FormJournal(claimed.place, smallStore, largeStore)
    const entry = await journal.read()
    sent = entry?.sent
    restoredAt.value = entry?.at
    return entry
  }

  function entryNow(): JournalEntry | undefined {
    const { value: model } = form
    if (model === undefined || (!model.isDirty && sent === undefined)) return undefined
    const values = model.typed()
    const version = model.stored('version')
    const base =
      model.isNew || typeof version !== 'number'
        ? undefined
        : { version, values: Object.fromEntries(Object.keys(values).map((key) => [key, model.stored(key) ?? null])) }
    return { at: Date.now(), values, ...(base === undefined ? {} : { base }), ...(sent === undefined ? {} : { sent }) }
  }

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    firstEdit = 0
    if (isOver || journal === undefined) return
    const entry = entryNow()
    if (entry === undefined) journal.clear()
    else journal.write(entry)
    keptAt.value = entry?.at
  }

  function schedule(): void {
    if (isOver) return
    const now = Date.now()
    if (timer === undefined) firstEdit = now
    clearTimeout(timer)
    timer = setTimeout(flush, Math.max(0, Math.min(PAUSE_MS, firstEdit + LATEST_MS - now)))
  }

  watch(
    () => form.value?.typed(),
    (now, before) => before !== undefined && now !== undefined && schedule(),
  )

  const hidden = (): void => {
    if (timer !== undefined) flush()
  }
  addEventListener('pagehide', hidden)
  document.addEventListener('visibilitychange', hidden)
  onBeforeUnmount(() => {
    hidden()
    isOver = true
    release?.()
    removeEventListener('pagehide', hidden)
    document.removeEventListener('visibilitychange', hidden)
  })

  return {
    restoredAt,
    keptAt,
    open,
    flush,
    clear() {
      clearTimeout(timer)
      timer = undefined
      sent = undefined
      restoredAt.value = undefined
      keptAt.value = undefined
      journal?.clear()
    },
    sent: {
      read: () => sent,
      write(next) {
        sent = next
        flush()
      },
    },
  }
}
