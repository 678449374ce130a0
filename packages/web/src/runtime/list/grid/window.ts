/** Which rows and columns of a grid are worth drawing. */
export interface Span {
  /** Index of the first. */
  readonly first: number
  /** Index behind the last. */
  readonly end: number
}

/** No more rows than this are in the document at once, unless the screen alone shows more. */
export const mostRows = 60

/** Rows beyond the screen that are drawn on each side, so that a turn of the wheel finds them ready. */
const rowsBeyond = 6

/** The rows to draw: those on the screen and a few beyond, at most `mostRows`. */
export function rowSpan(scrollTop: number, viewHeight: number, rowHeight: number, count: number): Span {
  const seen = Math.ceil(viewHeight / rowHeight) + 1
  const beyond = Math.max(0, Math.min(rowsBeyond, Math.floor((mostRows - seen) / 2)))
  const at = Math.max(0, Math.min(Math.floor(scrollTop / rowHeight), count - 1))
  const first = Math.max(0, Math.min(at - beyond, count - seen - 2 * beyond))
  return { first, end: Math.min(count, first + seen + 2 * beyond) }
}

/** How many rows `rowSpan` gives at most for a height: that many elements are enough for all scrolling. */
export function rowSlots(viewHeight: number, rowHeight: number): number {
  const seen = Math.ceil(viewHeight / rowHeight) + 1
  return seen + 2 * Math.max(0, Math.min(rowsBeyond, Math.floor((mostRows - seen) / 2)))
}

/** Where each column begins, and behind the last one where it ends. */
export function columnOffsets(widths: readonly number[]): readonly number[] {
  const offsets = [0]
  for (const width of widths) offsets.push((offsets.at(-1) ?? 0) + width)
  return offsets
}

/** The columns to draw beside the first, which always stands at the left edge. One more on each side is ready. */
export function columnSpan(scrollLeft: number, viewWidth: number, offsets: readonly number[]): Span {
  const count = offsets.length - 1
  const frozen = offsets[1] ?? 0
  const first = indexAt(offsets, scrollLeft + frozen)
  const last = indexAt(offsets, scrollLeft + viewWidth)
  return { first: Math.max(1, Math.min(first - 1, count)), end: Math.min(count, last + 2) }
}

/** Index of the column that holds a place. */
function indexAt(offsets: readonly number[], place: number): number {
  let low = 0
  let high = offsets.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((offsets[middle] ?? 0) <= place) low = middle
    else high = middle - 1
  }
  return low
}

export interface Viewport {
  readonly top: number
  readonly left: number
  readonly height: number
  readonly width: number
}

/** Where to scroll so that a cell is wholly on the screen, beside the frozen column and below the header. */
export function scrollToCell(
  view: Viewport,
  cell: { readonly row: number; readonly column: number },
  layout: { readonly rowHeight: number; readonly headHeight: number; readonly offsets: readonly number[] },
): { readonly top: number; readonly left: number } {
  const { rowHeight, headHeight, offsets } = layout
  const rowTop = cell.row * rowHeight
  const body = view.height - headHeight
  const top = rowTop < view.top ? rowTop : rowTop + rowHeight > view.top + body ? rowTop + rowHeight - body : view.top
  if (cell.column === 0) return { top, left: view.left }
  const frozen = offsets[1] ?? 0
  const start = offsets[cell.column] ?? 0
  const end = offsets[cell.column + 1] ?? start
  const left = start - frozen < view.left ? start - frozen : end > view.left + view.width ? end - view.width : view.left
  return { top, left: Math.max(0, left) }
}
