import type { Locale, Texts } from '@tessera/metadata'

/** One hint per field type, a value to show what it looks like, and other words it is looked for by. */
export interface TypeGuide {
  readonly hint: Texts
  readonly words: readonly string[]
  /** Properties of the example's field. */
  readonly properties?: Readonly<Record<string, unknown>>
  example(locale: Locale): unknown
}

/** An example in the language of the screen. */
export const either = (zh: unknown, en: unknown) => (locale: Locale) => (locale === 'en' ? en : zh)
