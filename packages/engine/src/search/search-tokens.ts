import { isNarrow } from './normalize-search.js'
import type { Reading } from './readings.js'

/**
 * What the index of an object knows records by: pieces of their texts as numbers. A record that matches a word has all pieces of the
 * word; one that has them need not match (the pieces may stand apart, two may have one number), so the text is always compared.
 *
 * Pieces of a text: each wide character and each other one that is no Latin letter or digit, each pair, three narrow ones in a row.
 * Of a reading: pairs of initials, syllables. What a text and its initials begin with. Each is told apart by whether it is of the title.
 */
export type Place = 'title' | 'other'

/**
 * Which way of making search entries this is: another number makes every search table anew. Raise it with any change of pieces, marks
 * or readings.
 */
export const searchFormat = 2

/** The number of a piece (FNV-1a, mixed): the same in every process and for ever, since search tables keep it. */
export function pieceNumber(place: Place, kind: PieceKind, piece: string): number {
  let hash = hashOn(seeds[place][kind], piece)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  // All of a positive integer: a rare piece that shares its number with a frequent one is sought in vain among millions.
  return (hash ^ (hash >>> 13)) & 0x7fffffff
}

function hashOn(start: number, text: string): number {
  let hash = start
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash
}

/** Piece of a text, pair of initials, syllable; and what a text begins with, its initials, its syllables. */
export type PieceKind = (typeof kinds)[number]

const kinds = ['text', 'pair', 'syllable', 'textBegins', 'initialsBegin', 'firstSyllable'] as const

/** The hash of `<place> <kind> `, once for all pieces. */
const seeds = { title: seedsOf('title'), other: seedsOf('other') }

function seedsOf(place: Place): Readonly<Record<PieceKind, number>> {
  const entries = kinds.map((kind) => [kind, hashOn(0x811c9dc5 | 0, `${place} ${kind} `)])
  return Object.fromEntries(entries) as Record<PieceKind, number>
}

/** Adds the pieces of a normalised text. */
export function addTextPieces(into: Set<number>, place: Place, text: string): void {
  const characters = [...text]
  characters.forEach((character, at) => {
    if (character === ' ') return
    if (isSingle(character)) into.add(pieceNumber(place, 'text', character))
    const second = characters[at + 1] ?? ' '
    if (second === ' ') return
    into.add(pieceNumber(place, 'text', character + second))
    const third = characters[at + 2] ?? ' '
    if (third !== ' ' && areNarrow(character, second, third))
      into.add(pieceNumber(place, 'text', character + second + third))
  })
  if (place === 'title') addBeginning(into, 'textBegins', characters)
}

/** Adds the pieces of a reading. */
export function addReadingPieces(into: Set<number>, place: Place, { initials, stretches, beginsRead }: Reading): void {
  const letters = [...initials]
  letters.slice(1).forEach((letter, at) => into.add(pieceNumber(place, 'pair', (letters[at] ?? '') + letter)))
  for (const syllable of new Set(stretches.flat())) into.add(pieceNumber(place, 'syllable', syllable))
  if (place === 'other') return
  addBeginning(into, 'initialsBegin', letters)
  const first = stretches[0]?.[0]
  if (first !== undefined && beginsRead) into.add(pieceNumber('title', 'firstSyllable', first))
}

function addBeginning(into: Set<number>, kind: PieceKind, characters: readonly string[]): void {
  for (const length of [1, 2])
    if (characters.length >= length) into.add(pieceNumber('title', kind, characters.slice(0, length).join('')))
}

/** More of them narrow down hardly further, and each has a list that is gone through. */
const mostPieces = 4

/**
 * Pieces that every text has which holds a word, side by side rather than all there are; the last one ends with the word. None for a
 * single Latin letter or digit, which nearly every text has.
 */
export function wordPieces(word: string): readonly string[] {
  const characters = [...word]
  if (characters.length === 1) return isSingle(word) ? [word] : []
  const endOf = (at: number): number => {
    const three = characters.slice(at, at + 3)
    return at + (three.length === 3 && areNarrow(...three) ? 3 : 2)
  }
  const pieces = new Set<string>()
  for (let at = 0; at < characters.length && pieces.size < mostPieces;) {
    let start = at
    while (start > 0 && endOf(start) > characters.length) start -= 1
    const end = Math.min(endOf(start), characters.length)
    pieces.add(characters.slice(start, end).join(''))
    at = end
  }
  return [...pieces]
}

const mostPairs = 3

/** The same for initials, which are known by pairs. */
export function initialPieces(letters: string): readonly string[] {
  const pairs = Array.from({ length: letters.length - 1 }, (_, at) => letters.slice(at, at + 2))
  return [...new Set(pairs)].slice(0, mostPairs)
}

const isSingle = (character: string): boolean => !/[a-z0-9]/.test(character)

const areNarrow = (...characters: readonly string[]): boolean => characters.every(isNarrow)
