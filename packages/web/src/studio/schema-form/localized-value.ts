import { isTexts, type Locale, type Localized } from '@tessera/metadata'

/** What stands in the input of one language; a plain text counts for all of them. */
export function textIn(value: Localized | undefined, locale: Locale): string {
  if (value === undefined) return ''
  return isTexts(value) ? value[locale] : value
}

/** Does each language have a text of its own? */
export function isSplit(value: Localized | undefined): boolean {
  return isTexts(value)
}

const other: Readonly<Record<Locale, Locale>> = { 'zh-CN': 'en', en: 'zh-CN' }

/**
 * The label after the text of one language was changed. Without `own` a plain text stays one text for every language; with it
 * (the person opened the other language) each gets its own. A language left blank takes the other one's text, so that a
 * label is never half there; both blank is no label.
 */
export function withText(
  value: Localized | undefined,
  locale: Locale,
  text: string,
  own: boolean,
): Localized | undefined {
  const typed = text.trim()
  if (!isTexts(value) && !own) return typed === '' ? undefined : typed
  const rest = textIn(value, other[locale])
  if (typed === '') return rest === '' ? undefined : rest
  if (rest === '' || rest === typed) return typed
  return locale === 'en' ? { 'zh-CN': rest, en: typed } : { 'zh-CN': typed, en: rest }
}
