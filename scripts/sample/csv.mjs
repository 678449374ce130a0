/** A table as CSV (RFC 4180, lines end with LF): the columns that any row fills, in the order given. */
export function toCsv(columns, rows) {
  const filled = columns.filter((column) => rows.some((row) => cellOf(row[column]) !== ''))
  const lines = [filled, ...rows.map((row) => filled.map((column) => cellOf(row[column])))]
  return `${lines.map((cells) => cells.map(quoted).join(',')).join('\n')}\n`
}

function cellOf(value) {
  if (value === undefined || value === null) return ''
  return Array.isArray(value) ? value.join(';') : String(value)
}

const quoted = (cell) => (/[",\n\r]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
