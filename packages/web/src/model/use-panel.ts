import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** The sheet that is open over a page: `?panel=<name>[:<rest>]`, so that it can be linked and Back closes it. */
export interface Panel {
  readonly name: ComputedRef<string>
  /** What stands behind the name, for example `object:visit:cost` of `usage:object:visit:cost`. */
  readonly rest: ComputedRef<readonly string[]>
  open(name: string, ...rest: readonly string[]): void
  close(): void
}

export function usePanel(): Panel {
  const route = useRoute()
  const router = useRouter()
  const parts = computed(() => (typeof route.query.panel === 'string' ? route.query.panel.split(':') : []))
  return {
    name: computed(() => parts.value[0] ?? ''),
    rest: computed(() => parts.value.slice(1)),
    open: (name, ...rest) => {
      const panel = [name, ...rest].join(':')
      if (route.query.panel !== panel) void router.push({ query: { ...route.query, panel } })
    },
    close: () => {
      const { panel, ...query } = route.query
      if (panel === undefined) return
      const target = router.resolve({ query })
      const isBehind = (history.state as { back?: string } | null)?.back === target.fullPath
      if (isBehind) router.back()
      else void router.replace({ query })
    },
  }
}
