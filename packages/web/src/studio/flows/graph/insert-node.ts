import type { WorkflowDocument, WorkflowNode } from '@tessera/metadata'
import { portsOfNode, targetOf, withTarget, type PortsOf, type Slot } from './flow'

/**
 * Puts a node on a way. What the way led to follows on the node's main port; a node without ports ends there, so it can only
 * be put where nothing follows (`canInsert`).
 */
export function insertNode(flow: WorkflowDocument, slot: Slot, node: WorkflowNode, portsOf: PortsOf): WorkflowDocument {
  const follower = targetOf(flow, slot)
  const main = portsOfNode(node, portsOf)[0]
  const placed: WorkflowNode =
    follower === undefined || main === undefined ? node : { ...node, next: { ...node.next, [main]: follower } }
  return withTarget({ ...flow, nodes: insertBehind(flow.nodes, slot.from, placed) }, slot, node.id)
}

/** False where a node that ends the way would cut off what follows. */
export function canInsert(flow: WorkflowDocument, slot: Slot, type: string, portsOf: PortsOf): boolean {
  return targetOf(flow, slot) === undefined || portsOf(type)?.length !== 0
}

/** The list of nodes stays in about the order people read it. */
function insertBehind(nodes: readonly WorkflowNode[], id: string, node: WorkflowNode): WorkflowNode[] {
  const at = nodes.findIndex((one) => one.id === id)
  return [...nodes.slice(0, at + 1), node, ...nodes.slice(at + 1)]
}
