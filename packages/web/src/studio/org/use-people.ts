import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { problemOf, type ApiProblem } from '@/api/problem'
import { people, type Person, type PeoplePage, type PersonState, type RoleChoice } from './people-api'

const TYPING_MS = 250

/** The people the screen shows: searched, by state and department, page after page. `department` undefined: everybody. */
export function usePeople(department: () => string | undefined) {
  const search = ref('')
  const state = ref<PersonState>()
  const shown = shallowRef<readonly Person[]>([])
  const next = ref<string | null>(null)
  const count = ref(0)
  const roles = shallowRef<readonly RoleChoice[]>([])
  const isLoading = ref(true)
  const isLoaded = ref(false)
  const problem = shallowRef<ApiProblem>()
  let asking = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined

  const query = computed(() => ({
    search: search.value.trim() === '' ? undefined : search.value.trim().slice(0, 100),
    state: state.value,
    department: department(),
  }))
  const isNarrowed = computed(() => query.value.search !== undefined || state.value !== undefined)

  async function ask(after?: string): Promise<PeoplePage | undefined> {
    asking.abort()
    const own = (asking = new AbortController())
    isLoading.value = true
    try {
      const page = await people.list({ ...query.value, limit: 100, after }, own.signal)
      problem.value = undefined
      return page
    } catch (error) {
      if (!own.signal.aborted) problem.value = problemOf(error)
      return undefined
    } finally {
      if (own === asking) {
        isLoading.value = false
        isLoaded.value = true
      }
    }
  }

  async function load(): Promise<void> {
    const page = await ask()
    if (page === undefined) return
    ;[shown.value, next.value, count.value, roles.value] = [page.people, page.next, page.count, page.roles]
  }

  async function more(): Promise<void> {
    if (next.value === null) return
    const page = await ask(next.value)
    if (page === undefined) return
    shown.value = [...shown.value, ...page.people]
    next.value = page.next
  }

  watch(search, () => {
    clearTimeout(timer)
    timer = setTimeout(() => void load(), TYPING_MS)
  })
  watch([state, department], () => void load())
  onBeforeUnmount(() => {
    clearTimeout(timer)
    asking.abort()
  })

  return {
    ...{ search, state, shown, next, count, roles, isLoading, isLoaded, isNarrowed, problem, load, more },
    clear(): void {
      search.value = ''
      state.value = undefined
    },
    /** Everybody who has not joined yet, wherever they work. */
    async invited(): Promise<readonly Person[]> {
      const found: Person[] = []
      for (let after: string | undefined; found.length < 1_000;) {
        const page = await people.list({ state: 'invited', limit: 500, after })
        found.push(...page.people)
        if (page.next === null) break
        after = page.next
      }
      return found
    },
  }
}
