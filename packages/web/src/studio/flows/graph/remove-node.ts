import type { WorkflowDocument } from '@tessera/metadata'
import { nodeOf, portsOfNode, reachableFrom, slotsInto, targetOf, TRIGGER, withTarget, type PortsOf } from './flow'

/** A way on from a node that is about to be removed. */
export interface WayOn {
  readonly port: string
  readonly target: string
}

/** Where it goes on behind a node, main port first; several ways to one target count once, a way back to itself not at all. */
export function waysOn(flow: WorkflowDocument, id: string, portsOf: PortsOf): readonly WayOn[] {
  const node = nodeOf(flow, id)
  if (node === undefined) return []
  const ways = portsOfNode(node, portsOf).flatMap((port) => {
    const target = targetOf(flow, { from: id, port })
    return target === undefined || target === id ? [] : [{ port, target }]
  })
  return ways.filter(({ target }, index) => ways.findIndex((way) => way.target === target) === index)
}

/**
 * Takes a node out. What led to it leads on to what followed on the port `keep`; `null` cuts there. Steps that only the node
 * led to go with it.
 */
export function removeNode(flow: WorkflowDocument, id: string, keep: string | null): WorkflowDocument {
  const wanted = keep === null ? undefined : targetOf(flow, { from: id, port: keep })
  const follower = wanted === id ? undefined : wanted
  const below = reachableFrom(flow, id)
  const bridged = slotsInto(flow, id)
    .filter((slot) => slot.from !== id)
    .reduce((changed, slot) => withTarget(changed, slot, follower), flow)
  const left: WorkflowDocument = { ...bridged, nodes: bridged.nodes.filter((node) => node.id !== id) }
  const stays = new Set(left.nodes.filter((node) => !below.has(node.id)).map((node) => node.id))
  if (follower !== undefined) stays.add(follower)
  for (const start of [TRIGGER, ...stays]) for (const reached of reachableFrom(left, start)) stays.add(reached)
  return { ...left, nodes: left.nodes.filter((node) => stays.has(node.id)) }
}

/** How many steps a removal takes away, the node itself counted. */
export function removedCount(flow: WorkflowDocument, id: string, keep: string | null): number {
  return flow.nodes.length - removeNode(flow, id, keep).nodes.length
}
