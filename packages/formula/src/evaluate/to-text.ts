import type { Decimal } from 'decimal.js'
import type { FormulaType } from '../types/formula-type.js'
import type { RuntimeValue } from '../types/runtime-value.js'
import { localDate, localTime, toLocalMs } from './zone.js'

/** Shortest decimal, never with an exponent: 1.50 → '1.5'. */
export function numberToText(value: Decimal): string {
  return value.isZero() ? '0' : value.toFixed()
}

/** 'yyyy-MM-dd HH:mm' on the clocks of the zone; blank outside of the years 1 to 9999. */
export function dateTimeToText(instantMs: number, timeZone: string): string | null {
  const local = toLocalMs(instantMs, timeZone)
  const date = localDate(local)
  return date === null ? null : `${date} ${localTime(local).slice(0, 5)}`
}

/**
 * A value as `&` prints it: numbers in their shortest decimal, dates as yyyy-MM-dd, times as HH:mm, datetimes as
 * yyyy-MM-dd HH:mm in the workspace's zone, booleans as true and false, options as their key. Numbers must have left
 * arithmetic already.
 */
export function toText(value: RuntimeValue, type: FormulaType, timeZone: string): string | null {
  if (value === null) return null
  switch (type.kind) {
    case 'number':
      return numberToText(value as Decimal)
    case 'boolean':
      return value === true ? 'true' : 'false'
    case 'datetime':
      return dateTimeToText(value as number, timeZone)
    case 'time':
      return (value as string).slice(0, 5)
    default:
      return value as string
  }
}
