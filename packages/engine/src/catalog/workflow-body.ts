import type { Localized, StoredDocument } from '@tessera/metadata'

/** What the engine reads of a stored workflow document (ids in place of keys). The schema of `metadata` has checked it. */
export interface WorkflowBody {
  readonly id: string
  readonly key: string
  readonly label: Localized
  readonly active: boolean
  /** Object id. */
  readonly object?: string
  readonly trigger: { readonly type: string; readonly watch?: readonly string[]; readonly when?: string }
  readonly nodes: readonly NodeBody[]
  readonly start: string
}

export interface NodeBody {
  readonly id: string
  readonly type: string
  readonly label?: Localized
  readonly config: Readonly<Record<string, unknown>>
  /** Ids of nodes by port. */
  readonly next?: Readonly<Record<string, string>>
}

/** The workflow documents of a set, in the order of the set. */
export function workflowBodies(documents: Iterable<StoredDocument>): WorkflowBody[] {
  return [...documents].filter((document) => document.kind === 'workflow') as unknown as WorkflowBody[]
}
