import { targetOf, type Line, type Slot } from '../graph/flow'
import type { WorkflowDocument } from '@tessera/metadata'
import { slotKey, type Cell, type FlowLayout } from './layout-flow'

/** Sizes of the canvas in px at zoom 1. */
export const NODE_WIDTH = 272
export const NODE_HEIGHT = 76
export const COLUMN = NODE_WIDTH + 96
export const ROW = NODE_HEIGHT + 64
/** From the edge of a node to the middle of the plus on its way. */
export const PLUS_BELOW = 30
export const PLUS_BESIDE = 52
/** Lines turn in the gap above a row, below the pluses. */
const TURN_ABOVE = 16
const RADIUS = 10

export interface Point {
  readonly x: number
  readonly y: number
}

/** Upper left corner of a cell. */
export function cornerOf({ column, row }: Cell): Point {
  return { x: column * COLUMN, y: row * ROW }
}

const middle = (cell: Cell): number => cornerOf(cell).x + NODE_WIDTH / 2
const top = (cell: Cell): number => cornerOf(cell).y
const bottom = (cell: Cell): number => cornerOf(cell).y + NODE_HEIGHT

/** Where the plus of a way stands: below the node for its main port, beside it for the others, one below the other. */
export function plusOf(cell: Cell, side: number): Point {
  if (side === 0) return { x: middle(cell), y: bottom(cell) + PLUS_BELOW }
  return { x: cornerOf(cell).x + NODE_WIDTH + PLUS_BESIDE, y: sideY(cell, side) }
}

function sideY(cell: Cell, side: number): number {
  return top(cell) + NODE_HEIGHT / 2 + (side - 1) * 28
}

/** A line as drawn: an SVG path from a port to the node it leads to. */
export interface DrawnLine extends Line {
  readonly path: string
  readonly isOther: boolean
}

/** All lines of a flow. `side`: 0 for the main port, then 1, 2, … for the others, by `slotKey`. */
export function drawnLines(layout: FlowLayout, side: ReadonlyMap<string, number>): readonly DrawnLine[] {
  const { cells, lanes, shape } = layout
  const draw = (line: Line, isOther: boolean): readonly DrawnLine[] => {
    const from = cells.get(line.from)
    const to = cells.get(line.to)
    if (from === undefined || to === undefined) return []
    const at = side.get(slotKey(line)) ?? 0
    const lane = lanes.get(slotKey(line)) ?? from.column
    const points = isOther ? wayRound(from, to, at) : at === 0 ? straight(from, to) : viaLane(from, to, at, lane)
    return [{ ...line, isOther, path: roundedPath(points) }]
  }
  return [...shape.lines.flatMap((line) => draw(line, false)), ...shape.otherLines.flatMap((line) => draw(line, true))]
}

function straight(from: Cell, to: Cell): readonly Point[] {
  const start = { x: middle(from), y: bottom(from) }
  return [start, ...intoTop(start, to)]
}

function viaLane(from: Cell, to: Cell, side: number, lane: number): readonly Point[] {
  const y = sideY(from, side)
  const corner = { x: middle({ column: lane, row: 0 }), y }
  return [{ x: cornerOf(from).x + NODE_WIDTH, y }, corner, ...intoTop(corner, to)]
}

/** Down to the gap above the node, over to its middle, into it. */
function intoTop(from: Point, to: Cell): readonly Point[] {
  const end = { x: middle(to), y: top(to) }
  if (from.x === end.x) return [end]
  const turn = top(to) - TURN_ABOVE
  return [{ x: from.x, y: turn }, { x: end.x, y: turn }, end]
}

/** Back to a node above, or over from a loose part: around it, into its left side. */
function wayRound(from: Cell, to: Cell, side: number): readonly Point[] {
  const start =
    side === 0 ? { x: middle(from), y: bottom(from) } : { x: cornerOf(from).x + NODE_WIDTH, y: sideY(from, side) }
  const below = bottom(from) + ROW - NODE_HEIGHT - TURN_ABOVE + 4
  const left = cornerOf(to).x - 28
  const enter = top(to) + NODE_HEIGHT / 2
  const first = side === 0 ? [] : [{ x: start.x + PLUS_BESIDE, y: start.y }]
  const last = first[0] ?? start
  return [
    start,
    ...first,
    { x: last.x, y: below },
    { x: left, y: below },
    { x: left, y: enter },
    { x: cornerOf(to).x, y: enter },
  ]
}

/** Straight pieces with rounded corners. Shape: `M0 0 L0 40 …` */
export function roundedPath(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      if (index === 0) return `M${point.x} ${point.y}`
      const before = points[index - 1]
      const after = points[index + 1]
      if (before === undefined || after === undefined) return `L${point.x} ${point.y}`
      const radius = Math.min(RADIUS, distance(before, point) / 2, distance(point, after) / 2)
      const a = toward(point, before, radius)
      const b = toward(point, after, radius)
      return `L${a.x} ${a.y} Q${point.x} ${point.y} ${b.x} ${b.y}`
    })
    .join(' ')
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

function toward(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to)
  if (whole === 0) return from
  return { x: from.x + ((to.x - from.x) * length) / whole, y: from.y + ((to.y - from.y) * length) / whole }
}

/** Which side every way leaves on, by `slotKey`: 0 below, then 1, 2, … beside. */
export function sidesOf(slots: readonly Slot[]): ReadonlyMap<string, number> {
  const counted = new Map<string, number>()
  return new Map(
    slots.map((slot) => {
      const side = counted.get(slot.from) ?? 0
      counted.set(slot.from, side + 1)
      return [slotKey(slot), side] as const
    }),
  )
}

/** The places where something can be dropped: every plus, with the way it stands on. */
export interface DropPlace extends Point {
  readonly slot: Slot
  readonly isEnd: boolean
}

export function dropPlaces(flow: WorkflowDocument, layout: FlowLayout, slots: readonly Slot[]): readonly DropPlace[] {
  const sides = sidesOf(slots)
  return slots.flatMap((slot) => {
    const cell = layout.cells.get(slot.from)
    if (cell === undefined) return []
    return [{ slot, isEnd: targetOf(flow, slot) === undefined, ...plusOf(cell, sides.get(slotKey(slot)) ?? 0) }]
  })
}

/** The place nearest to a point, if one is near enough. */
export function nearestPlace(places: readonly DropPlace[], { x, y }: Point, within = 120): DropPlace | undefined {
  let best: { place: DropPlace; far: number } | undefined
  for (const place of places) {
    const far = Math.hypot(place.x - x, place.y - y)
    if (far <= within && (best === undefined || far < best.far)) best = { place, far }
  }
  return best?.place
}

/** The neighbour of a node in a direction, for the arrow keys. */
export function neighbour(
  layout: FlowLayout,
  id: string,
  direction: 'up' | 'down' | 'left' | 'right',
): string | undefined {
  const from = layout.cells.get(id)
  if (from === undefined) return undefined
  const candidates = [...layout.cells].flatMap(([other, cell]) => {
    const [dx, dy] = [cell.column - from.column, cell.row - from.row]
    const along = { up: -dy, down: dy, left: -dx, right: dx }[direction]
    const across = Math.abs(direction === 'up' || direction === 'down' ? dx : dy)
    return along > 0 ? [{ other, cost: along + across * 3 + (across > along ? 100 : 0) }] : []
  })
  return candidates.sort((a, b) => a.cost - b.cost || a.other.localeCompare(b.other))[0]?.other
}
