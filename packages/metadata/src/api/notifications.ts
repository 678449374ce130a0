/** Wire shapes of notifications and of the event stream. */

export interface NotificationEntry {
  readonly id: string
  readonly at: string
  readonly title: string
  readonly text: string | null
  /** What it is about; `title` is null when the reader may not (or no longer) read it. */
  readonly record?: { readonly object: string; readonly id: string; readonly title: string | null }
  /** Key and label of the workflow that sent it. */
  readonly workflow?: { readonly key: string; readonly label: string }
  readonly read: boolean
}

/** GET /api/notifications?limit&after&unread; newest first. */
export interface NotificationPage {
  readonly notifications: readonly NotificationEntry[]
  readonly unread: number
  readonly next: string | null
}

/** POST /api/notifications/read: the named ones, or all up to now. */
export type NotificationsRead = { readonly ids: readonly string[] } | { readonly all: true }

/** Events of GET /api/events by name. */
export interface EventPayloads {
  readonly record: {
    readonly object: string
    readonly id: string
    readonly version: number
    readonly op: 'create' | 'change' | 'delete' | 'restore'
  }
  readonly revision: { readonly revision: number }
  readonly notification: { readonly id: string; readonly unread: number }
  /** What happened in between is not known: read again. */
  readonly reset: Readonly<Record<string, never>>
}
