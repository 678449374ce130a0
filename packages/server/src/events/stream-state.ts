import type { NotificationState } from '@tessera/engine'

/** How far a stream is: what its reader has been told. */
export interface StreamState {
  /** Of record events. */
  readonly position: string
  readonly revision: number
  readonly newest: string | null
  readonly unread: number
}

/** A state as the id of an event, from which another stream goes on. Opaque to readers. */
export function toEventId({ position, revision, newest, unread }: StreamState): string {
  return Buffer.from(JSON.stringify([revision, unread, newest, position])).toString('base64url')
}

/** Reads an id back; undefined for anything `toEventId` did not make. Whoever makes one up only changes their own stream. */
export function fromEventId(id: string): StreamState | undefined {
  if (!/^[\w-]{1,1000}$/.test(id)) return undefined
  try {
    const parts = JSON.parse(Buffer.from(id, 'base64url').toString()) as unknown
    if (!Array.isArray(parts) || parts.length !== 4) return undefined
    const [revision, unread, newest, position] = parts as unknown[]
    if (typeof revision !== 'number' || typeof unread !== 'number' || typeof position !== 'string') return undefined
    return { revision, unread, newest: typeof newest === 'string' ? newest : null, position }
  } catch {
    return undefined
  }
}

/** True when the bell would show something else. */
export function isOtherNotification(known: StreamState, { newest, unread }: NotificationState): boolean {
  return known.newest !== newest || known.unread !== unread
}
