/** Wire shapes of exports: records as a file. */

export type ExportFormat = 'csv' | 'xlsx'

/** Body of POST /api/exports and POST /api/exports/preview: which records, which columns, as what. */
export interface ExportRequest {
  /** Key of the object. */
  readonly object: string
  readonly format: ExportFormat
  /** Keys and paths, in the order of the columns; everything that can be exported when absent. */
  readonly fields?: readonly string[]
  readonly filter?: string
  /** Fields or paths, `-` in front for descending; at most 5. */
  readonly sort?: readonly string[]
  readonly search?: string
  /** csv only, for programs: keys as heads, values as the API has them, no mark, no guard against formulas. */
  readonly forMachines?: boolean
}

/**
 * What an export shows of a field: everything it has; a masked value everywhere; a value in some records and less in others; nothing,
 * though the caller may read it.
 */
export type ExportedAccess = 'read' | 'masked' | 'mixed' | 'withheld'

export interface ExportColumn {
  /** Key or path, as it can be asked for. */
  readonly field: string
  /** Head of the column, in the caller's language: `客户 / 级别`. */
  readonly label: string
  readonly access: ExportedAccess
  /** In the caller's language; where `access` is not `read`. */
  readonly reason?: string
}

/** POST /api/exports/preview: what POST /api/exports with the same body would give. */
export interface ExportPreview {
  /** Records. */
  readonly count: number
  /** Records that one file may have, by format. */
  readonly max: Readonly<Record<ExportFormat, number>>
  /** Those asked for, in that order; without `fields`, all that can be exported. */
  readonly fields: readonly ExportColumn[]
}
