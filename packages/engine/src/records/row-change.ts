import type { CatalogObject } from '../catalog/catalog.js'
import type { Draft, Values } from './draft.js'

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

/** What the write of a draft changes. */
export function rowChange(object: CatalogObject, draft: Draft): RowChange {
  return {
    object: object.id,
    id: draft.id,
    op: draft.op,
    version: draft.version + 1,
    before: draft.op === 'create' || draft.op === 'restore' ? null : draft.before,
    after: draft.op === 'delete' ? null : draft.after,
  }
}
