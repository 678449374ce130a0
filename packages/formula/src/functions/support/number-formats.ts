import type { Decimal } from 'decimal.js'
import { roundTo } from '../../evaluate/decimal.js'
import { raw, sql } from '../../sql/fragment.js'
import type { SqlFragment } from '../../types/sql-fragment.js'

interface NumberFormat {
  readonly decimals: number
  /** A comma every three digits. */
  readonly grouped?: boolean
  /** Times 100, with a percent sign. */
  readonly percent?: boolean
  /** Zeros in front up to this many digits before the point. */
  readonly digits?: number
  readonly currency?: string
}

/** The closed table of formats of TEXT(number, format). */
const formats: Readonly<Record<string, NumberFormat>> = {
  '0': { decimals: 0 },
  '0.0': { decimals: 1 },
  '0.00': { decimals: 2 },
  '0.000': { decimals: 3 },
  '0.0000': { decimals: 4 },
  '#,##0': { decimals: 0, grouped: true },
  '#,##0.0': { decimals: 1, grouped: true },
  '#,##0.00': { decimals: 2, grouped: true },
  '0%': { decimals: 0, percent: true },
  '0.0%': { decimals: 1, percent: true },
  '0.00%': { decimals: 2, percent: true },
  '00': { decimals: 0, digits: 2 },
  '000': { decimals: 0, digits: 3 },
  '0000': { decimals: 0, digits: 4 },
  '00000': { decimals: 0, digits: 5 },
  '000000': { decimals: 0, digits: 6 },
  '00000000': { decimals: 0, digits: 8 },
  '¥0.00': { decimals: 2, currency: '¥' },
  '¥#,##0': { decimals: 0, grouped: true, currency: '¥' },
  '¥#,##0.00': { decimals: 2, grouped: true, currency: '¥' },
}

/** The formats people may write. */
export const numberFormats: readonly string[] = Object.keys(formats)

const plain: NumberFormat = { decimals: 0 }

/** A number in one of the formats; rounded half away from zero, the minus sign first, never minus zero. */
export function formatNumber(value: Decimal, name: string): string {
  const format = formats[name] ?? plain
  const rounded = roundTo(format.percent === true ? value.mul(100) : value, format.decimals)
  const [whole = '', fraction] = rounded.abs().toFixed(format.decimals).split('.')
  const padded = whole.padStart(format.digits ?? 1, '0')
  const shown = format.grouped === true ? padded.replace(/\B(?=([0-9]{3})+$)/g, ',') : padded
  const sign = rounded.isNegative() && !rounded.isZero() ? '-' : ''
  const tail = (fraction === undefined ? '' : `.${fraction}`) + (format.percent === true ? '%' : '')
  return sign + (format.currency ?? '') + shown + tail
}

/** The same in SQL; to_char is not immutable, so the digits of the rounded number are used. */
export function formatNumberSql(value: SqlFragment, name: string): SqlFragment {
  const format = formats[name] ?? plain
  const decimals = raw(String(format.decimals))
  const rounded = sql`round(${format.percent === true ? sql`${value} * 100` : value}, ${decimals})`
  const whole = sql`trunc(abs(${rounded}))::text`
  const digits = raw(String(format.digits ?? 1))
  const padded =
    format.digits === undefined ? whole : sql`lpad(${whole}, GREATEST(${digits}, char_length(${whole})), '0')`
  const shown = format.grouped === true ? groupedSql(whole) : padded
  const fraction = format.decimals === 0 ? sql`` : sql` || right(${rounded}::text, ${decimals} + 1)`
  const tail = raw(format.percent === true ? " || '%'" : '')
  const sign = raw(`'${format.currency ?? ''}'`)
  return sql`(CASE WHEN ${rounded} < 0 THEN '-' ELSE '' END || ${sign} || ${shown}${fraction}${tail})`
}

/** Commas from the right, so the digits are turned around first. */
function groupedSql(digits: SqlFragment): SqlFragment {
  return sql`ltrim(reverse(regexp_replace(reverse(${digits}), '([0-9]{3})', '\\1,', 'g')), ',')`
}
