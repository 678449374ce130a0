import { reachableFrom } from './graph.js'
import { partsOf, textOf } from './parts.js'

/** Ids of the nodes of a workflow that no way from its start leads to. A draft has such nodes; they never run. */
export function unreachableNodes(document: Readonly<Record<string, unknown>>): readonly string[] {
  const nodes = partsOf(document, 'nodes')
  const reached = reachableFrom(String(document.start), nodes)
  return nodes.flatMap(({ body }) => textOf(body, 'id') ?? []).filter((id) => !reached.has(id))
}
