import type { WorkflowDocument } from '@tessera/metadata'

const letters = 'abcdefghijkmnpqrstuvwxyz23456789'

/**
 * An id for a new node. It is random, not counted: the id of a removed node may still stand in runs and in other drafts, and
 * must not come to mean another step.
 */
export function newNodeId(flow: WorkflowDocument, random: () => number = Math.random): string {
  const taken = new Set(flow.nodes.map(({ id }) => id))
  for (;;) {
    const id = `n${Array.from({ length: 8 }, () => letters[Math.floor(random() * letters.length)]).join('')}`
    if (!taken.has(id)) return id
  }
}
