import { pinyin } from 'pinyin-pro'
import { isSyllable } from './syllables.js'

/** How a text is read aloud, as people type it. */
export interface Reading {
  /** First letters of its Chinese, with the Latin letters and digits between: 华为 HW 技术 → hwhwjs. */
  readonly initials: string
  /** Syllables of each unbroken stretch of Chinese: 华为 HW 技术 → [['hua', 'wei'], ['ji', 'shu']]. */
  readonly stretches: readonly (readonly string[])[]
  /** The text begins with the first of these syllables. */
  readonly beginsRead: boolean
  /** All of it in letters: 华为 HW 技术 → huaweihwjishu. */
  readonly spelled: string
}

const han = /\p{Script=Han}/u
const alphanumeric = /[a-z0-9]/
const digit = /\d/
const digitLast = /\d$/

/**
 * The readings of a normalised text: by its words (重庆 is chong qing), and where it begins like a surname that is read otherwise, by
 * that too (单雄信 is shan xiong xin). None for a text without Chinese.
 */
export function readingsOf(text: string): readonly Reading[] {
  if (!han.test(text)) return []
  const characters = [...text]
  const usual = syllablesOf(text, 'off')
  const asName = withSurname(characters, usual)
  const readings = [reading(characters, usual)]
  if (asName.join() !== usual.join()) readings.push(reading(characters, asName))
  return readings
}

/** Surnames are one or two characters; how these are read is asked once for all texts that begin with them. */
const surnames = new Map<string, readonly string[]>()
const mostSurnames = 20_000

function withSurname(characters: readonly string[], usual: readonly string[]): readonly string[] {
  const head = characters.slice(0, 2).join('')
  let read = surnames.get(head)
  if (read === undefined) {
    read = syllablesOf(head, 'head')
    if (read.join() === syllablesOf(head, 'off').join()) read = []
    if (surnames.size === mostSurnames) surnames.clear()
    surnames.set(head, read)
  }
  return read.length === 0 ? usual : [...read, ...usual.slice(read.length)]
}

const syllablesOf = (text: string, surname: 'off' | 'head'): readonly string[] =>
  pinyin(text, { toneType: 'none', type: 'array', v: true, surname })

function reading(characters: readonly string[], syllables: readonly string[]): Reading {
  let initials = ''
  let spelled = ''
  let beginsRead = false
  const stretches: string[][] = []
  let stretch: string[] | undefined
  // A sign has been left out: digits before and after it are no number.
  let isParted = false
  characters.forEach((character, at) => {
    const syllable = syllables[at] ?? ''
    if (han.test(character) && isSyllable(syllable)) {
      initials += syllable.slice(0, 1)
      spelled += syllable
      if (at === 0) beginsRead = true
      if (stretch === undefined) stretches.push((stretch = []))
      stretch.push(syllable)
      isParted = false
    } else {
      if (alphanumeric.test(character))
        initials += (isParted && digitLast.test(initials) && digit.test(character) ? ' ' : '') + character
      spelled += character
      stretch = undefined
      isParted = !alphanumeric.test(character)
    }
  })
  return { initials, stretches, beginsRead, spelled }
}
