import { h, type FunctionalComponent, type VNode } from 'vue'
import type { FieldTypeWeb, WebField, WebWorld } from './define-field-type-web.js'
import type { ValuePart } from './value-part.js'

interface Props {
  readonly type: FieldTypeWeb
  readonly value: unknown
  readonly field: WebField
  readonly world: WebWorld
}

/** A value of any field type, to be read. Its classes are styled by the application (`styles/values.css`). */
export const ValueCell: FunctionalComponent<Props> = ({ type, value, field, world }) => {
  const title = type.full?.(value, field, world)
  const parts = type.parts?.(value, field, world)
  const content = parts === undefined ? type.text(value, field, world) : parts.map(partNode)
  return h('span', { class: 'value', ...(title === undefined ? {} : { title }) }, content)
}
ValueCell.props = ['type', 'value', 'field', 'world']

function partNode(part: ValuePart): VNode | string {
  switch (part.kind) {
    case 'text':
    case 'record':
      return part.text
    case 'tag':
      return h('span', { class: `value-tag is-${part.color}` }, part.text)
    case 'person':
      return h('span', { class: 'value-person' }, [
        h('span', { class: `value-avatar is-${part.color}`, 'aria-hidden': 'true' }, part.initial),
        part.text,
      ])
    case 'link':
      return h(
        'a',
        {
          class: 'value-link',
          href: part.href,
          ...(part.isOutside ? { target: '_blank', rel: 'noopener noreferrer' } : {}),
        },
        part.text,
      )
    case 'check':
      return h('span', { class: ['value-check', { 'is-on': part.isOn }] }, part.text)
    case 'files':
      return h('span', { class: 'value-files' }, part.text)
    case 'picture':
      return h('img', { class: 'value-picture', src: part.src, alt: part.text, loading: 'lazy', decoding: 'async' })
    case 'stars':
      return h('span', { class: 'value-stars', role: 'img', 'aria-label': part.text }, [
        h('span', { class: 'value-stars-on' }, '★'.repeat(part.filled)),
        h('span', '★'.repeat(part.of - part.filled)),
      ])
    case 'bar':
      return h('span', { class: 'value-bar' }, [
        h('span', { class: 'value-bar-track', 'aria-hidden': 'true' }, [
          h('span', { class: 'value-bar-fill', style: { width: `${part.share * 100}%` } }),
        ]),
        part.text,
      ])
    case 'swatch':
      return h('span', { class: 'value-swatch' }, [
        h('span', { class: 'value-swatch-well', 'aria-hidden': 'true', style: { background: part.color } }),
        part.text,
      ])
  }
}
