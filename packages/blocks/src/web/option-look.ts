import { localize, type Locale } from '@tessera/metadata'
import type { Choice } from '../values/choice-options.js'
import type { WebField } from './define-field-type-web.js'
import type { TokenColor, ValuePart } from './value-part.js'

const colors: readonly TokenColor[] = [
  'slate',
  'blue',
  'cyan',
  'teal',
  'green',
  'lime',
  'amber',
  'orange',
  'red',
  'pink',
  'violet',
  'brown',
]

/** Where each colour begins on the circle of hues, in degrees. */
const hues: readonly (readonly [number, TokenColor])[] = [
  [0, 'red'],
  [16, 'orange'],
  [36, 'amber'],
  [62, 'lime'],
  [96, 'green'],
  [162, 'teal'],
  [184, 'cyan'],
  [208, 'blue'],
  [248, 'violet'],
  [292, 'pink'],
  [346, 'red'],
]

/**
 * The token that stands for an option's colour. A name is taken as it is, `#rrggbb` becomes the token of its hue: text on tint
 * then keeps its contrast in light and dark.
 */
export function optionColor(color: unknown): TokenColor {
  const named = colors.find((name) => name === color)
  if (named !== undefined) return named
  if (typeof color !== 'string' || !/^#[0-9a-f]{6}$/i.test(color)) return 'slate'
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  const most = Math.max(red, green, blue)
  const spread = most - Math.min(red, green, blue)
  if (spread < 24) return 'slate'
  const sector =
    most === red ? (green - blue) / spread : most === green ? 2 + (blue - red) / spread : 4 + (red - green) / spread
  const hue = (sector * 60 + 360) % 360
  return hues.findLast(([from]) => hue >= from)?.[1] ?? 'slate'
}

/** The options of a select field as its document lists them. */
export function choicesOf(field: WebField): readonly Choice[] {
  const { options } = field.document
  return Array.isArray(options) ? (options as readonly Choice[]) : []
}

/** Label of an option; one the document no longer lists shows its key. */
export function choiceText(key: unknown, field: WebField, locale: Locale): string {
  if (typeof key !== 'string') return ''
  const choice = choicesOf(field).find((one) => one.key === key)
  return choice === undefined ? key : localize(choice.label, locale)
}

/** An option as a tag. */
export function choicePart(key: string, field: WebField, locale: Locale): ValuePart {
  const choice = choicesOf(field).find((one) => one.key === key)
  return { kind: 'tag', text: choiceText(key, field, locale), color: optionColor(choice?.color) }
}
