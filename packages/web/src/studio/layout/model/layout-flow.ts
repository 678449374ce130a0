import type { LayoutSection } from '@tessera/metadata'
import { columnsOf } from './layout-tree'

/** Where an item comes to stand in the grid of its section; rows and columns count from 0. */
export interface Cell {
  readonly row: number
  readonly column: number
  readonly span: number
}

/** How the items of a section flow into rows: an item that does not fit into what is left of a row begins the next. */
export function flowOf(section: Pick<LayoutSection, 'columns' | 'items'>): readonly Cell[] {
  const columns = columnsOf(section)
  let row = 0
  let column = 0
  return section.items.map((item) => {
    const span = Math.min(Math.max(item.span ?? 1, 1), columns)
    if (column + span > columns) {
      row += 1
      column = 0
    }
    const cell = { row, column, span }
    column += span
    if (column === columns) {
      row += 1
      column = 0
    }
    return cell
  })
}

/** The column (from 0) that an item put before `index` would begin in. */
export function columnAt(section: Pick<LayoutSection, 'columns' | 'items'>, index: number, span = 1): number {
  const items = [...section.items.slice(0, index), { field: '', span }]
  return flowOf({ ...section, items }).at(-1)?.column ?? 0
}
