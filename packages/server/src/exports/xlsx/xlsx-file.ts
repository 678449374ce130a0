/**
 * What lives in this folder: a workbook of one sheet, written while its rows come. `zip-file` packs, `cell-styles` and `sheet-cells`
 * write, nothing is kept: a file of a million rows takes no more memory than one of a thousand. Why it is our own: decision 0041.
 * Source: ECMA-376 part 1, SpreadsheetML.
 */
import type { ColumnKind, ExportedColumn, OpenExport } from '@tessera/engine'
import { cellStyles } from './cell-styles.js'
import { columnName, headRow, sheetRow } from './sheet-cells.js'
import { xmlText } from './xml-text.js'
import { zipFile } from './zip-file.js'

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const contentTypes =
  `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${contentType}.styles+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${contentType}.worksheet+xml"/></Types>`

const packageRelations =
  `${xmlHead}<Relationships xmlns="${relations}">` +
  `<Relationship Id="rId1" Type="${officeRelations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

const workbookRelations =
  `${xmlHead}<Relationships xmlns="${relations}">` +
  `<Relationship Id="rId1" Type="${officeRelations}/worksheet" Target="worksheets/sheet1.xml"/>` +
  `<Relationship Id="rId2" Type="${officeRelations}/styles" Target="styles.xml"/></Relationships>`

/** An export as the pieces of an Excel workbook: heads bold and frozen, numbers and dates as what they are. */
export function xlsxFile(open: Pick<OpenExport, 'object' | 'columns' | 'pages'>): AsyncGenerator<Buffer> {
  const styles = cellStyles(open.columns.map(({ kind }) => kind))
  return zipFile([
    { name: '[Content_Types].xml', content: [contentTypes] },
    { name: '_rels/.rels', content: [packageRelations] },
    { name: 'xl/workbook.xml', content: [workbook(open.object.label)] },
    { name: 'xl/_rels/workbook.xml.rels', content: [workbookRelations] },
    { name: 'xl/styles.xml', content: [styles.xml] },
    { name: 'xl/worksheets/sheet1.xml', content: sheet(open, styles.ofColumns) },
  ])
}

const workbook = (label: string): string =>
  `${xmlHead}<workbook xmlns="${main}" xmlns:r="${officeRelations}"><sheets>` +
  `<sheet name="${xmlText(sheetName(label))}" sheetId="1" r:id="rId1"/></sheets></workbook>`

/** At most 31 characters, without those that mean something in references. */
function sheetName(label: string): string {
  const name = label
    .replace(/[[\]/\\:*?']/g, ' ')
    .trim()
    .slice(0, 31)
  return name === '' ? 'Sheet1' : name
}

async function* sheet(open: Pick<OpenExport, 'columns' | 'pages'>, styles: readonly number[]): AsyncGenerator<string> {
  const { columns } = open
  const names = columns.map((_, at) => columnName(at))
  yield sheetHead(columns)
  let n = 1
  for await (const rows of open.pages()) {
    yield rows.map((row) => sheetRow(columns, styles, names, row, (n += 1))).join('')
  }
  yield '</sheetData></worksheet>'
}

function sheetHead(columns: readonly ExportedColumn[]): string {
  const widths = columns.map(({ kind }, at) => {
    const width = widthOf(kind)
    return `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`
  })
  return (
    `${xmlHead}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join('')}</cols><sheetData>${headRow(columns)}`
  )
}

/** In characters. */
const widthOf = ({ is }: ColumnKind): number => ({ text: 24, number: 14, date: 12, dateTime: 20 })[is]
