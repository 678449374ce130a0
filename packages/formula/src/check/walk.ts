import type { TypedNode } from './typed-node.js'

/** The nodes directly below a node. */
export function childrenOf(node: TypedNode): readonly TypedNode[] {
  switch (node.kind) {
    case 'list':
    case 'concat':
    case 'logic':
      return node.items
    case 'call':
      return node.args
    case 'arithmetic':
    case 'compare':
      return [node.left, node.right]
    case 'in':
      return [node.needle, node.list]
    case 'under':
      return [node.record, node.ancestors]
    case 'negate':
    case 'convert':
    case 'not':
    case 'title':
      return [node.operand]
    case 'literal':
    case 'stored option':
    case 'path':
    case 'me':
      return []
  }
}

/** Calls `visit` for the node and everything below it, parents first. */
export function walk(node: TypedNode, visit: (node: TypedNode) => void): void {
  visit(node)
  for (const child of childrenOf(node)) walk(child, visit)
}
