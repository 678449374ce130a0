/** Which tabs of this browser are alive, so that nobody takes over the journal of a tab that is still at work. */

const STORED = 'tessera.tab'
const CHANNEL = 'tessera.tabs'
const WAIT_MS = 150

type Message = { readonly ask: string } | { readonly here: string }

let own: string | undefined
let channel: BroadcastChannel | undefined

/** A name no other tab has. */
export function newTabId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9))
  return [...bytes].map((byte) => byte.toString(36).padStart(2, '0')).join('')
}

/**
 * The name of this tab, kept over reloads, and the names of the others that are alive. A tab made by duplicating another one
 * gets a name of its own.
 */
export async function meetTabs(): Promise<{ readonly tab: string; readonly alive: ReadonlySet<string> }> {
  const alive = await askOthers()
  if (own === undefined) {
    const stored = sessionStorage.getItem(STORED)
    own = stored === null || alive.has(stored) ? newTabId() : stored
    sessionStorage.setItem(STORED, own)
  }
  return { tab: own, alive }
}

async function askOthers(): Promise<ReadonlySet<string>> {
  const alive = new Set<string>()
  if (typeof BroadcastChannel === 'undefined') return alive
  channel ??= openChannel()
  const listen = (event: MessageEvent<Message>): void => {
    if ('here' in event.data) alive.add(event.data.here)
  }
  channel.addEventListener('message', listen)
  channel.postMessage({ ask: own ?? '' } satisfies Message)
  await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
  channel.removeEventListener('message', listen)
  return alive
}

function openChannel(): BroadcastChannel {
  const opened = new BroadcastChannel(CHANNEL)
  opened.addEventListener('message', (event: MessageEvent<Message>) => {
    if ('ask' in event.data && own !== undefined) opened.postMessage({ here: own } satisfies Message)
  })
  return opened
}
