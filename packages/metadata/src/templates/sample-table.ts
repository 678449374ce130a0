import Papa from 'papaparse'
import { makeFieldProblem, type FieldProblem } from '../errors/field-problem.js'
import { isStorableText } from '../text/normalize-text.js'
import { shownText } from '../text/shown-text.js'
import type { SampleTable } from './template.js'

/** The column that names rows for others to point to. */
export const rowNameColumn = '#'

/** Rows of one sample table, at most. */
export const largestSampleTable = 50_000

/** Columns of one sample table, at most. */
const mostColumns = 200

/** A sample table as it is read: texts, nothing converted yet. */
export interface ReadSampleTable {
  /** Keys of fields, in the order of the header; without the column of names. */
  readonly columns: readonly string[]
  /** Where each of `columns` stands in the file, counted from 1. */
  readonly header: readonly number[]
  /** Where the names of rows stand, counted from 1; undefined when the table has none. */
  readonly nameColumn: number | undefined
  readonly rows: readonly SampleRow[]
  /** Paths `/csv:<line>:<column>`; lines and columns count from 1, as editors show them. */
  readonly problems: readonly FieldProblem[]
}

export interface SampleRow {
  /** What stands in `#`; undefined when the table has no such column or the cell is empty. */
  readonly name: string | undefined
  /** One text for each of `columns`; '' is blank. */
  readonly cells: readonly string[]
  /** Where the row begins; the header is line 1. */
  readonly line: number
}

/**
 * Reads the CSV of a sample table (RFC 4180; a byte order mark and either line end are allowed, empty lines are passed over). What is
 * wrong with its form is listed with line and column, and rows that cannot be told apart are left out; what cells mean is not looked at.
 *
 * Shape: readSampleTable({ object: 'account', csv: '#,name\na1,上海云帆\n' }) →
 *   { columns: ['name'], header: [2], nameColumn: 1, rows: [{ name: 'a1', cells: ['上海云帆'], line: 2 }], problems: [] }
 * Errors: `template.csv_quotes`, `template.csv_empty`, `template.csv_column_repeated`, `template.csv_width`, `template.csv_too_many`,
 *         `text.invalid`.
 */
export function readSampleTable({ csv }: Pick<SampleTable, 'csv'>): ReadSampleTable {
  const text = csv.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n')
  const { data, errors, meta } = Papa.parse<readonly string[]>(text, {
    delimiter: ',',
    newline: '\n',
    // Empty lines count, too.
    preview: largestSampleTable + 1000,
  })
  const [header, ...lines] = withLines(data)
  if (header === undefined || isEmpty(header.cells)) return nothing(makeFieldProblem(place(1, 1), 'template.csv_empty'))
  const [broken] = errors
  if (broken !== undefined) {
    // From a broken quote on nobody knows what is a cell.
    const { line } = broken.row === undefined ? header : ([header, ...lines][broken.row] ?? header)
    return nothing(makeFieldProblem(place(line, 1), 'template.csv_quotes'))
  }
  const filled = lines.filter(({ cells }) => !isEmpty(cells))
  if (meta.truncated || filled.length > largestSampleTable || header.cells.length > mostColumns) {
    return nothing(makeFieldProblem(place(1, 1), 'template.csv_too_many', { max: largestSampleTable }))
  }
  return readRows(header.cells, filled)
}

/** `/csv:<line>:<column>` of a cell; both count from 1. */
export function place(line: number, column: number): string {
  return `/csv:${line}:${column}`
}

interface Line {
  readonly cells: readonly string[]
  readonly line: number
}

function readRows(firstLine: readonly string[], lines: readonly Line[]): ReadSampleTable {
  const names = firstLine.map((name) => name.trim())
  const problems = names.flatMap((name, index) => checkColumn(names, name, index))
  const at = names.indexOf(rowNameColumn)
  const rows: SampleRow[] = []
  for (const { cells, line } of lines) {
    cells.forEach((cell, index) => {
      if (!isStorableText(cell)) problems.push(makeFieldProblem(place(line, index + 1), 'text.invalid'))
    })
    if (cells.length !== names.length) {
      const details = { cells: cells.length, columns: names.length }
      problems.push(makeFieldProblem(place(line, Math.min(cells.length, names.length)), 'template.csv_width', details))
      continue
    }
    const name = at === -1 ? '' : (cells[at] ?? '').trim()
    rows.push({ name: name === '' ? undefined : name, cells: cells.filter((_, index) => index !== at), line })
  }
  const columns = names.filter((_, index) => index !== at)
  const header = names.map((_, index) => index + 1).filter((column) => column - 1 !== at)
  return { columns, header, nameColumn: at === -1 ? undefined : at + 1, rows, problems }
}

function checkColumn(names: readonly string[], name: string, index: number): readonly FieldProblem[] {
  if (!isStorableText(name)) return [makeFieldProblem(place(1, index + 1), 'text.invalid')]
  if (names.indexOf(name) === index) return []
  return [makeFieldProblem(place(1, index + 1), 'template.csv_column_repeated', { column: shownText(name) })]
}

/** Each record with the line it begins in: cells keep their line breaks. */
function withLines(records: readonly (readonly string[])[]): readonly Line[] {
  let line = 1
  return records.map((cells) => {
    const begin = line
    line += 1
    for (const cell of cells) for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) line += 1
    return { cells, line: begin }
  })
}

function isEmpty(cells: readonly string[]): boolean {
  return cells.length === 1 && cells[0] === ''
}

function nothing(problem: FieldProblem): ReadSampleTable {
  return { columns: [], header: [], nameColumn: undefined, rows: [], problems: [problem] }
}
