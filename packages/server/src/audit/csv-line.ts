/** What spreadsheet programs take for the beginning of a formula. */
const formulaStart = /^[=+\-@\t\r\n|%]/

/**
 * A line of a CSV file (RFC 4180). A cell that a spreadsheet would calculate is given as a text: with an apostrophe before it.
 *
 * Shape: csvLine(['a', '=1+1', 'b,"c"']) → 'a,\'=1+1,"b,""c"""\r\n'
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = formulaStart.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
