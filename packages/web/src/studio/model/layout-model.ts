import { Graph, layout } from '@dagrejs/dagre'
import type { ModelGraph } from './model-graph'

export interface Placed {
  readonly x: number
  readonly y: number
}

export const nodeWidth = 200
export const nodeHeight = 64

/** Where each module stands: those that are pointed to on the left, what points to them on the right. Deterministic. */
export function placeModules({ nodes, relations }: ModelGraph): ReadonlyMap<string, Placed> {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'RL', nodesep: 28, ranksep: 110 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { key } of nodes) graph.setNode(key, { width: nodeWidth, height: nodeHeight })
  for (const { from, to, id, isBroken } of relations) if (!isBroken && from !== to) graph.setEdge(from, to, {}, id)
  layout(graph)
  return new Map(
    nodes.map(({ key }) => {
      const { x, y } = graph.node(key) as { x: number; y: number }
      return [key, { x: x - nodeWidth / 2, y: y - nodeHeight / 2 }]
    }),
  )
}
