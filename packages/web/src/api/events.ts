import type { EventPayloads } from '@tessera/metadata'
import { onScopeDispose, ref } from 'vue'

type Name = keyof EventPayloads
type Listener<N extends Name> = (payload: EventPayloads[N]) => void

const listeners = new Map<Name, Set<Listener<Name>>>()
let source: EventSource | undefined

/** True while changes of others arrive by themselves. */
export const isLive = ref(false)

/** Opens the one event stream of this tab; the browser itself opens it again after a break. */
export function openEvents(): void {
  if (source !== undefined) return
  source = new EventSource('/api/events')
  source.addEventListener('open', () => (isLive.value = true))
  source.addEventListener('error', () => {
    isLive.value = false
    // A refusal ends the stream for good: try again later, for example after signing in again.
    if (source?.readyState !== EventSource.CLOSED) return
    source = undefined
    setTimeout(openEvents, 5_000)
  })
  for (const name of ['record', 'revision', 'notification', 'reset'] as const) {
    source.addEventListener(name, (event: MessageEvent<string>) => {
      const payload = JSON.parse(event.data === '' ? '{}' : event.data) as EventPayloads[typeof name]
      for (const listener of listeners.get(name) ?? []) (listener as Listener<typeof name>)(payload)
    })
  }
}

/** Listens to one kind of event while the component lives. After `reset` whatever was read must be read again. */
export function onEvent<N extends Name>(name: N, listener: Listener<N>): void {
  let set = listeners.get(name)
  if (set === undefined) listeners.set(name, (set = new Set()))
  const erased = listener as unknown as Listener<Name>
  set.add(erased)
  onScopeDispose(() => set.delete(erased))
}
