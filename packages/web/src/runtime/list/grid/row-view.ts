import type { RecordValues } from '@/api/records'
import { valueAt } from '../columns/columns'
import { CellView } from './cell-view'
import type { GridSource } from './grid-source'
import type { Span } from './window'

/** The first cell: a box to tick and the record's name, a real link. It stays at the left edge. */
class TitleView {
  readonly element = document.createElement('div')
  private readonly box = document.createElement('input')
  private readonly link = document.createElement('a')

  constructor() {
    const label = document.createElement('label')
    label.className = 'grid-check'
    this.box.type = 'checkbox'
    this.box.tabIndex = -1
    label.append(this.box)
    this.link.className = 'grid-title'
    this.link.tabIndex = -1
    this.link.dataset.inside = ''
    this.element.className = 'grid-cell is-title'
    this.element.setAttribute('role', 'gridcell')
    this.element.tabIndex = -1
    this.element.ariaColIndex = '1'
    this.element.dataset.column = '0'
    this.element.append(label, this.link)
  }

  show(record: RecordValues, source: GridSource, object: string, isSelected: boolean): void {
    const [column] = source.columns
    if (column === undefined) return
    const value = valueAt(record, column.path)
    const text = column.field.look.text(value, column.field, source.world) || '—'
    this.link.textContent = text
    this.link.href = source.hrefOf(object, record.id)
    this.box.checked = isSelected
    this.box.ariaLabel = source.selectLabel(text)
    this.element.style.width = `${column.width}px`
    this.element.removeAttribute('title')
  }
}

/** One row of the document, used for one record after another. */
export class RowView {
  readonly element = document.createElement('div')
  /** Index of the record it shows; -1 while it shows none. */
  index = -1
  private readonly title = new TitleView()
  /** Column `c` is drawn by cell `c % cells.length`, so that scrolling sideways leaves most cells as they are. */
  private cells: CellView[] = []
  private columns: number[] = []

  constructor(private readonly object: string) {
    this.element.className = 'grid-row'
    this.element.setAttribute('role', 'row')
    this.element.append(this.title.element)
  }

  /** Draws a record at its place, all of it. */
  show(index: number, source: GridSource, span: Span, offsets: readonly number[], rowHeight: number): void {
    const record = source.rows[index]
    if (record === undefined) return this.hide()
    const isSelected = source.isSelected(record.id)
    if (this.index !== index) {
      this.index = index
      this.element.ariaRowIndex = String(index + 2)
      this.element.dataset.row = String(index)
    }
    this.element.style.transform = `translateY(${index * rowHeight}px)`
    this.element.hidden = false
    this.element.classList.toggle('is-selected', isSelected)
    this.element.ariaSelected = String(isSelected)
    this.title.show(record, source, this.object, isSelected)
    this.columns.fill(-1)
    this.showColumns(source, span, offsets)
  }

  /** Draws the columns that came into view; the others stand. */
  showColumns(source: GridSource, { first, end }: Span, offsets: readonly number[]): void {
    const record = source.rows[this.index]
    if (record === undefined) return
    this.provide(end - first)
    for (let index = first; index < end; index += 1) {
      const slot = index % this.cells.length
      const cell = this.cells[slot]
      const column = source.columns[index]
      if (cell === undefined || column === undefined || this.columns[slot] === index) continue
      this.columns[slot] = index
      cell.place(index, offsets[index] ?? 0, column)
      cell.show(record, column, source)
      cell.element.hidden = false
    }
    for (const [slot, index] of this.columns.entries()) {
      if (index >= first && index < end) continue
      const cell = this.cells[slot]
      if (cell !== undefined) cell.element.hidden = true
      this.columns[slot] = -1
    }
  }

  cellAt(column: number): HTMLElement | undefined {
    if (column === 0) return this.title.element
    const slot = column % this.cells.length
    return this.columns[slot] === column ? this.cells[slot]?.element : undefined
  }

  hide(): void {
    this.index = -1
    this.element.hidden = true
  }

  private provide(count: number): void {
    if (this.cells.length >= count) return
    // Another number of cells is another distribution: begin anew.
    while (this.cells.length < count) {
      const cell = new CellView()
      this.cells.push(cell)
      this.element.append(cell.element)
    }
    this.columns = this.cells.map(() => -1)
  }
}
