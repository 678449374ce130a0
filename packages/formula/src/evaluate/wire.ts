import { Decimal } from 'decimal.js'
import { Exact } from './decimal.js'
import { normalizeTime } from './date-text.js'
import type { FormulaType } from '../types/formula-type.js'
import type { RuntimeValue, WireValue } from '../types/runtime-value.js'

/**
 * A wire value as the evaluator wants it. Whatever does not fit its type reads blank: the record pipeline refuses such
 * values, and an expression never throws.
 */
export function fromWire(value: WireValue | undefined, type: FormulaType): RuntimeValue {
  if (value === null || value === undefined || value === '') return null
  switch (type.kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? new Exact(value) : null
    case 'duration':
      return typeof value === 'number' && Number.isFinite(value) ? Math.round(value) : null
    case 'boolean':
      return typeof value === 'boolean' ? value : null
    case 'datetime': {
      const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN
      return Number.isNaN(instant) ? null : instant
    }
    case 'time':
      return typeof value === 'string' ? (normalizeTime(value) ?? null) : null
    case 'record':
    case 'anyRecord':
      return typeof value === 'string' ? value : typeof value === 'object' && 'id' in value ? value.id : null
    case 'list':
      return Array.isArray(value) ? listFromWire(value as readonly WireValue[], type.of) : null
    default:
      return typeof value === 'string' ? value : null
  }
}

function listFromWire(values: readonly WireValue[], of: FormulaType): RuntimeValue {
  // Files read as objects and are their ids.
  const ids = values.map((one) => (typeof one === 'object' && one !== null && 'id' in one ? one.id : one))
  const members = ids.map((member) => fromWire(member, of)).filter((member) => member !== null)
  return members.length === 0 ? null : members
}

/** A value as the record API carries it; numbers must have left arithmetic already. */
export function toWire(value: RuntimeValue, type: FormulaType): WireValue {
  if (value === null) return null
  if (Decimal.isDecimal(value)) {
    const number = value.toNumber()
    return number === 0 ? 0 : number
  }
  if (type.kind === 'datetime') return new Date(value as number).toISOString()
  if (type.kind === 'list') {
    const members = (value as readonly RuntimeValue[]).map((member) => toWire(member, type.of))
    return members.length === 0 ? null : members
  }
  return value as WireValue
}
