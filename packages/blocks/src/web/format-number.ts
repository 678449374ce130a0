import type { WebField, WebWorld } from './define-field-type-web.js'

const formats = new Map<string, Intl.NumberFormat>()

/** Making a format costs far more than using it, so each is made once. */
function formatOf(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = `${locale} ${options.style} ${options.currency} ${options.minimumFractionDigits} ${options.maximumFractionDigits}`
  let format = formats.get(name)
  if (format === undefined) formats.set(name, (format = new Intl.NumberFormat(locale, options)))
  return format
}

/** Decimals a field states are always written, so that columns align; otherwise at most `otherwise`, as many as needed. */
function fractionDigits(field: WebField, otherwise: number): Intl.NumberFormatOptions {
  const { decimals } = field.document
  if (typeof decimals !== 'number') return { minimumFractionDigits: 0, maximumFractionDigits: otherwise }
  return { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
}

/** 1234.5 → `1,234.50`, with the decimals of the field. Anything but a number gives `''`. */
export function numberText(value: unknown, field: WebField, world: WebWorld, otherwise = 2): string {
  if (typeof value !== 'number') return ''
  return formatOf(world.locale, fractionDigits(field, otherwise)).format(value)
}

/** 1234.5 → `¥1,234.50`; the currency's usual decimals unless the field states others. */
export function currencyText(value: unknown, field: WebField, world: WebWorld): string {
  if (typeof value !== 'number') return ''
  const { currency, decimals } = field.document
  const code = typeof currency === 'string' ? currency : world.currency
  const digits = typeof decimals === 'number' ? fractionDigits(field, 2) : {}
  const options: Intl.NumberFormatOptions = {
    style: 'currency',
    currency: code,
    currencyDisplay: 'narrowSymbol',
    ...digits,
  }
  return formatOf(world.locale, options).format(value)
}

/** 0.15 → `15%`. */
export function percentText(value: unknown, field: WebField, world: WebWorld): string {
  if (typeof value !== 'number') return ''
  return formatOf(world.locale, { style: 'percent', ...fractionDigits(field, 2) }).format(value)
}
