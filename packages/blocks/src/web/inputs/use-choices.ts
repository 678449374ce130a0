import { inject, onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { lookupSourceKey, type LookupChoice } from './input-contract.js'

const SEARCH_DELAY_MS = 200

export interface Choices {
  readonly found: Readonly<ShallowRef<readonly LookupChoice[]>>
  readonly isLoading: Readonly<Ref<boolean>>
  /** The last search failed. */
  readonly hasFailed: Readonly<Ref<boolean>>
  /** What is searched for. */
  readonly query: Readonly<Ref<string>>
  /** Searches for a text once nobody types any more; with '' at once the ones used last. */
  search(text: string): void
}

/** Records of an object to choose from, found as one types; the answer to an earlier text is dropped. */
export function useChoices(object: () => string): Choices {
  const source = inject(lookupSourceKey, undefined)
  const found = shallowRef<readonly LookupChoice[]>([])
  const isLoading = ref(false)
  const hasFailed = ref(false)
  const query = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | undefined

  async function fetchChoices(text: string): Promise<void> {
    const request = new AbortController()
    running = request
    try {
      const choices = (await source?.search(object(), text, request.signal)) ?? []
      if (request.signal.aborted) return
      found.value = choices
      hasFailed.value = false
    } catch {
      if (request.signal.aborted) return
      found.value = []
      hasFailed.value = true
    }
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
