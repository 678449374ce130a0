import type { RecordValues } from '@/api/records'
import { valueAt } from '../columns/columns'
import type { GridSource } from './grid-source'

let made = 0

/**
 * The first cell of a row: a box to tick and the record's name, a real link. It stands in the frozen pane, which alone keeps to the
 * left edge: one such pane costs the browser half of what a cell in each row would. Its row owns it by id.
 */
export class TitleView {
  readonly element = document.createElement('div')
  private readonly box = document.createElement('input')
  private readonly link = document.createElement('a')
  private readonly text = this.link.appendChild(document.createTextNode(''))
  private width = 0

  constructor() {
    const label = document.createElement('label')
    label.className = 'grid-check'
    this.box.type = 'checkbox'
    this.box.tabIndex = -1
    label.append(this.box)
    this.link.className = 'grid-title'
    this.link.tabIndex = -1
    this.link.dataset.inside = ''
    made += 1
    this.element.id = `grid-title-${made}`
    this.element.className = 'grid-cell is-title'
    this.element.setAttribute('role', 'gridcell')
    this.element.tabIndex = -1
    this.element.ariaColIndex = '1'
    this.element.dataset.column = '0'
    this.element.hidden = true
    this.element.append(label, this.link)
  }

  show(record: RecordValues, source: GridSource, object: string, isSelected: boolean): void {
    const [column] = source.columns
    if (column === undefined) return
    const value = valueAt(record, column.path)
    const text = column.field.look.text(value, column.field, source.world) || '—'
    this.text.data = text
    this.link.setAttribute('href', source.hrefOf(object, record.id))
    this.box.checked = isSelected
    this.box.ariaLabel = source.selectLabel(text)
    if (this.width !== column.width) {
      this.width = column.width
      this.element.style.width = `${column.width}px`
    }
    if (this.element.title !== '') this.element.removeAttribute('title')
  }
}
