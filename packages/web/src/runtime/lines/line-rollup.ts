import type { FieldDocument } from '@tessera/metadata'
import { asLines, type Line } from './lines-of'

/**
 * What a roll-up over lines that are being filled in will give, so that a total follows while one types; undefined where only the
 * server knows (a filter). Decimals are added as whole numbers of the smallest place, not as binary fractions.
 */
export function lineRollup(document: FieldDocument, value: unknown): number | string | null | undefined {
  const { function: name, field, filter } = document as { function?: string; field?: string; filter?: string }
  if (filter !== undefined) return undefined
  const lines = asLines(value)
  if (name === 'count') return lines.length
  const values = lines.flatMap((line) => valueOf(line, field ?? ''))
  if (name === 'countDistinct') return new Set(values).size
  const numbers = values.filter((one) => typeof one === 'number')
  if (name === 'sum') return rounded(numbers, document.decimals)
  if (values.length === 0) return null
  if (name === 'min' || name === 'max') return extreme(values, name)
  if (name !== 'avg' || numbers.length < values.length) return undefined
  return roundTo(sumOf(numbers) / numbers.length, typeof document.decimals === 'number' ? document.decimals : 10)
}

const valueOf = (line: Line, key: string): (number | string)[] => {
  const value = line[key]
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? [value] : []
}

function extreme(values: readonly (number | string)[], name: 'min' | 'max'): number | string | null {
  const [first, ...others] = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return (name === 'min' ? first : (others.at(-1) ?? first)) ?? null
}

const rounded = (numbers: readonly number[], decimals: unknown): number =>
  typeof decimals === 'number' ? roundTo(sumOf(numbers), decimals) : sumOf(numbers)

/** 0.1 + 0.2 is 0.3: both sides are moved by the most decimals there are. */
export function sumOf(numbers: readonly number[]): number {
  const places = Math.max(0, ...numbers.map((number) => String(number).split('.')[1]?.length ?? 0))
  if (places > 10) return numbers.reduce((sum, number) => sum + number, 0)
  const scale = 10 ** places
  return numbers.reduce((sum, number) => sum + Math.round(number * scale), 0) / scale
}

/** Half away from zero, as the server rounds. */
function roundTo(number: number, decimals: number): number {
  const scale = 10 ** decimals
  const moved = Number((Math.abs(number) * scale).toPrecision(15))
  return (Math.sign(number) * Math.round(moved)) / scale
}
