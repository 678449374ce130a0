import type { RecordValues } from '@/api/records'
import { valueAt } from '../columns/columns'
import type { GridColumn, GridSource } from './grid-source'
import { partView, signatureOf, type PartView } from './part-view'

const plainText = 'text'

/** One cell of the document, used for one value after another: what can stay of the old value stays. */
export class CellView {
  readonly element = document.createElement('div')
  private parts: readonly PartView[] = []
  private signature = ''

  constructor() {
    this.element.className = 'grid-cell'
    this.element.setAttribute('role', 'gridcell')
    this.element.tabIndex = -1
  }

  /** Takes its place; only a change of columns needs it. */
  place(index: number, left: number, column: GridColumn): void {
    const { element } = this
    element.style.left = `${left}px`
    element.style.width = `${column.width}px`
    element.ariaColIndex = String(index + 1)
    element.dataset.column = String(index)
    element.classList.toggle('is-end', column.field.look.align === 'end')
    element.classList.toggle('is-editable', column.isEditable)
  }

  show(record: RecordValues, { field }: GridColumn, source: GridSource): void {
    const { look, path, model } = field
    const value = valueAt(record, path)
    const parts = look.parts?.(value, field, source.world) ?? [
      { kind: plainText, text: look.text(value, field, source.world) } as const,
    ]
    const signature = signatureOf(parts)
    if (this.signature !== signature) {
      this.signature = signature
      this.parts = parts.map(({ kind }) => partView(kind))
      this.element.replaceChildren(...this.parts.map(({ node }) => node))
    }
    const target = model.links ?? model.target
    const hrefOf = (id: string, object = target): string | undefined =>
      object === undefined ? undefined : source.hrefOf(object, id)
    for (const [index, part] of parts.entries()) this.parts[index]?.show(part, hrefOf)
    if (this.element.title !== '') this.element.removeAttribute('title')
  }
}
