import type { Locale } from '@tessera/metadata'

const words = { true: { 'zh-CN': '是', en: 'Yes' }, false: { 'zh-CN': '否', en: 'No' } }

/** A truth value in words; anything else is `''`. */
export function yesNo(value: unknown, locale: Locale): string {
  return typeof value === 'boolean' ? words[value ? 'true' : 'false'][locale] : ''
}
