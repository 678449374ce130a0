import type { ValuePart } from '@tessera/blocks/web'
import { barView, pictureView, starsView, swatchView } from './mark-views'
import { setText } from './set-text'

/** A piece of a value in the document, used for one piece after another of the same kind. */
export interface PartView {
  readonly node: Node
  show(part: ValuePart, hrefOf: (id: string, object: string | undefined) => string | undefined): void
}

/** The same kinds in the same order can be shown by the same views. */
export const signatureOf = (parts: readonly ValuePart[]): string => parts.map(({ kind }) => kind).join()

export function partView(kind: ValuePart['kind']): PartView {
  switch (kind) {
    case 'text':
      return textView()
    case 'person':
      return personView()
    case 'link':
    case 'record':
      return linkView()
    case 'tag':
    case 'check':
    case 'files':
      return spanView()
    case 'picture':
      return pictureView()
    case 'stars':
      return starsView()
    case 'bar':
      return barView()
    case 'swatch':
      return swatchView()
  }
}

function textView(): PartView {
  const node = document.createTextNode('')
  return { node, show: ({ text }) => setText(node, text) }
}

function spanView(): PartView {
  const node = document.createElement('span')
  const text = node.appendChild(document.createTextNode(''))
  return {
    node,
    show: (part) => {
      const name = spanClass(part)
      if (node.className !== name) node.className = name
      setText(text, part.text)
    },
  }
}

function spanClass(part: ValuePart): string {
  if (part.kind === 'tag') return `value-tag is-${part.color}`
  if (part.kind === 'files') return 'value-files'
  return part.kind === 'check' && part.isOn ? 'value-check is-on' : 'value-check'
}

function personView(): PartView {
  const node = document.createElement('span')
  node.className = 'value-person'
  const avatar = node.appendChild(document.createElement('span'))
  avatar.ariaHidden = 'true'
  const initial = avatar.appendChild(document.createTextNode(''))
  const text = node.appendChild(document.createTextNode(''))
  return {
    node,
    show: (part) => {
      if (part.kind !== 'person') return
      const name = `value-avatar is-${part.color}`
      if (avatar.className !== name) avatar.className = name
      setText(initial, part.initial)
      setText(text, part.text)
    },
  }
}

function linkView(): PartView {
  const node = document.createElement('a')
  node.className = 'value-link'
  node.tabIndex = -1
  const text = node.appendChild(document.createTextNode(''))
  return {
    node,
    show: (part, hrefOf) => {
      setText(text, part.text)
      if (part.kind === 'link') {
        node.setAttribute('href', part.href)
        if (!part.isOutside || node.target !== '') return
        node.target = '_blank'
        node.rel = 'noopener noreferrer'
      } else if (part.kind === 'record') {
        const href = hrefOf(part.id, part.object)
        if (href === undefined) node.removeAttribute('href')
        else node.setAttribute('href', href)
        node.dataset.inside = ''
      }
    },
  }
}
