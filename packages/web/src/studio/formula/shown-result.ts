import type { FormulaType, WireValue } from '@tessera/formula'
import type { Locale } from '@tessera/metadata'

/** A formula's result as people read it; '' for blank. `timeZone` is the workspace's. */
export function shownResult(value: WireValue, type: FormulaType, locale: Locale, timeZone: string): string {
  if (value === null) return ''
  if (Array.isArray(value)) {
    const of = type.kind === 'list' ? type.of : type
    const members = value as readonly WireValue[]
    return members.map((one) => shownResult(one, of, locale, timeZone)).join(locale === 'en' ? ', ' : '、')
  }
  switch (type.kind) {
    case 'boolean':
      return locale === 'en' ? (value === true ? 'yes' : 'no') : value === true ? '是' : '否'
    case 'number':
      return new Intl.NumberFormat(locale, { maximumFractionDigits: 10 }).format(Number(value))
    case 'datetime':
      return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
        new Date(String(value)),
      )
    case 'option':
      return type.options.find(({ key }) => key === value)?.label ?? String(value)
    default:
      return typeof value === 'object' ? String((value as { readonly id: string }).id) : String(value)
  }
}
