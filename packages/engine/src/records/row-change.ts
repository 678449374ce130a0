import type { Values } from './draft.js'

/** A record that was written: null = it was not there (or in the bin) on that side. */
export interface RowChange {
  readonly object: string
  readonly id: string
  /** `computed`: only its roll-ups changed. */
  readonly op: 'create' | 'change' | 'delete' | 'restore' | 'computed'
  /** After the change. */
  readonly version: number
  readonly before: Values | null
  readonly after: Values | null
}
