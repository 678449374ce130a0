import type { Actor, NotificationState } from '@tessera/engine'

/** What streams are fed from; the engine is one. Every question about records names its actor. */
export interface ChangeSource {
  /** Without `after`: the newest position and no events. */
  events(actor: Actor, query: ChangeQuery): Promise<ChangesPage>
  revision(actor: Actor): Promise<number>
  notifications(workspace: string, userIds: readonly string[]): Promise<ReadonlyMap<string, NotificationState>>
}

export interface ChangeQuery {
  readonly after?: string
  readonly objects?: readonly string[]
  readonly limit: number
}

export interface ChangesPage {
  readonly events: readonly {
    readonly position: string
    readonly object: string
    readonly id: string
    readonly version: number
    readonly op: 'create' | 'change' | 'delete' | 'restore'
  }[]
  readonly next: string
  /** What happened since `after` is not known. */
  readonly reset: boolean
}
