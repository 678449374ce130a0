const CHANNEL = 'tessera.form'
/** Another tab answers within a few milliseconds; a sleeping one does not write either. */
const WAIT_MS = 60
/** More forms of the same kind open at once keep no drafts of their own. */
const MOST = 8

interface Message {
  readonly type: 'who' | 'mine'
  readonly place: string
}

const held = new Set<string>()
let channel: BroadcastChannel | undefined

function open(): BroadcastChannel | undefined {
  if (typeof BroadcastChannel === 'undefined') return undefined
  if (channel !== undefined) return channel
  channel = new BroadcastChannel(CHANNEL)
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.type === 'who' && held.has(data.place)) channel?.postMessage({ type: 'mine', place: data.place })
  })
  return channel
}

/** Which of these places other tabs hold now. */
function takenOf(places: readonly string[]): Promise<ReadonlySet<string>> {
  const opened = open()
  const taken = new Set(places.filter((place) => held.has(place)))
  if (opened === undefined) return Promise.resolve(taken)
  return new Promise((resolve) => {
    const hear = ({ data }: MessageEvent<Message>): void => {
      if (data.type === 'mine') taken.add(data.place)
    }
    opened.addEventListener('message', hear)
    for (const place of places) opened.postMessage({ type: 'who', place } satisfies Message)
    setTimeout(() => {
      opened.removeEventListener('message', hear)
      resolve(taken)
    }, WAIT_MS)
  })
}

/**
 * Takes a place for the draft of a form. Two tabs with the same new form get two places, so that neither writes over the
 * other's. `isFilled` says where a draft waits: such a place is taken first.
 *
 * @returns the place, until `release` is called
 */
export async function claimPlace(
  place: string,
  isFilled: (place: string) => boolean,
): Promise<{ readonly place: string; release(): void }> {
  const places = Array.from({ length: MOST }, (_, index) => (index === 0 ? place : `${place}/${index + 1}`))
  const taken = await takenOf(places)
  const free = places.filter((one) => !taken.has(one))
  const chosen = free.find(isFilled) ?? free[0] ?? `${place}/${Math.random().toString(36).slice(2)}`
  held.add(chosen)
  return { place: chosen, release: () => held.delete(chosen) }
}
