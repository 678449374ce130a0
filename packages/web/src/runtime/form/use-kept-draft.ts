import { onMounted, ref, type Ref } from 'vue'
import type { RecordValues } from '@/api/records'
import { useSession } from '@/app/session'
import { largeStore, restoreForms, smallStore } from './browser-stores'
import { FormJournal, journalPlace } from './model/journal'

/** The draft of a record's edit page, seen from elsewhere: whether there is one, adding to it, throwing it away. */
export function useKeptDraft(
  object: string,
  record: string,
): {
  readonly at: Ref<number | undefined>
  keep(field: string, value: unknown, base: RecordValues): void
  discard(): void
} {
  const session = useSession()
  const at = ref<number>()
  const { user, workspace } = session.me ?? { user: { id: '' }, workspace: { key: '' } }
  const journal = new FormJournal(journalPlace(user.id, workspace.key, object, record), smallStore, largeStore)

  async function look(): Promise<void> {
    at.value = (await journal.read())?.at
  }
  onMounted(() => void restoreForms().then(look))

  return {
    at,
    keep(field, value, base) {
      void journal.read().then((entry) => {
        journal.write({
          at: Date.now(),
          values: { ...entry?.values, [field]: value },
          base: {
            version: entry?.base?.version ?? base.version,
            values: { ...entry?.base?.values, [field]: base[field] ?? null },
          },
        })
        return look()
      })
    },
    discard() {
      journal.clear()
      at.value = undefined
    },
  }
}
