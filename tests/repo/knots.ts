/**
 * Groups of nodes that reach each other in a circle (Tarjan's strongly connected components), each sorted; nodes outside
 * any circle are left out.
 *
 * Shape: knotsOf({ a: ['b'], b: ['a'], c: ['a'] }) → [['a', 'b']]
 */
export function knotsOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const knots: string[][] = []

  const visit = (node: string): number => {
    const mine = order.size
    order.set(node, mine)
    lowest.set(node, mine)
    open.push(node)
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) lowest.set(node, Math.min(lowest.get(node) ?? mine, visit(next)))
      else if (open.includes(next)) lowest.set(node, Math.min(lowest.get(node) ?? mine, order.get(next) ?? mine))
    }
    const low = lowest.get(node) ?? mine
    if (low === mine) {
      const group = open.splice(open.indexOf(node))
      if (group.length > 1 || (graph.get(node) ?? []).includes(node)) knots.push(group.sort())
    }
    return low
  }

  for (const node of graph.keys()) if (!order.has(node)) visit(node)
  return knots
}
