import type { AuditEntry, AuditPage } from '@tessera/metadata'
import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api } from '@/api/client'
import { problemOf, type ApiProblem } from '@/api/problem'

/** What the log is narrowed by; kept in the address of the page. */
export const filterNames = ['log', 'actor', 'action', 'object', 'record', 'since', 'search'] as const
export type FilterName = (typeof filterNames)[number]

/** Hours back by the name of a time. */
const hours: Readonly<Record<string, number>> = { day: 24, week: 24 * 7, month: 24 * 30, year: 24 * 365 }

/** The audit log as the address of the page narrows it, newest first. */
export function useAudit() {
  const route = useRoute()
  const router = useRouter()
  const entries = shallowRef<readonly AuditEntry[]>([])
  const next = ref<string | null>(null)
  const isLoaded = ref(false)
  const problem = shallowRef<ApiProblem>()
  let asked = 0

  const filter = computed(
    () =>
      Object.fromEntries(
        filterNames.flatMap((name) => {
          const value = route.query[name]
          return typeof value === 'string' && value !== '' ? [[name, value]] : []
        }),
      ) as Partial<Record<FilterName, string>>,
  )
  const isNarrowed = computed(() => Object.keys(filter.value).length > 0)

  /** As parameters of the server. */
  function query(): Record<string, string | undefined> {
    const { since, ...rest } = filter.value
    const back = since === undefined ? undefined : hours[since]
    if (back === undefined) return rest
    // To the minute, so that the next page asks the same question.
    const now = Math.floor(Date.now() / 60_000) * 60_000
    return { ...rest, from: new Date(now - back * 3_600_000).toISOString() }
  }
  let question: Record<string, string | undefined> = {}

  async function load(): Promise<void> {
    const mine = ++asked
    question = query()
    isLoaded.value = false
    try {
      const page = await api.get<AuditPage>('/api/audit', { query: { ...question, limit: 50 } })
      if (mine !== asked) return
      entries.value = page.entries
      next.value = page.next
      problem.value = undefined
    } catch (error) {
      if (mine === asked) problem.value = problemOf(error)
    } finally {
      if (mine === asked) isLoaded.value = true
    }
  }

  async function more(): Promise<void> {
    if (next.value === null) return
    try {
      const page = await api.get<AuditPage>('/api/audit', { query: { ...question, limit: 50, after: next.value } })
      entries.value = [...entries.value, ...page.entries]
      next.value = page.next
    } catch (error) {
      problem.value = problemOf(error)
    }
  }

  const narrow = (name: FilterName, value: string | undefined): void =>
    void router.replace({ query: { ...route.query, [name]: value === '' ? undefined : value } })
  const clear = (): void => void router.replace({ query: {} })
  const exportAddress = computed(() => {
    void filter.value
    const parts = Object.entries(query()).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
    return `/api/audit/export?${new URLSearchParams(parts as [string, string][]).toString()}`
  })

  watch(filter, load, { immediate: true })
  return { entries, next, isLoaded, problem, filter, isNarrowed, load, more, narrow, clear, exportAddress }
}
