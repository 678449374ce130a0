import { joinedDigits } from './joined-digits.js'
import { normalizeSearch } from './normalize-search.js'
import { readingsOf } from './readings.js'

/** What search promises, said as plainly as possible: no pieces, no index, no SQL. */
export interface NaiveRecord {
  readonly title: string
  readonly others: readonly { readonly text: string; readonly pinyin: boolean }[]
}

/** 0: the title begins with the first word and has all; 1: the title has all; 2: they are found; undefined: not. */
export function naiveRank({ title, others }: NaiveRecord, search: string): number | undefined {
  const words = normalizeSearch(search).split(' ')
  const inTitle = words.every((word) => holds(title, true, word))
  if (inTitle) return begins(title, words[0] ?? '') ? 0 : 1
  const isFound = words.every(
    (word) => holds(title, true, word) || others.some(({ text, pinyin }) => holds(text, pinyin, word)),
  )
  return isFound ? 2 : undefined
}

function holds(text: string, pinyin: boolean, word: string): boolean {
  const normal = normalizeSearch(text)
  const digits = joinedDigits(word)
  if (normal.includes(word) || (digits !== undefined && normal.includes(digits))) return true
  if (!pinyin) return false
  return readingsOf(normal).some(
    ({ initials, stretches }) =>
      initials.includes(word) ||
      stretches.some((syllables) => syllables.some((_, at) => syllables.slice(at).join('').startsWith(word))),
  )
}

function begins(title: string, word: string): boolean {
  const normal = normalizeSearch(title)
  if (normal.startsWith(word)) return true
  return readingsOf(normal).some(
    ({ initials, stretches, beginsRead }) =>
      initials.startsWith(word) || (beginsRead && (stretches[0] ?? []).join('').startsWith(word)),
  )
}
