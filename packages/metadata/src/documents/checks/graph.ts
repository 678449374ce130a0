import { makeFieldProblem, type FieldProblem } from '../../errors/field-problem.js'
import { toPointer } from '../../text/json-pointer.js'
import { isJsonObject, textOf, type Part } from './parts.js'

/** Where each node leads: ids by port, in the order of the document. */
function linksOf(node: Part): readonly (readonly [port: string, id: string])[] {
  const { next } = node.body
  if (!isJsonObject(next)) return []
  return Object.entries(next).flatMap(([port, id]) => (typeof id === 'string' ? [[port, id] as const] : []))
}

const byId = (nodes: readonly Part[]): ReadonlyMap<string, Part> =>
  new Map(
    nodes.flatMap((node) => (textOf(node.body, 'id') === undefined ? [] : [[String(node.body.id), node] as const])),
  )

/** The first circle of a graph, told at the link that closes it. */
export function findCircle(nodes: readonly Part[]): readonly FieldProblem[] {
  const known = byId(nodes)
  const done = new Set<string>()
  const open: string[] = []
  const visit = (id: string): FieldProblem | undefined => {
    const node = known.get(id)
    if (node === undefined || done.has(id)) return undefined
    open.push(id)
    for (const [port, target] of linksOf(node)) {
      const from = open.indexOf(target)
      if (from !== -1) {
        const path = [...open.slice(from), target]
        return makeFieldProblem(toPointer([...node.path, 'next', port]), 'workflow.in_circle', { path })
      }
      const found = visit(target)
      if (found !== undefined) return found
    }
    open.pop()
    done.add(id)
    return undefined
  }
  for (const id of known.keys()) {
    const found = visit(id)
    if (found !== undefined) return [found]
  }
  return []
}

/** Ids of the nodes that can be reached from one, itself included. */
export function reachableFrom(start: string, nodes: readonly Part[]): ReadonlySet<string> {
  const known = byId(nodes)
  const reached = new Set(known.has(start) ? [start] : [])
  for (const id of reached) {
    const node = known.get(id)
    if (node !== undefined) for (const [, target] of linksOf(node)) if (known.has(target)) reached.add(target)
  }
  return reached
}
