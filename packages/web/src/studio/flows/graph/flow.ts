import type { WorkflowDocument, WorkflowNode } from '@tessera/metadata'

/** The trigger's place in the graph: it is no node of the document, `start` says where it leads. */
export const TRIGGER = '$trigger'

/** A way out of a node (or of the trigger): where a line begins and where something can be inserted. */
export interface Slot {
  readonly from: string
  readonly port: string
}

/** The ports a type of node declares, its main way first; undefined for a type nobody knows. */
export type PortsOf = (type: string) => readonly string[] | undefined

/** The one port of the trigger. */
export const TRIGGER_SLOT: Slot = { from: TRIGGER, port: 'next' }

export function nodeOf(flow: WorkflowDocument, id: string): WorkflowNode | undefined {
  return flow.nodes.find((node) => node.id === id)
}

/** The ports of a node: those of its type, then those that only the document knows. */
export function portsOfNode(node: WorkflowNode, portsOf: PortsOf): readonly string[] {
  const declared = portsOf(node.type) ?? []
  const further = Object.keys(node.next ?? {}).filter((port) => !declared.includes(port))
  return [...declared, ...further]
}

/** Ways out of a node or of the trigger, the main one first. */
export function slotsOf(flow: WorkflowDocument, id: string, portsOf: PortsOf): readonly Slot[] {
  if (id === TRIGGER) return [TRIGGER_SLOT]
  const node = nodeOf(flow, id)
  return node === undefined ? [] : portsOfNode(node, portsOf).map((port) => ({ from: id, port }))
}

/** Where a way leads: the id of a node that exists, or undefined. */
export function targetOf(flow: WorkflowDocument, { from, port }: Slot): string | undefined {
  const target = from === TRIGGER ? flow.start : nodeOf(flow, from)?.next?.[port]
  return target !== undefined && nodeOf(flow, target) !== undefined ? target : undefined
}

/** The document in which a way leads elsewhere, or nowhere. */
export function withTarget(flow: WorkflowDocument, slot: Slot, target: string | undefined): WorkflowDocument {
  if (slot.from === TRIGGER) return { ...flow, start: target ?? '' }
  return {
    ...flow,
    nodes: flow.nodes.map((node) => (node.id === slot.from ? nodeWithTarget(node, slot.port, target) : node)),
  }
}

function nodeWithTarget(node: WorkflowNode, port: string, target: string | undefined): WorkflowNode {
  const { next = {}, ...rest } = node
  const ways = Object.entries(next).filter(([name]) => name !== port)
  if (target !== undefined) ways.push([port, target])
  return ways.length === 0 ? rest : { ...rest, next: Object.fromEntries(ways) }
}

/** Every way that leads to a node. */
export function slotsInto(flow: WorkflowDocument, id: string): readonly Slot[] {
  const fromNodes = flow.nodes.flatMap((node) =>
    Object.entries(node.next ?? {})
      .filter(([, target]) => target === id)
      .map(([port]) => ({ from: node.id, port })),
  )
  return flow.start === id ? [TRIGGER_SLOT, ...fromNodes] : fromNodes
}

/** Every line of the graph, in reading order of the ports. */
export interface Line extends Slot {
  readonly to: string
}

export function linesOf(flow: WorkflowDocument, portsOf: PortsOf): readonly Line[] {
  return [TRIGGER, ...flow.nodes.map(({ id }) => id)].flatMap((id) =>
    slotsOf(flow, id, portsOf).flatMap((slot) => {
      const to = targetOf(flow, slot)
      return to === undefined ? [] : [{ ...slot, to }]
    }),
  )
}

/** Ids of the nodes one can get to from a node or the trigger, itself left out unless a circle leads back. */
export function reachableFrom(flow: WorkflowDocument, from: string): ReadonlySet<string> {
  const next = new Map(flow.nodes.map((node) => [node.id, Object.values(node.next ?? {})]))
  const found = new Set<string>()
  const open = from === TRIGGER ? [flow.start] : [...(next.get(from) ?? [])]
  while (open.length > 0) {
    const id = open.pop()
    if (id === undefined || found.has(id) || !next.has(id)) continue
    found.add(id)
    open.push(...(next.get(id) ?? []))
  }
  return found
}

export function sameSlot(a: Slot, b: Slot): boolean {
  return a.from === b.from && a.port === b.port
}
