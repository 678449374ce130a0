import type { AutomationDoor, Catalog } from '@tessera/engine'
import type { Graph, GraphNode } from '../core/graph.js'
import { compileNode, type BrokenNode, type NodeProgram } from './node-program.js'

const known = new WeakMap<Catalog, Map<string, NodeProgram | BrokenNode>>()

/** The program of a node of a published graph, compiled once per catalog; that of a draft is compiled each time. */
export function programOf(
  door: AutomationDoor,
  catalog: Catalog,
  graph: Graph,
  node: GraphNode,
): NodeProgram | BrokenNode {
  if (graph.version === 0) return compileNode(door, catalog, graph, node)
  const ofCatalog = known.get(catalog) ?? new Map<string, NodeProgram | BrokenNode>()
  known.set(catalog, ofCatalog)
  const name = `${graph.id}@${graph.version}/${node.id}`
  const program = ofCatalog.get(name) ?? compileNode(door, catalog, graph, node)
  ofCatalog.set(name, program)
  return program
}
