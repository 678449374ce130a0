import type { ParseResult } from '@tessera/metadata'
import { civilDate } from './civil-date.js'
import { wrongFormat, wrongType } from './refuse.js'

const wireForm = /^(\d{4})-(\d{2})-(\d{2})$/

/** Year first: 2026-1-31, 2026/1/31, 2026.1.31, 2026年1月31日, 20260131; Excel adds a midnight to dates. */
const cellForms = [
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/,
  /^(\d{4})(年)(\d{1,2})月(\d{1,2})日?$/,
  /^(\d{4})()(\d{2})(\d{2})$/,
]
const midnight = /[ T]00?:00(?::00(?:\.0+)?)?$/

/**
 * Checks a date as writers send it.
 *
 * Errors: `field.type`, `field.format` (not yyyy-MM-dd), `field.no_such_date`.
 */
export function parseDate(value: unknown): ParseResult {
  if (value === null) return { value: null }
  if (typeof value !== 'string') return wrongType('date')
  const match = wireForm.exec(value)
  return match === null ? wrongFormat('date') : existing(value, match[1], match[2], match[3])
}

/** Reads the date in a cell. Day-first and month-first forms are refused: 1/2/2026 says two things. */
export function importDate(text: string): ParseResult {
  const cell = text.normalize('NFKC').trim().replace(midnight, '')
  if (cell === '') return { value: null }
  for (const form of cellForms) {
    const match = form.exec(cell)
    if (match !== null) return existing(cell, match[1], match[3], match[4])
  }
  return wrongFormat('date')
}

function existing(value: string, year?: string, month?: string, day?: string): ParseResult {
  const date = civilDate(Number(year), Number(month), Number(day))
  return date === undefined ? { problem: { code: 'field.no_such_date', details: { value } } } : { value: date }
}
