import type { ExportPreview, ExportRequest } from '@tessera/metadata'
import type { Actor } from '../contract.js'

/**
 * Records taken out as a file, by who may `export` them: what grants that have `read` and `export` show, in their own rows only.
 *
 * Errors of both: record.unknown_object, access.denied, request.bad_fields (with `export.*` where a field may be read, but not
 * exported), request.repeated_parameter, and those of reading a list.
 */
export interface Exports {
  /** How many records and which columns a file would have; reads no record. */
  preview(actor: Actor, request: ExportRequest): Promise<ExportPreview>
  /**
   * Opens a moment of the data and reads its first page: whoever has it must read it to the end or close it; after ten minutes it is
   * closed. Errors further: 422 export.too_many, 503 export.busy.
   */
  open(actor: Actor, request: ExportRequest): Promise<OpenExport>
}

/** What a file is written from: one moment of the data. */
export interface OpenExport {
  readonly object: { readonly id: string; readonly key: string; readonly label: string }
  /** Records that come. */
  readonly count: number
  readonly columns: readonly ExportedColumn[]
  /** The day of the export in the workspace's zone: yyyy-MM-dd. */
  readonly day: string
  /** Rows page by page, in order: the value of each column as JSON has it. Closes when it ends, or is left. */
  pages(): AsyncGenerator<readonly ExportedRow[]>
  /** Lets the connection go at once, whatever is being read. */
  close(): Promise<void>
}

export type ExportedRow = readonly unknown[]

/** What a cell may hold. */
export type ExportCell = string | number | null

export interface ExportedColumn {
  /** Key or path: head of a file for programs. */
  readonly path: string
  /** Head of a file for people: no two columns have the same. */
  readonly label: string
  /** What a spreadsheet takes the cells for. */
  readonly kind: ColumnKind
  /** As people read it. */
  text(value: unknown): ExportCell
  /** As the API has it: a record and a file by its id, other lists as JSON. */
  machineText(value: unknown): ExportCell
}

/** Dates come as yyyy-MM-dd, date-times as yyyy-MM-dd HH:mm:ss by the workspace's clocks, numbers as numbers. */
export type ColumnKind =
  | { readonly is: 'text' | 'date' | 'dateTime' }
  | { readonly is: 'number'; readonly decimals: number | undefined; readonly isPercent: boolean }
