import type { PartView } from './part-view'
import { setText } from './set-text'

/** Stars of a rating. */
export function starsView(): PartView {
  const { node, child } = marked('value-stars', 'value-stars-on')
  node.setAttribute('role', 'img')
  const on = child.appendChild(document.createTextNode(''))
  const off = node.appendChild(document.createElement('span')).appendChild(document.createTextNode(''))
  return {
    node,
    show: (part) => {
      if (part.kind !== 'stars') return
      node.ariaLabel = part.text
      setText(on, '★'.repeat(part.filled))
      setText(off, '★'.repeat(part.of - part.filled))
    },
  }
}

/** A bar that is filled so far, and how far in words. */
export function barView(): PartView {
  const { node, child } = marked('value-bar', 'value-bar-track')
  child.ariaHidden = 'true'
  const fill = child.appendChild(document.createElement('span'))
  fill.className = 'value-bar-fill'
  const text = node.appendChild(document.createTextNode(''))
  return {
    node,
    show: (part) => {
      if (part.kind !== 'bar') return
      fill.style.width = `${part.share * 100}%`
      setText(text, part.text)
    },
  }
}

/** A colour, and how it is written. */
export function swatchView(): PartView {
  const { node, child } = marked('value-swatch', 'value-swatch-well')
  child.ariaHidden = 'true'
  const text = node.appendChild(document.createTextNode(''))
  return {
    node,
    show: (part) => {
      if (part.kind !== 'swatch') return
      child.style.background = part.color
      setText(text, part.text)
    },
  }
}

function marked(name: string, childName: string): { readonly node: HTMLElement; readonly child: HTMLElement } {
  const node = document.createElement('span')
  node.className = name
  const child = node.appendChild(document.createElement('span'))
  child.className = childName
  return { node, child }
}

/** A small picture. It is loaded when its row comes near the screen. */
export function pictureView(): PartView {
  const node = document.createElement('img')
  node.className = 'value-picture'
  node.loading = 'lazy'
  node.decoding = 'async'
  return {
    node,
    show: (part) => {
      if (part.kind !== 'picture') return
      node.alt = part.text
      if (node.getAttribute('src') !== part.src) node.src = part.src
    },
  }
}
