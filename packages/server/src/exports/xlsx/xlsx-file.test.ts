import { expect, test } from '@jest/globals'
import type { ExportCell, ExportedColumn } from '@tessera/engine'
import readXlsxFile, { readSheet } from 'read-excel-file/node'
import { columnName } from './sheet-cells.js'
import { xlsxFile } from './xlsx-file.js'
import { xmlText } from './xml-text.js'

const column = (kind: ExportedColumn['kind'], label: string): ExportedColumn => ({
  path: label,
  label,
  kind,
  text: (value) => value as ExportCell,
  machineText: (value) => value as ExportCell,
})

async function workbook(
  columns: readonly ExportedColumn[],
  pages: readonly (readonly (readonly unknown[])[])[],
  label = '客户',
): Promise<Buffer> {
  const pieces: Buffer[] = []
  const open = {
    object: { id: 'o', key: 'account', label },
    columns,
    pages: async function* () {
      yield* await Promise.resolve(pages)
    },
  }
  for await (const piece of xlsxFile(open)) pieces.push(piece)
  return Buffer.concat(pieces)
}

test.each([
  ['a <b> & "c"', 'a &lt;b&gt; &amp; &quot;c&quot;'],
  ['\u0001\u000b\ufffe', '_x0001__x000B__xFFFE_'],
  ['_x0041_', '_x005F_x0041_'],
  ['a\r\nb\tc', 'a\nb\tc'],
  ['甲😀', '甲😀'],
])('%j is written into a workbook as %j', (text, written) => {
  expect(xmlText(text)).toBe(written)
})

test('columns are named as spreadsheets name them', () => {
  expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
})

test('a workbook can be read with whatever is in it: long texts cut, days that no spreadsheet has as text, empty pages', async () => {
  const columns = [
    column({ is: 'text' }, 'constructor'),
    column({ is: 'date' }, '日期'),
    column({ is: 'number', decimals: 2, isPercent: true }, '=1+1'),
  ]
  const rows = [
    ['x'.repeat(40_000), '1900-02-28', 1e-7],
    ['__proto__', '1900-03-01', '***'],
    [null, null, null],
    ['a <b> & "c"', '9999-12-31', -1],
  ]

  const bytes = await workbook(
    columns,
    [rows.slice(0, 2), [], rows.slice(2)],
    "a/b[c]:d*e?f'g and a name of more than 31",
  )

  expect((await readXlsxFile(bytes))[0]?.sheet).toHaveLength(31)
  expect(await readSheet(bytes)).toEqual([
    ['constructor', '日期', '=1+1'],
    [`${'x'.repeat(32_766)}…`, '1900-02-28', 1e-7],
    ['__proto__', new Date('1900-03-01'), '***'],
    [null, null, null],
    ['a <b> & "c"', new Date('9999-12-31'), -1],
  ])
})

test('a workbook without records has its heads', async () => {
  expect(await readSheet(await workbook([column({ is: 'text' }, '名称')], [[]]))).toEqual([['名称']])
})
