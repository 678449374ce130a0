import { flowOf, type Cell } from './layout-flow'
import { nodeOf, nodesOf, type LayoutNode, type NodeKey, type Place, type Sections } from './layout-tree'

export type Direction = 'up' | 'down' | 'left' | 'right'

type Item = Extract<LayoutNode, { kind: 'item' }>
type Section = Extract<LayoutNode, { kind: 'section' }>

/**
 * The node an arrow key leads to: left and right in reading order, up and down to the nearest in the row above or below; over
 * the first row stands the section itself, and from a section one goes to its first row or the last row before it.
 */
export function neighbourOf(sections: Sections, key: NodeKey | undefined, direction: Direction): NodeKey | undefined {
  const nodes = nodesOf(sections)
  const node = nodes.find((one) => one.key === key)
  if (node === undefined) return nodes[0]?.key
  if (node.kind === 'section') return besideSection(nodes, sections, node, direction)
  if (direction === 'left' || direction === 'right') {
    const at = nodes.indexOf(node) + (direction === 'left' ? -1 : 1)
    return nodes[at]?.key ?? node.key
  }
  return besideItem(nodes, sections, node, direction)
}

const sectionAt = (nodes: readonly LayoutNode[], at: number): Section | undefined =>
  nodes.find((one): one is Section => one.kind === 'section' && one.section === at)
const itemAt = (nodes: readonly LayoutNode[], at: number, index: number): Item | undefined =>
  nodes.find((one): one is Item => one.kind === 'item' && one.section === at && one.index === index)

function besideSection(
  nodes: readonly LayoutNode[],
  sections: Sections,
  { section, key }: Section,
  direction: Direction,
): NodeKey {
  if (direction === 'left') return sectionAt(nodes, section - 1)?.key ?? key
  if (direction === 'right') return sectionAt(nodes, section + 1)?.key ?? key
  if (direction === 'down') return (itemAt(nodes, section, 0) ?? sectionAt(nodes, section + 1))?.key ?? key
  const before = sections[section - 1]
  if (before === undefined) return key
  const cells = flowOf(before)
  const last = cells.at(-1)?.row
  const index = cells.findIndex(({ row }) => row === last)
  return (itemAt(nodes, section - 1, index) ?? sectionAt(nodes, section - 1))?.key ?? key
}

function besideItem(nodes: readonly LayoutNode[], sections: Sections, item: Item, direction: 'up' | 'down'): NodeKey {
  const cells = flowOf(sections[item.section] ?? { items: [] })
  const cell = cells[item.index] as Cell
  const index = nearestInRow(cells, cell, cell.row + (direction === 'up' ? -1 : 1))
  const found = index === undefined ? undefined : itemAt(nodes, item.section, index)
  if (found !== undefined) return found.key
  const section = sectionAt(nodes, direction === 'up' ? item.section : item.section + 1)
  return section?.key ?? item.key
}

/** The item of a row whose middle is nearest to that of a cell. */
function nearestInRow(cells: readonly Cell[], { column, span }: Cell, row: number): number | undefined {
  const middle = column + span / 2
  let best: number | undefined
  let distance = Infinity
  for (const [index, cell] of cells.entries()) {
    const away = Math.abs(cell.column + cell.span / 2 - middle)
    if (cell.row === row && away < distance) [best, distance] = [index, away]
  }
  return best
}

/**
 * Where Alt and an arrow move items: a step in reading order, or a row up or down; over the edge of a section into the one
 * beside it. Undefined where there is nothing further. `keys` move as one, from the first (or the last) of them.
 */
export function stepOf(sections: Sections, keys: readonly NodeKey[], direction: Direction): Place | undefined {
  const items = keys.map((key) => nodeOf(sections, key)).filter((node): node is Item => node?.kind === 'item')
  const ordered = [...items].sort((a, b) => a.section - b.section || a.index - b.index)
  const isForward = direction === 'right' || direction === 'down'
  const edge = isForward ? ordered.at(-1) : ordered[0]
  if (edge === undefined) return undefined
  const section = sections[edge.section]
  const index = section === undefined ? undefined : indexInSection(section, edge, direction)
  if (index !== undefined) return { section: edge.section, index }
  const beside = edge.section + (isForward ? 1 : -1)
  const neighbour = sections[beside]
  if (neighbour === undefined) return undefined
  return { section: beside, index: isForward ? 0 : neighbour.items.length }
}

function indexInSection(section: Sections[number], { index }: Item, direction: Direction): number | undefined {
  if (direction === 'left') return index > 0 ? index - 1 : undefined
  if (direction === 'right') return index < section.items.length - 1 ? index + 2 : undefined
  const cells = flowOf(section)
  const cell = cells[index] as Cell
  const target = nearestInRow(cells, cell, cell.row + (direction === 'up' ? -1 : 1))
  if (target === undefined) return undefined
  return direction === 'up' ? target : target + 1
}
