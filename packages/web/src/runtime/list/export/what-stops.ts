import type { ExportFormat, ExportPreview } from '@tessera/metadata'

/** How many records there are, and how many a file may have. */
export type Counted = Pick<ExportPreview, 'count' | 'max'>

/** Why a file cannot be made now; `counting`: that is not known yet. */
export type Stop = 'counting' | 'noRecords' | 'tooManySelected' | 'tooMany' | 'noColumns' | 'other'

interface Wish {
  readonly format: ExportFormat
  /** Columns that are ticked. */
  readonly columns: number
  /** More records are selected than a filter can name. */
  readonly isTooManySelected: boolean
  /** Another export is on its way in this tab. */
  readonly isOther: boolean
}

/** The format that is wished for, or the other one where only that can hold so many records. */
export function formatFor(wished: ExportFormat, counted: Counted | undefined): ExportFormat {
  const other = wished === 'csv' ? 'xlsx' : 'csv'
  return counted !== undefined && counted.count > counted.max[wished] && counted.count <= counted.max[other]
    ? other
    : wished
}

/** What keeps the button off, the weightiest reason first; undefined: nothing does. */
export function whatStops(counted: Counted | undefined, wish: Wish): Stop | undefined {
  if (wish.isTooManySelected) return 'tooManySelected'
  if (counted === undefined) return 'counting'
  if (counted.count === 0) return 'noRecords'
  if (counted.count > counted.max[wish.format]) return 'tooMany'
  if (wish.columns === 0) return 'noColumns'
  return wish.isOther ? 'other' : undefined
}
