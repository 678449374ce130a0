/**
 * A copied block of a spreadsheet as rows of cells: tab-separated lines, cells with line breaks or tabs in double quotes. Empty
 * lines at the end are left out.
 */
export function parseTable(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  const source = text.replace(/\r\n?/g, '\n')
  const endCell = (): void => {
    rows.at(-1)?.push(cell.trim())
    cell = ''
  }
  for (let at = 0; at < source.length; at += 1) {
    const letter = source[at] ?? ''
    if (isQuoted) {
      if (letter !== '"') cell += letter
      else if (source[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (letter === '"' && cell === '') isQuoted = true
    else if (letter === '\t') endCell()
    else if (letter === '\n') {
      endCell()
      rows.push([])
    } else cell += letter
  }
  endCell()
  while (rows.length > 0 && rows.at(-1)?.every((one) => one === '') === true) rows.pop()
  return rows
}

/** The same the other way: cells with tabs, line breaks or quotes are quoted. */
export function toTable(rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string): string => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  return rows.map((row) => row.map(quoted).join('\t')).join('\n')
}
