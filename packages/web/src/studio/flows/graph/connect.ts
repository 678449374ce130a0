import type { WorkflowDocument } from '@tessera/metadata'
import {
  nodeOf,
  reachableFrom,
  sameSlot,
  slotsInto,
  targetOf,
  TRIGGER,
  withTarget,
  type PortsOf,
  type Slot,
} from './flow'

/** Leads a way to a node, or nowhere. The document itself when there is nothing to do. */
export function connect(flow: WorkflowDocument, slot: Slot, target: string | undefined): WorkflowDocument {
  if (targetOf(flow, slot) === target || slot.from === target) return flow
  return withTarget(flow, slot, target)
}

/** A node that a way could lead to. */
export interface ConnectChoice {
  readonly id: string
  /** It lies before the way's beginning: the line would lead back. */
  readonly isBack: boolean
  /** Nothing leads to it yet. */
  readonly isLoose: boolean
}

/** Every node that a way can be led to, in the order of the document: all but its own and the present one. */
export function connectChoices(flow: WorkflowDocument, slot: Slot): readonly ConnectChoice[] {
  const reached = reachableFrom(flow, TRIGGER)
  return flow.nodes
    .filter(({ id }) => id !== slot.from && id !== targetOf(flow, slot))
    .map(({ id }) => ({
      id,
      isBack: slot.from !== TRIGGER && reachableFrom(flow, id).has(slot.from),
      isLoose: !reached.has(id),
    }))
}

/** The two ways of a branching node lead where the other led. */
export function swapWays(flow: WorkflowDocument, id: string, ports: readonly [string, string]): WorkflowDocument {
  const [a, b] = ports.map((port) => ({ from: id, port })) as [Slot, Slot]
  return withTarget(withTarget(flow, a, targetOf(flow, b)), b, targetOf(flow, a))
}

/** The slot a node is reached by first: for «insert before» and moves. */
export function mainSlotInto(flow: WorkflowDocument, id: string): Slot | undefined {
  return slotsInto(flow, id)[0]
}

/**
 * Takes a node out of its place and puts it on another way; what followed on its main port closes up, its other branches go
 * with it. Undefined where that cannot be done without losing or cutting off a step.
 */
export function moveNode(
  flow: WorkflowDocument,
  id: string,
  slot: Slot,
  portsOf: PortsOf,
): WorkflowDocument | undefined {
  const node = nodeOf(flow, id)
  const main = node === undefined ? undefined : portsOf(node.type)?.[0]
  if (node === undefined || slot.from === id || targetOf(flow, slot) === id) return undefined
  const follower = main === undefined ? undefined : targetOf(flow, { from: id, port: main })
  const into = slotsInto(flow, id)
  if (into.some((one) => sameSlot(one, slot))) return undefined
  const closed = into.reduce((changed, one) => withTarget(changed, one, follower === id ? undefined : follower), flow)
  const next = targetOf(closed, slot)
  if (main === undefined && next !== undefined) return undefined
  const led = main === undefined ? closed : withTarget(closed, { from: id, port: main }, next)
  const moved = withTarget(led, slot, id)
  return isSameReach(flow, moved) ? moved : undefined
}

function isSameReach(before: WorkflowDocument, after: WorkflowDocument): boolean {
  const [a, b] = [reachableFrom(before, TRIGGER), reachableFrom(after, TRIGGER)]
  return a.size === b.size && [...a].every((id) => b.has(id)) && isFreeOfNewCircle(before, after)
}

function isFreeOfNewCircle(before: WorkflowDocument, after: WorkflowDocument): boolean {
  const inCircle = (flow: WorkflowDocument): number =>
    flow.nodes.filter(({ id }) => reachableFrom(flow, id).has(id)).length
  return inCircle(after) <= inCircle(before)
}
