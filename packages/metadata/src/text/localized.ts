/** Languages every sentence of the product exists in; the first is the default. */
export const locales = ['zh-CN', 'en'] as const

export type Locale = (typeof locales)[number]

/** A text in every language. */
export interface Texts {
  readonly 'zh-CN': string
  readonly en: string
}

/** A label as documents carry it: one text for every language, or one per language. */
export type Localized = string | Texts

/**
 * The text of a label in a language.
 *
 * Shape: localize({ 'zh-CN': '拜访', en: 'Visit' }, 'en') → 'Visit'; localize('拜访', 'en') → '拜访'
 */
export function localize(label: Localized, locale: Locale): string {
  return typeof label === 'string' ? label : label[locale]
}

/** True when `value` is a label in all languages (not a single text). */
export function isTexts(value: unknown): value is Texts {
  if (typeof value !== 'object' || value === null) return false
  const { 'zh-CN': chinese, en } = value as Partial<Record<Locale, unknown>>
  return typeof chinese === 'string' && typeof en === 'string'
}
