import { inject, onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { lookupSourceKey, type LookupChoice } from './input-contract.js'

const SEARCH_DELAY_MS = 200
/** Lines in all, shared by the objects. */
const MOST = 24

/** A record of one of several objects. */
export interface AnyChoice extends LookupChoice {
  readonly object: string
}

export interface AnyChoices {
  readonly found: Readonly<ShallowRef<readonly AnyChoice[]>>
  readonly isLoading: Readonly<Ref<boolean>>
  /** None of the objects could be searched. */
  readonly hasFailed: Readonly<Ref<boolean>>
  readonly query: Readonly<Ref<string>>
  /** Searches all of them for a text once nobody types any more; with '' at once the ones used last. */
  search(text: string): void
}

/** Records of several objects to choose from, those of one after those of the other; as `useChoices`. */
export function useAnyChoices(objects: () => readonly string[]): AnyChoices {
  const source = inject(lookupSourceKey, undefined)
  const found = shallowRef<readonly AnyChoice[]>([])
  const isLoading = ref(false)
  const hasFailed = ref(false)
  const query = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | undefined

  async function fetchChoices(text: string): Promise<void> {
    const request = new AbortController()
    running = request
    const asked = objects()
    const most = Math.max(3, Math.floor(MOST / Math.max(1, asked.length)))
    // A module that this person may not read is no reason to miss the others.
    const answers = await Promise.allSettled(
      asked.map(async (object) => {
        const choices = (await source?.search(object, text, request.signal)) ?? []
        return choices.slice(0, most).map((choice): AnyChoice => ({ ...choice, object }))
      }),
    )
    if (request.signal.aborted) return
    found.value = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
    hasFailed.value = answers.length > 0 && answers.every(({ status }) => status === 'rejected')
    isLoading.value = false
  }

  function stop(): void {
    clearTimeout(timer)
    running?.abort()
  }
  onBeforeUnmount(stop)

  return {
    found,
    isLoading,
    hasFailed,
    query,
    search: (text) => {
      query.value = text
      stop()
      isLoading.value = true
      timer = setTimeout(() => void fetchChoices(text), text === '' ? 0 : SEARCH_DELAY_MS)
    },
  }
}
