import { h, type VNode } from 'vue'
import { richTextTags, safeHref } from '../values/rich-text-tags.js'

const tags: ReadonlySet<string> = new Set(richTextTags)

/**
 * Rich text as nodes of Vue: nothing of it becomes HTML again, and what is not one of the few elements is only its text. So the
 * browser need not trust what it was given.
 */
export function richTextNodes(html: string): (VNode | string)[] {
  return childrenOf(new DOMParser().parseFromString(html, 'text/html').body)
}

function childrenOf(parent: Node): (VNode | string)[] {
  return [...parent.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [node.textContent ?? '']
    if (!(node instanceof Element)) return []
    const tag = node.tagName.toLowerCase()
    if (tag === 'script' || tag === 'style') return []
    if (!tags.has(tag)) return childrenOf(node)
    if (tag !== 'a') return [h(tag, childrenOf(node))]
    const href = safeHref(node.getAttribute('href'))
    if (href === undefined) return childrenOf(node)
    return [
      h('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow', class: 'value-link' }, childrenOf(node)),
    ]
  })
}
