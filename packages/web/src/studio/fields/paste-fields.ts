import type { Locale, ObjectDocument } from '@tessera/metadata'
import type { ObjectModel } from '@/model/objects'
import { gridColumns, typeNamed, withCell, type CellProblem, type GridColumn } from './grid-cells'
import { withFields } from './new-fields'
import { parseHeaders } from './parse-headers'
import { parseTable } from './parse-table'

/** What a paste did: the module after it, how many fields came, and cells that could not take their text. */
export interface Pasted {
  readonly object: ObjectDocument
  readonly added: number
  readonly refused: readonly { readonly row: number; readonly column: GridColumn; readonly problem: CellProblem }[]
}

/**
 * Puts a copied block into the grid at a cell. In the empty last row, headings of a spreadsheet become fields (a row of them, with
 * or without data below, or a column); a block whose second column names types is taken as rows of this grid. Rows beyond the
 * last field are new fields.
 */
export function pasteFields(
  object: ObjectDocument,
  at: { readonly row: number; readonly column: number },
  text: string,
  objects: ReadonlyMap<string, ObjectModel>,
  locale: Locale,
): Pasted {
  const rows = parseTable(text)
  const isLastRow = at.row >= object.fields.length
  const isBlock = rows.length > 0 && rows.every((row) => row.length > 1 && typeNamed(row[1] ?? '') !== undefined)
  if (isLastRow && at.column === 0 && !isBlock) {
    const columns = parseHeaders(text)
    return { object: withFields(object, columns, objects), added: columns.length, refused: [] }
  }
  return pasteBlock(object, at, rows, objects, locale)
}

function pasteBlock(
  object: ObjectDocument,
  at: { readonly row: number; readonly column: number },
  rows: readonly (readonly string[])[],
  objects: ReadonlyMap<string, ObjectModel>,
  locale: Locale,
): Pasted {
  let current = object
  const refused: Pasted['refused'][number][] = []
  rows.forEach((cells, offset) => {
    const row = at.row + offset
    const isNew = row >= current.fields.length
    const label = (at.column === 0 ? cells[0]?.trim() : undefined) ?? ''
    if (isNew && label === '') return
    if (isNew) current = withFields(current, [{ label, samples: [] }], objects)
    const key = current.fields[Math.min(row, current.fields.length - 1)]?.key ?? ''
    cells.forEach((cell, index) => {
      const column = gridColumns[at.column + index]
      if (column === undefined || (isNew && column === 'label')) return
      const result = withCell(current, key, column, cell, objects, locale)
      if ('object' in result) current = result.object
      else if (cell.trim() !== '' || column === 'label') refused.push({ row, column, problem: result.problem })
    })
  })
  return { object: current, added: current.fields.length - object.fields.length, refused }
}

/** Each row of a block of cells takes what the first one has. */
export function fillDown(
  object: ObjectDocument,
  rows: { readonly from: number; readonly to: number },
  columns: { readonly from: number; readonly to: number },
  textOf: (row: number, column: GridColumn) => string,
  objects: ReadonlyMap<string, ObjectModel>,
  locale: Locale,
): ObjectDocument {
  let current = object
  for (let row = rows.from + 1; row <= rows.to; row += 1) {
    for (let at = columns.from; at <= columns.to; at += 1) {
      const column = gridColumns[at]
      const key = object.fields[row]?.key
      if (column === undefined || column === 'label' || key === undefined) continue
      const result = withCell(current, key, column, textOf(rows.from, column), objects, locale)
      if ('object' in result) current = result.object
    }
  }
  return current
}
