import type { WebWorld } from '@tessera/blocks/web'
import type { RecordValues } from '@/api/records'
import type { PathField } from '../columns/columns'

/** A column as the grid draws it. The first one is the title: frozen, a link, with the box to tick. */
export interface GridColumn {
  readonly path: string
  readonly label: string
  readonly width: number
  readonly field: PathField
  readonly isEditable: boolean
}

/** What the grid draws, asked for whenever a cell comes into view. */
export interface GridSource {
  readonly columns: readonly GridColumn[]
  readonly rows: readonly RecordValues[]
  readonly world: WebWorld
  isSelected(id: string): boolean
  /** Address of a record, so that links are real ones. */
  hrefOf(object: string, id: string): string
  /** What a reader hears on the box of a row. */
  selectLabel(title: string): string
}

export interface CellPlace {
  readonly row: number
  readonly column: number
}
