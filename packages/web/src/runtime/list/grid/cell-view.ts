import type { ValuePart } from '@tessera/blocks/web'
import type { RecordValues } from '@/api/records'
import { valueAt } from '../columns/columns'
import type { GridColumn, GridSource } from './grid-source'

/** One cell of the document, used for one value after another: what can stay of the old value stays. */
export class CellView {
  readonly element = document.createElement('div')
  private text: Text | undefined
  private tag: HTMLElement | undefined

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
    const value = valueAt(record, field.path)
    const parts = field.look.parts?.(value, field, source.world)
    const [only] = parts ?? []
    if (parts === undefined || only === undefined) this.showText(field.look.text(value, field, source.world))
    else if (parts.length === 1 && only.kind === 'text') this.showText(only.text)
    else if (parts.length === 1 && only.kind === 'tag') this.showTag(only)
    else this.showNodes(parts.map((part) => partNode(part, field.model.target, source)))
    this.element.removeAttribute('title')
  }

  private showText(text: string): void {
    if (this.text === undefined) {
      this.text = document.createTextNode(text)
      this.tag = undefined
      this.element.replaceChildren(this.text)
    } else if (this.text.data !== text) this.text.data = text
  }

  private showTag(part: ValuePart & { readonly kind: 'tag' }): void {
    if (this.tag === undefined) {
      this.tag = document.createElement('span')
      this.text = undefined
      this.element.replaceChildren(this.tag)
    }
    this.tag.className = `value-tag is-${part.color}`
    this.tag.textContent = part.text
  }

  private showNodes(nodes: readonly Node[]): void {
    this.text = undefined
    this.tag = undefined
    this.element.replaceChildren(...nodes)
  }
}

function partNode(part: ValuePart, target: string | undefined, source: GridSource): Node {
  if (part.kind === 'text') return document.createTextNode(part.text)
  if (part.kind === 'person') {
    const person = span('value-person', '')
    const avatar = span(`value-avatar is-${part.color}`, part.initial)
    avatar.ariaHidden = 'true'
    person.append(avatar, part.text)
    return person
  }
  if (part.kind === 'tag') return span(`value-tag is-${part.color}`, part.text)
  if (part.kind === 'check') return span(part.isOn ? 'value-check is-on' : 'value-check', part.text)
  const link = document.createElement('a')
  link.className = 'value-link'
  link.tabIndex = -1
  link.textContent = part.text
  if (part.kind === 'link') {
    link.href = part.href
    if (part.isOutside) {
      link.target = '_blank'
      link.rel = 'noopener noreferrer'
    }
  } else if (target !== undefined) {
    link.href = source.hrefOf(target, part.id)
    link.dataset.inside = ''
  }
  return link
}

function span(className: string, text: string): HTMLElement {
  const element = document.createElement('span')
  element.className = className
  element.textContent = text
  return element
}
