import type { FieldDocument } from '@tessera/metadata'
import type { WebField, WebWorld } from './define-field-type-web.js'
import type { TokenColor, ValuePart } from './value-part.js'

/** What a lookup or user field reads as; the title is null where the reader may not see it. */
export interface LinkedValue {
  readonly id: string
  readonly title: string | null
  /** Key of its object, where the field may hold records of several. */
  readonly object?: string
}

export function isLinked(value: unknown): value is LinkedValue {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
}

export function linkedText(value: unknown): string {
  return isLinked(value) ? (value.title ?? value.id) : ''
}

/** The records of a field that links with many; what else is in the list is left out. */
const linkedOf = (value: unknown): readonly LinkedValue[] => (Array.isArray(value) ? value.filter(isLinked) : [])

/** Key of the object whose records a field links with: its own target, or who has the field it is the other side of. */
export function linksTarget({ type, target, relation }: FieldDocument): string {
  return String((type === 'backlinks' ? String(relation ?? '').split('.')[0] : target) ?? '')
}

const between = ({ locale }: Pick<WebWorld, 'locale'>): string => (locale === 'zh-CN' ? '、' : ', ')

/** Their titles on one line. */
export function linkedTexts(value: unknown, _field: WebField, world: Pick<WebWorld, 'locale'>): string {
  return linkedOf(value).map(linkedText).join(between(world))
}

/** Each of them, to be opened. */
export function linkedParts(value: unknown, _field: WebField, world: Pick<WebWorld, 'locale'>): readonly ValuePart[] {
  return linkedOf(value).flatMap((one, at): readonly ValuePart[] => [
    ...(at === 0 ? [] : [{ kind: 'text', text: between(world) } as const]),
    { kind: 'record', text: linkedText(one), id: one.id },
  ])
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
