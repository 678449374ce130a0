import { locales, type Locale, type Localized } from '@tessera/metadata'
import { computed } from 'vue'
import { createI18n } from 'vue-i18n'

const STORED = 'tessera.locale'

/** The language of this browser: what the person chose here, else what the browser asks for; Chinese where in doubt. */
function firstLocale(): Locale {
  const stored = localStorage.getItem(STORED)
  if (isLocale(stored)) return stored
  return navigator.languages.some((name) => /^zh\b/i.test(name)) || !navigator.language.startsWith('en')
    ? 'zh-CN'
    : 'en'
}

function isLocale(value: unknown): value is Locale {
  return (locales as readonly unknown[]).includes(value)
}

export const i18n = createI18n({
  legacy: false,
  locale: firstLocale(),
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': {}, en: {} },
  missingWarn: import.meta.env.DEV,
  fallbackWarn: false,
})

document.documentElement.lang = i18n.global.locale.value

/** The language of the screen; reading it in a template follows changes. */
export const locale = computed<Locale>(() => i18n.global.locale.value as Locale)

/** Changes the language at once, without a reload, and remembers it in this browser. */
export function setLocale(next: Locale): void {
  i18n.global.locale.value = next
  document.documentElement.lang = next
  localStorage.setItem(STORED, next)
}

/** The text of a document's label in the language of the screen; never blank: `fallback` (a key) stands in. */
export function labelOf(label: Localized | undefined, fallback = ''): string {
  if (label === undefined) return fallback
  if (typeof label === 'string') return label
  return label[locale.value] || label['zh-CN'] || fallback
}

type Params = Readonly<Record<string, unknown>>

/**
 * The texts of one area of the product, in both languages, typed by their keys: `const t = textsOf('list', { 'zh-CN': { add:
 * '新建' }, en: { add: 'New' } })`, then `t('add')` or `t('count', { n: 3 })` for a text with `{n}`. Reactive. Two forms of a number
 * are separated by `|` and chosen by `n`. In a text, write `{'@'}`, `{'{'}`, `{'|'}` for those signs.
 */
export function textsOf<Key extends string>(
  area: string,
  texts: Readonly<Record<Locale, Readonly<Record<Key, string>>>>,
): (key: Key, params?: Params) => string {
  for (const name of locales) i18n.global.mergeLocaleMessage(name, { [area]: texts[name] })
  return (key, params) => {
    const path = `${area}.${key}`
    if (params === undefined) return i18n.global.t(path)
    return typeof params.n === 'number' ? i18n.global.t(path, params, params.n) : i18n.global.t(path, params)
  }
}
