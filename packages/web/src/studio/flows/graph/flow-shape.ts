import type { WorkflowDocument } from '@tessera/metadata'
import { slotsOf, targetOf, TRIGGER, type Line, type PortsOf } from './flow'

/**
 * How a graph hangs together, for drawing and listing it. Every node belongs below one other: the nearest through which all
 * ways to it lead. A step where branches meet again so stands below the node where they parted, not inside one of them.
 */
export interface FlowShape {
  /** The trigger, then nodes that nothing leads to: each begins a part of its own. */
  readonly roots: readonly string[]
  /** Lines that lead on inside one part. */
  readonly lines: readonly Line[]
  /** Lines that lead back to a node before, or from a loose part into another. */
  readonly otherLines: readonly Line[]
  /** Nodes that hang below a node, in reading order: what its ports lead to, main way first, then where ways meet again. */
  readonly below: ReadonlyMap<string, readonly string[]>
  readonly parent: ReadonlyMap<string, string>
  /** How many lines into it, `otherLines` not counted. */
  readonly ways: ReadonlyMap<string, number>
  /** Longest way from the root of its part. */
  readonly row: ReadonlyMap<string, number>
}

export function flowShape(flow: WorkflowDocument, portsOf: PortsOf): FlowShape {
  const walk = new Walk(flow, portsOf)
  for (const root of [TRIGGER, ...looseRoots(flow, portsOf)]) walk.begin(root)
  // What is still unseen lies in circles nobody leads into.
  for (const { id } of flow.nodes) walk.begin(id)

  const order = walk.order()
  const lines = order.flatMap((id) => walk.out.get(id) ?? [])
  const parent = parentsOf(order, lines)
  const ways = new Map<string, number>()
  const row = new Map<string, number>(order.map((id) => [id, 0]))
  for (const { from, to } of lines) {
    ways.set(to, (ways.get(to) ?? 0) + 1)
    row.set(to, Math.max(row.get(to) ?? 0, (row.get(from) ?? 0) + 1))
  }
  return { roots: walk.roots, lines, otherLines: walk.others, below: belowOf(walk, parent, ways), parent, ways, row }
}

function looseRoots(flow: WorkflowDocument, portsOf: PortsOf): readonly string[] {
  const led = new Set<string | undefined>()
  for (const id of [TRIGGER, ...flow.nodes.map((node) => node.id)]) {
    for (const slot of slotsOf(flow, id, portsOf)) led.add(targetOf(flow, slot))
  }
  return flow.nodes.filter(({ id }) => !led.has(id)).map(({ id }) => id)
}

/** Depth first, main ports first. */
class Walk {
  readonly roots: string[] = []
  readonly out = new Map<string, Line[]>()
  readonly others: Line[] = []
  /** In the order of being seen. */
  readonly seen = new Map<string, string>()
  private readonly finished: string[] = []
  private readonly open = new Set<string>()

  constructor(
    private readonly flow: WorkflowDocument,
    private readonly portsOf: PortsOf,
  ) {}

  begin(root: string): void {
    if (this.seen.has(root)) return
    this.roots.push(root)
    this.visit(root, root)
  }

  /** From above to below: each node after all that lead to it. */
  order(): readonly string[] {
    return [...this.finished].reverse()
  }

  private visit(id: string, root: string): void {
    this.seen.set(id, root)
    this.open.add(id)
    const onward: Line[] = []
    for (const slot of slotsOf(this.flow, id, this.portsOf)) {
      const to = targetOf(this.flow, slot)
      if (to === undefined) continue
      if (!this.seen.has(to)) this.visit(to, root)
      const isOnward = !this.open.has(to) && this.seen.get(to) === root
      ;(isOnward ? onward : this.others).push({ ...slot, to })
    }
    this.out.set(id, onward)
    this.open.delete(id)
    this.finished.push(id)
  }
}

/** The nearest common node above, for every node: one pass suffices, since the order leads from above to below. */
function parentsOf(order: readonly string[], lines: readonly Line[]): ReadonlyMap<string, string> {
  const parent = new Map<string, string>()
  const depth = new Map<string, number>()
  const from = new Map<string, string[]>()
  for (const line of lines) from.set(line.to, [...(from.get(line.to) ?? []), line.from])
  for (const id of order) {
    const sources = from.get(id) ?? []
    const above = sources.reduce<string | undefined>((a, b) => (a === undefined ? b : common(a, b)), undefined)
    if (above !== undefined) parent.set(id, above)
    depth.set(id, above === undefined ? 0 : (depth.get(above) ?? 0) + 1)
  }
  return parent

  function common(a: string, b: string): string {
    let [x, y] = [a, b]
    while (x !== y) {
      const isDeeper = (depth.get(x) ?? 0) >= (depth.get(y) ?? 0)
      const up = parent.get(isDeeper ? x : y)
      if (up === undefined) return x
      if (isDeeper) x = up
      else y = up
    }
    return x
  }
}

function belowOf(
  walk: Walk,
  parent: ReadonlyMap<string, string>,
  ways: ReadonlyMap<string, number>,
): ReadonlyMap<string, readonly string[]> {
  const below = new Map<string, string[]>()
  const isMeeting = (id: string): boolean => (ways.get(id) ?? 0) > 1
  for (const meeting of [false, true]) {
    for (const id of walk.seen.keys()) {
      const above = parent.get(id)
      if (above === undefined || isMeeting(id) !== meeting) continue
      below.set(above, [...(below.get(above) ?? []), id])
    }
  }
  return below
}
