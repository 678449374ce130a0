/** What spreadsheet programs take for the beginning of a formula, also in full width; some look past what cannot be seen. */
const formulaStart = /^[=+\-@\t\r\n\0|%＝＋－＠｜％]/

/**
 * A line of a CSV file (RFC 4180). A cell that a spreadsheet would calculate is given as a text: with an apostrophe before it.
 *
 * Shape: csvLine(['a', '=1+1', 'b,"c"']) → 'a,\'=1+1,"b,""c"""\r\n'
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return rawCsvLine(cells.map((cell) => (typeof cell === 'string' && formulaStart.test(cell) ? `'${cell}` : cell)))
}

/** The same for programs: cells as they are. */
export function rawCsvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return plainNumber(cell)
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** Without an exponent, which people do not read and imports refuse: 1e-7 → 0.0000001. Numbers of records have at most 10 decimals. */
function plainNumber(number: number): string {
  const text = String(number)
  return text.includes('e-') ? number.toFixed(10).replace(/0+$/, '') : text
}
