import { plainTextOf } from '@tessera/formula'
import sanitizeHtml from 'sanitize-html'
import { richTextSchemes, richTextTags } from '../values/rich-text-tags.js'

const same = (tag: string) => sanitizeHtml.simpleTransform(tag, {})

const rules: sanitizeHtml.IOptions = {
  allowedTags: [...richTextTags],
  allowedAttributes: { a: ['href'] },
  allowedSchemes: [...richTextSchemes],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'iframe', 'template'],
  nestingLimit: 30,
  parseStyleAttributes: false,
  transformTags: {
    b: same('strong'),
    i: same('em'),
    strike: same('s'),
    del: same('s'),
    h1: same('h2'),
    h5: same('h4'),
    h6: same('h4'),
    div: same('p'),
  },
}

/** HTML without anything but what `richTextTags` names; '' where no text is left. The same for what it gave before. */
export function sanitiseRichText(html: string): string {
  const clean = sanitizeHtml(html, rules).trim()
  return plainTextOf(clean) === '' ? '' : clean
}
