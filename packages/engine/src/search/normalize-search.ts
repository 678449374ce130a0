/**
 * Text as search compares it: compatibility forms folded (full-width letters and digits are half-width then, ① is 1), lower
 * case, white space and control characters as single spaces. Texts and what is looked for go through the same.
 */
export function normalizeSearch(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC').replaceAll(separators, ' ').trim()
}

/** White space, and control characters: the search text of a record is parted by them. */
const separators = /[\s\p{Cc}]+/gu

/** True for what pinyin is made of: a word of such characters alone is compared with readings too. */
export const isLatinWord = (word: string): boolean => /^[a-z0-9]+$/.test(word)

/** True for characters of alphabets, digits and signs, of which texts have so few that three in a row say something. */
export const isNarrow = (character: string): boolean => (character.codePointAt(0) ?? 0) < 0x2e80
