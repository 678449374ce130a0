import type { WorkflowDocument, WorkflowNode } from '@tessera/metadata'
import { insertNode } from './insert-node'
import { nodeOf, type PortsOf, type Slot } from './flow'

/** A copy of a node with another id, leading nowhere. */
export function copyOf(node: WorkflowNode, id: string): WorkflowNode {
  const { next: _, ...rest } = structuredClone(node)
  return { ...rest, id }
}

/** Puts a copy of a node right behind it. Undefined for a node that ends its way: nothing can follow it. */
export function duplicateNode(
  flow: WorkflowDocument,
  id: string,
  newId: string,
  portsOf: PortsOf,
): WorkflowDocument | undefined {
  const node = nodeOf(flow, id)
  const port = node === undefined ? undefined : portsOf(node.type)?.[0]
  if (node === undefined || port === undefined) return undefined
  const slot: Slot = { from: id, port }
  return insertNode(flow, slot, copyOf(node, newId), portsOf)
}
