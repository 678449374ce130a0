import type { EventPayloads } from '@tessera/metadata'
import { onScopeDispose, ref } from 'vue'

type Name = keyof EventPayloads
type Listener<N extends Name> = (payload: EventPayloads[N]) => void

const listeners = new Map<Name, Set<Listener<Name>>>()
let source: EventSource | undefined
/** Where the stream goes on: after the last event that came, at first where it stood before anything was read. */
let lastId = ''

/** True while changes of others arrive by themselves. */
export const isLive = ref(false)

/**
 * Opens the one event stream of this tab; the browser itself opens it again after a break.
 *
 * @param from position that was known before the screen read anything: what happened since is told first, so that nothing falls between
 * the first read of a list and the opening of the stream
 */
export function openEvents(from: string): void {
  if (source !== undefined) return
  if (lastId === '') lastId = from
  source = new EventSource(`/api/events?after=${encodeURIComponent(lastId)}`)
  source.addEventListener('open', () => (isLive.value = true))
  source.addEventListener('error', () => {
    isLive.value = false
    // A refusal ends the stream for good: try again later, for example after signing in again.
    if (source?.readyState !== EventSource.CLOSED) return
    source = undefined
    setTimeout(() => openEvents(lastId), 5_000)
  })
  for (const name of ['record', 'revision', 'notification', 'reset'] as const) {
    source.addEventListener(name, (event: MessageEvent<string>) => {
      lastId = event.lastEventId
      tell(name, JSON.parse(event.data === '' ? '{}' : event.data) as EventPayloads[typeof name])
    })
  }
}

function tell<N extends Name>(name: N, payload: EventPayloads[N]): void {
  for (const listener of listeners.get(name) ?? []) (listener as unknown as Listener<N>)(payload)
}

/** Listens to one kind of event while the component lives. After `reset` whatever was read must be read again. */
export function onEvent<N extends Name>(name: N, listener: Listener<N>): void {
  let set = listeners.get(name)
  if (set === undefined) listeners.set(name, (set = new Set()))
  const erased = listener as unknown as Listener<Name>
  set.add(erased)
  onScopeDispose(() => set.delete(erased))
}
