import type { OpenExport } from '@tessera/engine'
import { csvLine, rawCsvLine } from '../csv/csv-line.js'

/** An export as the pieces of a CSV file for people: UTF-8 with its mark, heads in their language, no cell that calculates. */
export async function* csvFile(open: Pick<OpenExport, 'columns' | 'pages'>): AsyncGenerator<string> {
  const { columns } = open
  // The mark tells spreadsheets that the file is UTF-8.
  yield `\uFEFF${csvLine(columns.map(({ label }) => label))}`
  for await (const rows of open.pages()) {
    yield rows.map((row) => csvLine(columns.map((column, at) => column.text(row[at])))).join('')
  }
}

/** The same for programs: keys and paths as heads, values as the API has them, no mark and no guard. */
export async function* machineCsvFile(open: Pick<OpenExport, 'columns' | 'pages'>): AsyncGenerator<string> {
  const { columns } = open
  yield rawCsvLine(columns.map(({ path }) => path))
  for await (const rows of open.pages()) {
    yield rows.map((row) => rawCsvLine(columns.map((column, at) => column.machineText(row[at])))).join('')
  }
}
