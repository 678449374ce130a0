import type { Localized } from '@tessera/metadata'

/** The labels of fields as a list, in both languages: 「客户、日期」. */
export function labelsOf(
  fields: readonly { readonly label: Localized }[],
  comma = { 'zh-CN': '、', en: ', ' },
): Localized {
  const labels = (locale: 'zh-CN' | 'en'): string =>
    fields.map(({ label }) => (typeof label === 'string' ? label : label[locale])).join(comma[locale])
  return { 'zh-CN': labels('zh-CN'), en: labels('en') }
}
