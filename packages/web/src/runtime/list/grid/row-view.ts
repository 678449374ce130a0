import type { RecordValues } from '@/api/records'
import { CellView } from './cell-view'
import type { GridColumn, GridSource } from './grid-source'
import { TitleView } from './title-view'
import type { Span } from './window'

/** One row of the document, used for one record after another. */
export class RowView {
  readonly element = document.createElement('div')
  /** Index of the record it shows; -1 while it shows none. */
  index = -1
  readonly title = new TitleView()
  /** Column `c` is drawn by cell `c % cells.length`, so that scrolling sideways leaves most cells as they are. */
  private cells: CellView[] = []
  /** The column each cell stands at; another object for the same place means another width or look. */
  private columns: (GridColumn | undefined)[] = []
  private indexes: number[] = []
  private drawn: RecordValues | undefined
  private top = -1
  private isSelected: boolean | undefined
  private isHovered = false

  constructor(private readonly object: string) {
    this.element.className = 'grid-row'
    this.element.setAttribute('role', 'row')
    this.element.setAttribute('aria-owns', this.title.element.id)
    this.element.hidden = true
  }

  /** Draws a record at its place, all of it. */
  show(index: number, source: GridSource, span: Span, offsets: readonly number[], rowHeight: number): void {
    const record = source.rows[index]
    if (record === undefined) return this.hide()
    const isSelected = source.isSelected(record.id)
    const { element } = this
    const title = this.title.element
    if (this.index !== index) {
      this.hover(false)
      this.index = index
      element.ariaRowIndex = String(index + 2)
      element.dataset.row = title.dataset.row = String(index)
    }
    const top = index * rowHeight
    if (this.top !== top) {
      this.top = top
      element.style.transform = title.style.transform = `translateY(${top}px)`
    }
    if (element.hidden) element.hidden = title.hidden = false
    if (this.isSelected !== isSelected) {
      this.isSelected = isSelected
      element.classList.toggle('is-selected', isSelected)
      title.classList.toggle('is-selected', isSelected)
      element.ariaSelected = String(isSelected)
    }
    this.title.show(record, source, this.object, isSelected)
    this.drawn = undefined
    this.showColumns(source, span, offsets)
  }

  /** Draws the columns that came into view; the others stand. */
  showColumns(source: GridSource, { first, end }: Span, offsets: readonly number[]): void {
    const record = source.rows[this.index]
    if (record === undefined) return
    this.provide(end - first)
    const isAnew = this.drawn !== record
    this.drawn = record
    for (let index = first; index < end; index += 1) {
      const slot = index % this.cells.length
      const cell = this.cells[slot]
      const column = source.columns[index]
      if (cell === undefined || column === undefined) continue
      const isMoved = this.columns[slot] !== column
      if (!isMoved && !isAnew) continue
      if (isMoved) {
        this.columns[slot] = column
        this.indexes[slot] = index
        cell.place(index, offsets[index] ?? 0, column)
        if (cell.element.hidden) cell.element.hidden = false
      }
      cell.show(record, column, source)
    }
    for (const [slot, index] of this.indexes.entries()) {
      if (index >= first && index < end) continue
      const cell = this.cells[slot]
      if (cell !== undefined && !cell.element.hidden) cell.element.hidden = true
      this.columns[slot] = undefined
      this.indexes[slot] = -1
    }
  }

  cellAt(column: number): HTMLElement | undefined {
    if (column === 0) return this.title.element
    const slot = column % this.cells.length
    return this.indexes[slot] === column ? this.cells[slot]?.element : undefined
  }

  hide(): void {
    if (this.index === -1) return
    this.index = -1
    this.element.hidden = this.title.element.hidden = true
  }

  /** The pointer is over the row, or not any more; both of its parts show it. */
  hover(isOver: boolean): void {
    if (this.isHovered === isOver) return
    this.isHovered = isOver
    this.element.classList.toggle('is-hovered', isOver)
    this.title.element.classList.toggle('is-hovered', isOver)
  }

  private provide(count: number): void {
    if (this.cells.length >= count) return
    // Another number of cells is another distribution: begin anew.
    while (this.cells.length < count) {
      const cell = new CellView()
      this.cells.push(cell)
      this.element.append(cell.element)
    }
    this.columns = this.cells.map(() => undefined)
    this.indexes = this.cells.map(() => -1)
  }
}
