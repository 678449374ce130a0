import type { ParseResult } from '@tessera/metadata'
import { wrongFormat, wrongType } from './refuse.js'

/** Decimals kept: six are 11 cm, more than any receiver knows. */
const decimals = 6

/**
 * Checks a point on the earth: latitude and longitude in degrees, rounded to six decimals.
 *
 * Shape:  [31.2304, 121.4737]
 * Errors: `field.type`, `field.out_of_range`.
 */
export function parseLocation(value: unknown): ParseResult {
  if (value === null) return { value: null }
  if (!Array.isArray(value) || value.length !== 2) return wrongType('location')
  const [lat, lng] = value as readonly unknown[]
  if (!isNumber(lat) || !isNumber(lng)) return wrongType('location')
  if (Math.abs(lat) > 90) return { problem: { code: 'field.out_of_range', details: { min: -90, max: 90 } } }
  if (Math.abs(lng) > 180) return { problem: { code: 'field.out_of_range', details: { min: -180, max: 180 } } }
  return { value: [rounded(lat), rounded(lng)] }
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

function rounded(degrees: number): number {
  const value = Number(degrees.toFixed(decimals))
  return value === 0 ? 0 : value
}

const form =
  /^([NS])?\s*(-?\d{1,3}(?:\.\d{1,20})?)\s*°?\s*([NS])?(?:\s*[,;，；、]\s*|\s+)([EW])?\s*(-?\d{1,3}(?:\.\d{1,20})?)\s*°?\s*([EW])?$/i

/** Reads a point as people write it: 31.23, 121.47 · 31.23°N 121.47°E; null for nothing, undefined when it is none. */
export function readLocation(text: string): readonly [number, number] | null | undefined {
  const entry = text
    .normalize('NFKC')
    .replace(/\u2212/g, '-')
    .trim()
  if (entry === '') return null
  const [, before, lat, after, east, lng, behind] = form.exec(entry) ?? []
  if (lat === undefined) return undefined
  const sign = (letter: string | undefined) => (/[SW]/i.test(letter ?? '') ? -1 : 1)
  return [Number(lat) * sign(before ?? after), Number(lng) * sign(east ?? behind)]
}

/** The same for a cell. */
export function importLocation(cell: string): ParseResult {
  const point = readLocation(cell)
  return point === undefined ? wrongFormat('location') : parseLocation(point)
}

/** 31.2304, 121.4737 of a point; '' of anything else. */
export function locationText(value: unknown): string {
  return Array.isArray(value) && value.length === 2 && value.every(isNumber) ? value.join(', ') : ''
}
