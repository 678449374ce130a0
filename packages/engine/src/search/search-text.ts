import { normalizeSearch } from './normalize-search.js'
import { readingsOf } from './readings.js'
import type { Reading } from './readings.js'
import { addReadingPieces, addTextPieces } from './search-tokens.js'
import type { Place } from './search-tokens.js'

/** A text of a record that search looks into. */
export interface SearchedText {
  /** Code of the field: see `fieldCode`. */
  readonly code: string
  readonly isTitle: boolean
  /** Its Chinese is found by pinyin too. */
  readonly pinyin: boolean
  readonly text: string
}

/**
 * The marks that part the search text of a record. None of them can stand in a normalised text.
 *
 * title part: `code` code, `text` text, (`initials` initials, `syllables` syllables)*, `end`; other fields the same after `field`, so
 * that the beginning of a title's text or initials is found as a mark of its own.
 */
export const marks = {
  title: '\u0001',
  titleInitials: '\u0002',
  endOfTitle: '\u0003',
  field: '\u0004',
  text: '\u0005',
  initials: '\u0006',
  syllables: '\u0007',
  titleSyllables: '\u0008',
  stretch: '\u000e',
  syllable: '\u000f',
  letter: '\u0010',
} as const

/** What is kept of a record for search: its text with marks, and the numbers of its pieces. */
export interface SearchEntry {
  readonly text: string
  readonly tokens: readonly number[]
}

/** Makes what is kept of a record; the title comes first. */
export function searchEntry(texts: readonly SearchedText[]): SearchEntry {
  const tokens = new Set<number>()
  const title = texts.find(({ isTitle }) => isTitle)
  const others = texts.filter((text) => text !== title)
  const head = title === undefined ? '' : partOf(title, 'title', tokens)
  return {
    text: `${head}${marks.endOfTitle}${others.map((other) => partOf(other, 'other', tokens)).join('')}`,
    tokens: [...tokens],
  }
}

function partOf({ code, pinyin, text }: SearchedText, place: Place, tokens: Set<number>): string {
  const normal = normalizeSearch(text)
  addTextPieces(tokens, place, normal)
  const readings = pinyin ? readingsOf(normal) : []
  for (const reading of readings) addReadingPieces(tokens, place, reading)
  const isTitle = place === 'title'
  return (
    `${marks.field}${code}${isTitle ? marks.title : marks.text}${normal}` +
    readings.map((reading) => written(reading, isTitle ? titleMarks(reading) : plainMarks)).join('')
  )
}

type ReadingMarks = readonly [initials: string, syllables: string]

const plainMarks: ReadingMarks = [marks.initials, marks.syllables]

/** Only syllables that the title begins with are its beginning. */
const titleMarks = ({ beginsRead }: Reading): ReadingMarks => [
  marks.titleInitials,
  beginsRead ? marks.titleSyllables : marks.syllables,
]

/** Initials as they are; syllables in capitals with marks between letters, so that no word is found in them by chance. */
function written({ initials, stretches }: Reading, [initialsMark, syllablesMark]: ReadingMarks): string {
  const spelled = stretches.map((syllables) => syllables.map(spellSyllable).join('')).join(marks.stretch)
  return `${initialsMark}${initials}${syllablesMark}${spelled}`
}

/** Z H A N G with marks before and between: where a syllable begins is told by which. */
const spellSyllable = (syllable: string): string => marks.syllable + [...syllable.toUpperCase()].join(marks.letter)

/** A pattern for LIKE that finds letters from the beginning of a syllable on, wherever the next ones begin. */
export const spelledPattern = (letters: string): string => marks.syllable + [...letters.toUpperCase()].join('_')
