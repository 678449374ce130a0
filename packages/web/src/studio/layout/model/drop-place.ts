import type { Place } from './layout-tree'

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A section on the screen: all of it, and its items in order. */
export interface SectionBox {
  readonly box: Box
  readonly items: readonly Box[]
}

/** Where something would be dropped, and the line that says so. */
export interface Drop {
  readonly kind: 'item' | 'section'
  /** Of an item: its place. Of a section: before which one it comes. */
  readonly place: Place
  readonly line: Box
}

const GAP = 12
/** A zone is never smaller than a finger or a shaky hand needs. */
const ZONE = 24

interface Row {
  readonly first: number
  readonly items: readonly Box[]
  readonly top: number
  readonly bottom: number
}

/** Items whose tops are nearly the same stand in one row. */
function rowsOf(items: readonly Box[]): readonly Row[] {
  const rows: { first: number; items: Box[]; top: number; bottom: number }[] = []
  items.forEach((box, index) => {
    const last = rows.at(-1)
    if (last !== undefined && Math.abs(box.top - last.top) < ZONE / 2) {
      last.items.push(box)
      last.bottom = Math.max(last.bottom, box.bottom)
    } else rows.push({ first: index, items: [box], top: box.top, bottom: box.bottom })
  })
  return rows
}

/** Where a field dragged to a point would come to stand: the nearest gap between items; between sections a new section. */
export function dropOfItem(x: number, y: number, sections: readonly SectionBox[]): Drop {
  const between = sectionGapAt(y, sections)
  if (between !== undefined) return between
  const at = nearestSection(y, sections)
  const section = sections[at]
  if (section === undefined) {
    return { kind: 'item', place: { section: 0, index: 0 }, line: { left: x, top: y, right: x, bottom: y } }
  }
  const rows = rowsOf(section.items)
  const row = rows.find((one, index) => y < middle(one.bottom, rows[index + 1]?.top ?? Infinity)) ?? rows.at(-1)
  if (row === undefined) return { kind: 'item', place: { section: at, index: 0 }, line: emptyLine(section.box) }
  return { kind: 'item', ...gapInRow(x, y, row, at, section.box) }
}

const middle = (a: number, b: number): number => (Number.isFinite(b) ? (a + b) / 2 : b)

function emptyLine(box: Box): Box {
  const y = box.bottom - ZONE
  return { left: box.left + 16, right: box.right - 16, top: y, bottom: y }
}

function gapInRow(x: number, y: number, row: Row, section: number, box: Box): { place: Place; line: Box } {
  const [only] = row.items
  // A row that one item fills is stacked: above it or below it.
  if (row.items.length === 1 && only !== undefined && only.right - only.left > (box.right - box.left) * 0.6) {
    const isAbove = y < (only.top + only.bottom) / 2
    const edge = isAbove ? only.top - GAP / 2 : only.bottom + GAP / 2
    const line = { left: only.left, right: only.right, top: edge, bottom: edge }
    return { place: { section, index: row.first + (isAbove ? 0 : 1) }, line }
  }
  const found = row.items.findIndex((item) => x < (item.left + item.right) / 2)
  const index = found === -1 ? row.items.length : found
  const next = row.items[index]
  const before = row.items[index - 1]
  const edge =
    next !== undefined && before !== undefined
      ? (before.right + next.left) / 2
      : (next?.left ?? 0) -
        (next === undefined ? 0 : GAP / 2) +
        (next === undefined ? (before?.right ?? 0) + GAP / 2 : 0)
  return {
    place: { section, index: row.first + index },
    line: { left: edge, right: edge, top: row.top, bottom: row.bottom },
  }
}

function nearestSection(y: number, sections: readonly SectionBox[]): number {
  let best = 0
  let distance = Infinity
  sections.forEach(({ box }, index) => {
    const away = y < box.top ? box.top - y : y > box.bottom ? y - box.bottom : 0
    if (away < distance) [best, distance] = [index, away]
  })
  return best
}

/** Between two sections (and above the first, below the last) there is room for a new one. */
function sectionGapAt(y: number, sections: readonly SectionBox[]): Drop | undefined {
  for (let at = 0; at <= sections.length; at += 1) {
    const above = sections[at - 1]?.box
    const below = sections[at]?.box
    if (above === undefined && below === undefined) return undefined
    const [from, to] = gapBetween(above, below)
    if (y >= from && y < to) return sectionDrop(at, above, below)
  }
  return undefined
}

function gapBetween(above: Box | undefined, below: Box | undefined): readonly [number, number] {
  if (above === undefined) return [(below?.top ?? 0) - 2 * ZONE, (below?.top ?? 0) - 2]
  if (below === undefined) return [above.bottom + 2, above.bottom + 3 * ZONE]
  const spare = Math.max(0, ZONE - (below.top - above.bottom)) / 2
  return [above.bottom - spare, below.top + spare]
}

function sectionDrop(at: number, above: Box | undefined, below: Box | undefined): Drop {
  const box = (below ?? above) as Box
  const y =
    above !== undefined && below !== undefined
      ? (above.bottom + below.top) / 2
      : above === undefined
        ? box.top - GAP / 2
        : box.bottom + GAP / 2
  const line = { left: box.left, right: box.right, top: y, bottom: y }
  return { kind: 'section', place: { section: at, index: 0 }, line }
}

/** Where a section dragged to a height would come to stand. */
export function dropOfSection(y: number, sections: readonly SectionBox[]): Drop {
  const found = sections.findIndex(({ box }) => y < (box.top + box.bottom) / 2)
  const at = found === -1 ? sections.length : found
  return sectionDrop(at, sections[at - 1]?.box, sections[at]?.box)
}
