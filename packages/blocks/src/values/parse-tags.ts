import { normalizeText, type ParseResult } from '@tessera/metadata'
import { wrongFormat, wrongType } from './refuse.js'

/** Between tags where several are typed into one place; so no tag holds one. */
export const tagSeparators = /[,，、;；\n\r]/

/** Most tags of one record, and most characters of one tag. */
export const mostTags = 50
export const longestTag = 50

/**
 * Checks a list of free labels: outer blanks go, inner ones become one space, and the same label in other letters' case counts once,
 * in its first spelling. No label at all is blank.
 *
 * Errors: `field.type`, `text.invalid`, `field.format` (a separator in a tag), `field.too_long`, `field.too_many`.
 */
export function parseTags(value: unknown): ParseResult {
  if (value === null) return { value: null }
  if (!Array.isArray(value)) return wrongType('tags')
  const tags = new Map<string, string>()
  for (const one of value as readonly unknown[]) {
    if (typeof one !== 'string') return wrongType('tags')
    const text = normalizeText(one)
    if (text === undefined) return { problem: { code: 'text.invalid' } }
    const tag = (text ?? '').trim()
    if (tagSeparators.test(tag)) return wrongFormat('tags')
    const plain = tag.replace(/\s+/g, ' ')
    const length = Array.from(plain).length
    if (length > longestTag) return { problem: { code: 'field.too_long', details: { max: longestTag, length } } }
    const name = plain.toLowerCase()
    if (plain !== '' && !tags.has(name)) tags.set(name, plain)
  }
  if (tags.size > mostTags) return { problem: { code: 'field.too_many', details: { max: mostTags, count: tags.size } } }
  return { value: tags.size === 0 ? null : [...tags.values()] }
}

/** The tags of one text, as people type them: 重点，老客户、VIP. */
export function splitTags(text: string): readonly string[] {
  return text
    .split(tagSeparators)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}
