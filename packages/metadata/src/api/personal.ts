/** Wire shapes of what data law asks for. */
import type { HistoryEntry } from './records.js'

/** GET /api/records/:object/:id/personal-data: what is held about a record, as far as the caller may read it. */
export interface PersonalData {
  readonly object: { readonly key: string; readonly label: string }
  readonly at: string
  /** Keys of the fields that are marked as personal. */
  readonly personal: readonly string[]
  readonly record: Readonly<Record<string, unknown>>
  /** Records that point to it, by the field they do it with. */
  readonly related: readonly {
    readonly object: string
    readonly label: string
    readonly field: string
    readonly records: readonly Readonly<Record<string, unknown>>[]
    /** True: there are more than are listed. */
    readonly isCut: boolean
  }[]
  readonly history: readonly HistoryEntry[]
}

/** POST /api/records/:object/:id/erase-personal. */
export interface PersonalErased {
  /** Ids of the records whose fields are blank now: it, and what was merged into it. */
  readonly records: readonly string[]
  /** Keys of the fields. */
  readonly fields: readonly string[]
  /** Files that are removed within the hour, unless another record has them. */
  readonly files: number
}
