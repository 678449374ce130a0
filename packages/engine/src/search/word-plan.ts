import { joinedDigits } from './joined-digits.js'
import { isLatinWord } from './normalize-search.js'
import { initialPieces, pieceNumber, wordPieces } from './search-tokens.js'
import type { PieceKind, Place } from './search-tokens.js'
import { spelledPattern } from './search-text.js'
import { segmentations } from './syllables.js'

/** One way a text can match a word: it has all of `all`, and one of `any` where there are some. Numbers of pieces. */
export interface Way {
  readonly all: readonly number[]
  readonly any: readonly number[]
}

/** A word with what finds it. */
export interface WordPlan {
  /** LIKE pattern of a text or its initials that hold it. */
  readonly pattern: string
  /** LIKE pattern of syllables that begin with it; undefined for a word that is no pinyin. */
  readonly spelled: string | undefined
  /** The digits of a number that was typed in groups; undefined for any other word. */
  readonly digits: string | undefined
  /** The word as it stands in patterns and regular expressions of other shapes. */
  readonly word: string
  /** By place: what the index is asked for; undefined where it cannot help. */
  readonly ways: Readonly<Record<Place | 'beginning', readonly Way[] | undefined>>
}

/** Plans a normalised word. */
export function planWord(word: string): WordPlan {
  const readings = isLatinWord(word) && !/^\d+$/.test(word) ? segmentations(word) : []
  const digits = joinedDigits(word)
  return {
    word,
    digits,
    pattern: `%${escapeLike(word)}%`,
    spelled: readings.length === 0 ? undefined : `%${spelledPattern(word)}%`,
    ways: {
      title: withDigits(waysOf(word, 'title', false), digits, 'title'),
      other: withDigits(waysOf(word, 'other', false), digits, 'other'),
      beginning: waysOf(word, 'title', true),
    },
  }
}

/** A word for LIKE, nothing of which is a wildcard. */
export const escapeLike = (word: string): string => word.replaceAll(/[\\%_]/g, '\\$&')

/** A number is found as it was typed, and as its digits. */
function withDigits(
  ways: readonly Way[] | undefined,
  digits: string | undefined,
  place: Place,
): readonly Way[] | undefined {
  const joined = digits === undefined ? [] : waysOf(digits, place, false)
  return ways === undefined || joined === undefined ? undefined : [...ways, ...joined]
}

/** More narrow down hardly further. */
const mostSyllables = 4

/** The ways to find a word in texts of a place, or titles that begin with it. */
function waysOf(word: string, place: Place, begins: boolean): readonly Way[] | undefined {
  const numbers = (kind: PieceKind, pieces: readonly string[]): number[] =>
    pieces.map((piece) => pieceNumber(place, kind, piece))
  const head = [...word].slice(0, 2).join('')
  const text = [
    ...(begins ? numbers('textBegins', [head]) : []),
    ...numbers('text', word.split(' ').flatMap(wordPieces)),
  ]
  if (text.length === 0) return undefined
  const ways: Way[] = [{ all: text, any: [] }]
  // Digits alone stand in initials only as they stand in the text, if not at their beginning: signs are left out.
  if (!isLatinWord(word) || (/^\d+$/.test(word) && !begins)) return ways
  const initials = [...(begins ? numbers('initialsBegin', [head]) : []), ...numbers('pair', initialPieces(word))]
  ways.push({ all: initials, any: [] })
  for (const { whole, last } of segmentations(word)) {
    // The last syllable may not be typed to its end: of it the first letter is known, and nothing else before any other.
    const before = whole.at(-1)
    const isFirst = before === undefined
    const all = [
      ...(begins ? numbers('firstSyllable', whole.slice(0, 1)) : []),
      ...numbers('syllable', [...new Set(whole)].slice(begins ? 1 : 0, mostSyllables)),
      ...(isFirst ? [] : numbers('pair', [before.slice(0, 1) + (last[0]?.slice(0, 1) ?? '')])),
    ]
    ways.push({ all, any: isFirst ? numbers(begins ? 'firstSyllable' : 'syllable', last) : [] })
  }
  return ways
}
