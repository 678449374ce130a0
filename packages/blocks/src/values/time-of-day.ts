import type { ParseResult } from '@tessera/metadata'
import { wrongFormat, wrongType } from './refuse.js'

const wireForm = /^([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/

const spoken =
  /^(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上)?\s*(\d{1,2})(?:\s*[:.时点]\s*(?:(半)|(\d{1,2})\s*分?(?:\s*[:.]?\s*(\d{1,2})\s*秒?)?)?)?\s*(am|pm|a\.m\.|p\.m\.)?$/
const digits = /^()(\d{2})()(\d{2})(?:(\d{2}))?()$/

/**
 * Checks a time of day as writers send it and gives it with seconds.
 *
 * Shape:  '09:30' → '09:30:00'
 * Errors: `field.type`, `field.format`.
 */
export function parseTime(value: unknown): ParseResult {
  if (value === null) return { value: null }
  if (typeof value !== 'string') return wrongType('time')
  if (!wireForm.test(value)) return wrongFormat('time')
  return { value: value.length === 5 ? `${value}:00` : value }
}

/** Reads the time in a cell; see `readTimeOfDay`. */
export function importTime(text: string): ParseResult {
  if (text.trim() === '') return { value: null }
  const value = readTimeOfDay(text)
  return value === undefined ? wrongFormat('time') : { value }
}

/**
 * Reads a time of day as people write it: 9:30, 09:30:15, 0930, 下午3点, 3 pm, 上午9时30分, 8点半. Full-width signs too.
 *
 * @returns 'HH:mm:ss', undefined when it is no time of day
 */
export function readTimeOfDay(text: string): string | undefined {
  const entry = text.normalize('NFKC').trim().toLowerCase()
  if (entry.length > 40) return undefined
  const match = spoken.exec(entry) ?? digits.exec(entry)
  if (match === null) return undefined
  const [, before = '', hours = '', half, minutes = '0', seconds = '0', after = ''] = match
  const hour = hourOf(Number(hours), before, after)
  const minute = half === undefined ? Number(minutes) : 30
  if (hour > 23 || minute > 59 || Number(seconds) > 59) return undefined
  return [hour, minute, Number(seconds)].map((part) => String(part).padStart(2, '0')).join(':')
}

function hourOf(hour: number, before: string, after: string): number {
  const isLate = after.startsWith('p') || /下午|傍晚|晚上|中午/.test(before)
  if (isLate && hour < 12) return before === '中午' && hour >= 10 ? hour : hour + 12
  const isEarly = after.startsWith('a') || /凌晨|早上|早晨|上午/.test(before)
  return isEarly && hour === 12 ? 0 : hour
}
