import type { Localized, StoredDocument } from '@tessera/metadata'

/** A published version of a workflow, or a draft, as runs read it. */
export interface Graph {
  /** Id of the document. */
  readonly id: string
  readonly key: string
  readonly label: Localized
  /** Revision that published it; 0 for a draft. */
  readonly version: number
  /** The object its records are of, as the document names it: an id, in a draft perhaps a key. */
  readonly object: string | undefined
  readonly trigger: GraphTrigger
  readonly start: string
  readonly nodes: ReadonlyMap<string, GraphNode>
}

export interface GraphTrigger {
  readonly type: string
  readonly watch?: readonly string[]
  readonly when?: string
  readonly cron?: string
}

export interface GraphNode {
  readonly id: string
  readonly type: string
  readonly label?: Localized
  readonly config: Readonly<Record<string, unknown>>
  /** Ids of nodes by port. */
  readonly next?: Readonly<Record<string, string>>
}

/** The graph of a workflow document that its schema accepted. */
export function toGraph(document: StoredDocument, version: number): Graph {
  const body = document as unknown as {
    readonly label: Localized
    readonly object?: string
    readonly trigger: GraphTrigger
    readonly nodes: readonly GraphNode[]
    readonly start: string
  }
  return {
    id: document.id,
    key: document.key,
    label: body.label,
    version,
    object: body.object,
    trigger: body.trigger,
    start: body.start,
    nodes: new Map(body.nodes.map((node) => [node.id, node])),
  }
}
