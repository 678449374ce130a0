import type { WorkflowDocument } from '@tessera/metadata'
import { slotsOf, targetOf, type PortsOf, type Slot } from '../graph/flow'
import { flowShape, type FlowShape } from '../graph/flow-shape'

export interface Cell {
  readonly column: number
  readonly row: number
}

/**
 * Where everything stands, in columns and rows. The main way of every step goes straight down; side ways leave to the right
 * and get the nearest column in which nothing stands in their way. The same flow always looks the same, and a new step
 * moves only what follows it.
 */
export interface FlowLayout {
  readonly cells: ReadonlyMap<string, Cell>
  /** Column in which a side way goes down, by `slotKey`. */
  readonly lanes: ReadonlyMap<string, number>
  readonly shape: FlowShape
}

export const slotKey = ({ from, port }: Slot): string => `${from}/${port}`

export function layoutFlow(flow: WorkflowDocument, portsOf: PortsOf): FlowLayout {
  const shape = flowShape(flow, portsOf)
  const cells = new Map<string, Cell>()
  const lanes = new Map<string, number>()
  let column = 0
  for (const [index, root] of shape.roots.entries()) {
    const block = blockOf(root)
    // Loose parts stand beside the flow, one row down, so that nobody takes them for its beginning.
    const down = index === 0 ? 0 : 1
    for (const [id, cell] of block.cells) cells.set(id, { column: cell.column + column, row: cell.row + down })
    for (const [key, lane] of block.lanes) lanes.set(key, lane + column)
    column += Math.max(...block.right.values()) + 1
  }
  return { cells, lanes, shape }

  function blockOf(id: string): Block {
    const row = shape.row.get(id) ?? 0
    const block = new Block()
    block.take(row, 0)
    block.cells.set(id, { column: 0, row })
    const [main, ...sides] = slotsOf(flow, id, portsOf)
    if (main !== undefined) block.add(wayBlock(id, row, main), 0)
    for (const slot of sides) {
      if (targetOf(flow, slot) === undefined) continue
      const way = wayBlock(id, row, slot)
      const offset = Math.max(1, block.freeOffset(way, row))
      block.add(way, offset)
      block.take(row, offset)
      block.lanes.set(slotKey(slot), offset)
    }
    for (const meeting of shape.below.get(id) ?? []) {
      if ((shape.ways.get(meeting) ?? 0) < 2) continue
      const way = blockOf(meeting)
      block.add(way, block.freeOffset(way))
    }
    return block
  }

  /** What a way takes up: the steps that belong to it, else the line down to where it goes on. */
  function wayBlock(id: string, row: number, slot: Slot): Block {
    const to = targetOf(flow, slot)
    const isOnward = to !== undefined && shape.lines.some((line) => line.from === id && line.port === slot.port)
    if (to === undefined || !isOnward) return new Block()
    if (shape.parent.get(to) === id && shape.ways.get(to) === 1) return blockOf(to)
    const line = new Block()
    for (let at = row + 1; at < (shape.row.get(to) ?? 0); at++) line.take(at, 0)
    return line
  }
}

/** A part of the picture with its own first column, and how far it reaches to the right in each row. */
class Block {
  readonly cells = new Map<string, Cell>()
  readonly lanes = new Map<string, number>()
  readonly right = new Map<number, number>()

  take(row: number, column: number): void {
    this.right.set(row, Math.max(this.right.get(row) ?? 0, column))
  }

  /** The first column at which another block (and a line in `row`) stands right of everything here. */
  freeOffset(other: Block, row?: number): number {
    const rows = row === undefined ? [...other.right.keys()] : [row, ...other.right.keys()]
    return Math.max(0, ...rows.map((at) => (this.right.has(at) ? (this.right.get(at) ?? 0) + 1 : 0)))
  }

  add(other: Block, offset: number): void {
    for (const [id, cell] of other.cells) this.cells.set(id, { column: cell.column + offset, row: cell.row })
    for (const [key, lane] of other.lanes) this.lanes.set(key, lane + offset)
    for (const [row, column] of other.right) this.take(row, column + offset)
  }
}
