import { computed, ref } from 'vue'

/** Whom an administrator looks as: a person, or anybody with a role. */
export interface Simulation {
  readonly kind: 'person' | 'role'
  /** Id of the person, key of the role. */
  readonly key: string
  readonly title: string
  /** Where the administrator comes back to. */
  readonly from: string
}

const PLACE = 'tessera.as'

function kept(): Simulation | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(PLACE) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

const current = ref(kept())

/** Whom this tab looks as; undefined: oneself. */
export const simulation = computed(() => current.value)

/** What tells the server so, with every request. */
export const simulationHeaders = (): Readonly<Record<string, string>> =>
  current.value === undefined ? {} : { 'Tessera-As': `${current.value.kind}:${current.value.key}` }

/** Looks at the application as somebody else, in this tab alone. Everything is read anew; nothing can be saved. */
export function startSimulation({ kind, key, title }: Omit<Simulation, 'from'>): void {
  const from = location.pathname + location.search
  sessionStorage.setItem(PLACE, JSON.stringify({ kind, key, title, from } satisfies Simulation))
  location.assign('/')
}

/** Back to where it began, as oneself. */
export function endSimulation(): void {
  if (current.value === undefined) return
  const { from } = current.value
  sessionStorage.removeItem(PLACE)
  current.value = undefined
  location.assign(from.startsWith('/') && !from.startsWith('//') ? from : '/')
}
