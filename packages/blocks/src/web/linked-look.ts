import type { TokenColor, ValuePart } from './value-part.js'

/** What a lookup or user field reads as; the title is null where the reader may not see it. */
export interface LinkedValue {
  readonly id: string
  readonly title: string | null
}

export function isLinked(value: unknown): value is LinkedValue {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
}

export function linkedText(value: unknown): string {
  return isLinked(value) ? (value.title ?? value.id) : ''
}

const tints: readonly TokenColor[] = [
  'slate',
  'blue',
  'cyan',
  'teal',
  'green',
  'amber',
  'orange',
  'pink',
  'violet',
  'brown',
]

/** A person: the last character of a Chinese name, else the first letter, on a tint that follows from the name. */
export function personPart(name: string): ValuePart {
  const letters = Array.from(name.trim())
  const letter = /\p{Script=Han}/u.test(name) ? letters.at(-1) : letters[0]
  const sum = letters.reduce((total, one) => total + (one.codePointAt(0) ?? 0), 0)
  return {
    kind: 'person',
    text: name,
    color: tints[sum % tints.length] ?? 'slate',
    initial: (letter ?? '?').toUpperCase(),
  }
}
