import type { ExportedColumn, ExportedRow } from '@tessera/engine'
import { headStyle, plainStyle } from './cell-styles.js'
import { xmlText } from './xml-text.js'

/** Characters that one cell may hold; a file with more is taken for broken. */
const longestText = 32_767
/** Some programs show #### for longer texts in cells that are told to be texts. */
const longestStyled = 255

/** The first day that all programs count alike: for them there was a 29 February 1900. */
const firstDay = Date.UTC(1900, 2, 1)
const lastDay = Date.UTC(9999, 11, 31, 23, 59, 59)
const dayMs = 86_400_000
const daysTo1970 = 25_569

/** The row of heads. */
export function headRow(columns: readonly ExportedColumn[]): string {
  return `<row r="1">${columns.map(({ label }, at) => textCell(`${columnName(at)}1`, label, headStyle)).join('')}</row>`
}

/**
 * A row of cells: numbers and dates as what they are, all else as text, so that nothing in it calculates.
 *
 * @param n counted from 1, with the heads
 */
export function sheetRow(
  columns: readonly ExportedColumn[],
  styles: readonly number[],
  names: readonly string[],
  row: ExportedRow,
  n: number,
): string {
  let cells = ''
  for (const [at, column] of columns.entries()) {
    cells += sheetCell(column, row[at], `${names[at] ?? ''}${n}`, styles[at] ?? plainStyle)
  }
  return `<row r="${n}">${cells}</row>`
}

function sheetCell(column: ExportedColumn, value: unknown, place: string, style: number): string {
  const { kind } = column
  if (kind.is === 'number' && typeof value === 'number') return numberCell(place, value, style)
  const text = column.text(value)
  if (text === null || text === '') return ''
  if (typeof text === 'number') return numberCell(place, text, plainStyle)
  const days = kind.is === 'date' || kind.is === 'dateTime' ? serialDay(text) : undefined
  if (days !== undefined) return numberCell(place, days, style)
  return textCell(place, text, text.length > longestStyled ? plainStyle : style)
}

const numberCell = (place: string, value: number, style: number): string =>
  `<c r="${place}" s="${style}"><v>${value}</v></c>`

function textCell(place: string, text: string, style: number): string {
  const fitting = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(fitting)}</t></is></c>`
}

/** '2026-03-01' or '2026-03-01 12:00:00' → days since the end of 1899; undefined where spreadsheets have no such day. */
function serialDay(text: string): number | undefined {
  const at = Date.parse(`${text.replace(' ', 'T')}${text.length === 10 ? 'T00:00:00' : ''}Z`)
  return at >= firstDay && at <= lastDay ? at / dayMs + daysTo1970 : undefined
}

/** 0 → A, 26 → AA. */
export function columnName(at: number): string {
  const last = String.fromCharCode(65 + (at % 26))
  return at < 26 ? last : columnName(Math.floor(at / 26) - 1) + last
}
