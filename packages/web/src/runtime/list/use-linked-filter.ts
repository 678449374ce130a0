import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** The filter that a link to a list brings along: `?filter=<formula>`. */
export interface LinkedFilter {
  readonly formula: ComputedRef<string | undefined>
  /** The person narrows the list otherwise now: the address stops saying what is not so any more. */
  drop(view: string): Promise<void>
  /** Whether `drop` is why the address changed: the list then stays as it is. Asked once for each change. */
  wasDropped(): boolean
}

export function useLinkedFilter(): LinkedFilter {
  const route = useRoute()
  const router = useRouter()
  const formula = computed(() => {
    const { filter } = route.query
    return typeof filter === 'string' && filter.trim() !== '' ? filter : undefined
  })
  let isDropped = false

  async function drop(view: string): Promise<void> {
    const { filter: _filter, ...query } = route.query
    const { app, object } = route.params
    isDropped = true
    const failure = await router.replace({ name: 'object.view', params: { app, object, view }, query })
    if (failure !== undefined) isDropped = false
  }

  return {
    formula,
    drop,
    wasDropped() {
      const before = isDropped
      isDropped = false
      return before
    },
  }
}
