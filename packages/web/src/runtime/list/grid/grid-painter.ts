import type { CellPlace, GridSource } from './grid-source'
import { RowView } from './row-view'
import { columnOffsets, columnSpan, rowSlots, rowSpan, scrollToCell, type Span } from './window'

interface PainterOptions {
  /** What scrolls; its header takes `headHeight` at the top. */
  readonly scroller: HTMLElement
  /** What holds the rows, as high as all of them. */
  readonly body: HTMLElement
  /** Part of the body that keeps to the left edge, with the first column. */
  readonly frozen: HTMLElement
  readonly object: string
  readonly headHeight: number
  /** Called when the last loaded rows come near. */
  needMore(): void
}

/** Rows that must be left below the screen, else the next page is fetched. */
const rowsAhead = 60

/**
 * Draws the rows and columns of a list that can be seen, and a few more, with the same few elements however far one scrolls. It
 * works on the document itself: a turn of the wheel touches the rows that came into view and nothing else.
 */
export class GridPainter {
  /** The cell that the keyboard is at. */
  active: CellPlace = { row: 0, column: 0 }
  private source: GridSource | undefined
  private rows: RowView[] = []
  private offsets: readonly number[] = [0]
  private rowHeight = 36
  private height = 0
  private width = 0
  private drawn: { rows: Span; columns: Span } = { rows: { first: 0, end: 0 }, columns: { first: 0, end: 0 } }
  private reachable: HTMLElement | undefined

  constructor(private readonly options: PainterOptions) {
    options.scroller.addEventListener('scroll', this.scrolled, { passive: true })
  }

  dispose(): void {
    this.options.scroller.removeEventListener('scroll', this.scrolled)
  }

  /** Records, columns or what is ticked changed: everything is drawn anew. */
  update(source: GridSource, rowHeight: number): void {
    this.source = source
    this.rowHeight = rowHeight
    this.offsets = columnOffsets(source.columns.map(({ width }) => width))
    // Rows are as wide as the grid even where the columns are narrower.
    this.options.body.style.minWidth = `${this.offsets.at(-1) ?? 0}px`
    this.options.body.style.height = `${source.rows.length * rowHeight}px`
    this.options.frozen.style.width = `${this.offsets[1] ?? 0}px`
    const lastRow = Math.max(0, source.rows.length - 1)
    const lastColumn = Math.max(0, source.columns.length - 1)
    this.active = {
      row: Math.max(-1, Math.min(this.active.row, lastRow)),
      column: Math.max(0, Math.min(this.active.column, lastColumn)),
    }
    this.draw(true)
  }

  /** The window on the list has another size. */
  resize(): void {
    const { scroller, headHeight } = this.options
    this.height = Math.max(0, scroller.clientHeight - headHeight)
    this.width = scroller.clientWidth
    this.draw(true)
  }

  private readonly scrolled = (): void => this.draw(false)

  private draw(everything: boolean): void {
    const { source, offsets, rowHeight, height, width } = this
    if (source === undefined || height === 0) return
    const { scrollTop, scrollLeft } = this.options.scroller
    const rows = rowSpan(scrollTop, height, rowHeight, source.rows.length)
    const columns = columnSpan(scrollLeft, width, offsets)
    const isMoved = columns.first !== this.drawn.columns.first || columns.end !== this.drawn.columns.end
    if (!everything && !isMoved && rows.first === this.drawn.rows.first && rows.end === this.drawn.rows.end) return
    this.drawn = { rows, columns }
    this.provide(rowSlots(height, rowHeight))
    this.leaveFocus(rows, columns)
    for (let index = rows.first; index < rows.end; index += 1) {
      const row = this.rows[index % this.rows.length]
      if (row === undefined) continue
      if (everything || row.index !== index) row.show(index, source, columns, offsets, rowHeight)
      else if (isMoved) row.showColumns(source, columns, offsets)
    }
    for (const row of this.rows) if (row.index < rows.first || row.index >= rows.end) row.hide()
    this.markReachable()
    if (rows.end > source.rows.length - rowsAhead) this.options.needMore()
  }

  private provide(count: number): void {
    if (this.rows.length === count) return
    for (const { element, title } of this.rows) {
      element.remove()
      title.element.remove()
    }
    this.rows = Array.from({ length: count }, () => new RowView(this.options.object))
    this.options.body.append(...this.rows.map(({ element }) => element))
    this.options.frozen.append(...this.rows.map(({ title }) => title.element))
  }

  /** An element that will show another record must not carry the focus along: the list itself keeps it meanwhile. */
  private leaveFocus(rows: Span, columns: Span): void {
    const place = this.placeOf(document.activeElement)
    if (place === undefined) return
    const { row, column } = place
    const isDrawn =
      row >= rows.first && row < rows.end && (column === 0 || (column >= columns.first && column < columns.end))
    if (!isDrawn) this.options.scroller.focus({ preventScroll: true })
  }

  /** Exactly one place of the list is reached by Tab: the active cell, or the list itself while that cell is not drawn. */
  private markReachable(): void {
    const cell = this.active.row < 0 ? undefined : this.cellAt(this.active)
    if (this.reachable !== cell && this.reachable !== undefined) this.reachable.tabIndex = -1
    if (cell !== undefined) cell.tabIndex = 0
    this.reachable = cell
    this.options.scroller.tabIndex = cell === undefined && this.active.row >= 0 ? 0 : -1
  }

  cellAt({ row, column }: CellPlace): HTMLElement | undefined {
    const view = this.rows[row % this.rows.length]
    return view?.index === row ? view.cellAt(column) : undefined
  }

  /** Moves the keyboard to a cell, scrolling as far as needed. */
  moveTo(place: CellPlace, isFocused = true): void {
    this.active = place
    if (place.row >= 0) {
      this.reveal(place)
      this.draw(false)
    }
    this.markReachable()
    if (isFocused) this.cellAt(place)?.focus({ preventScroll: true })
  }

  private reveal(place: CellPlace): void {
    const { scroller, headHeight } = this.options
    const view = {
      top: scroller.scrollTop,
      left: scroller.scrollLeft,
      height: this.height + headHeight,
      width: this.width,
    }
    const { top, left } = scrollToCell(view, place, { rowHeight: this.rowHeight, headHeight, offsets: this.offsets })
    if (top !== view.top) scroller.scrollTop = top
    if (left !== view.left) scroller.scrollLeft = left
  }

  /** The pointer is over a row, or over none. */
  hover(row: number | undefined): void {
    for (const view of this.rows) view.hover(view.index === row)
  }

  /** Rows that fit on the screen. */
  get pageRows(): number {
    return Math.max(1, Math.floor(this.height / this.rowHeight) - 1)
  }

  /** Where a cell stands in the body, for what is laid over it. */
  boxOf({ row, column }: CellPlace): { left: number; top: number; width: number; height: number } {
    const left = this.offsets[column] ?? 0
    return {
      left,
      top: row * this.rowHeight,
      width: (this.offsets[column + 1] ?? left) - left,
      height: this.rowHeight,
    }
  }

  /** The cell an event happened in. */
  placeOf(target: EventTarget | null): CellPlace | undefined {
    if (!(target instanceof Element)) return undefined
    const cell = target.closest<HTMLElement>('[data-column]')
    const row = cell?.closest<HTMLElement>('[data-row]')
    if (cell === null || row === null || row === undefined || !this.options.body.contains(row)) return undefined
    return { row: Number(row.dataset.row), column: Number(cell.dataset.column) }
  }
}
