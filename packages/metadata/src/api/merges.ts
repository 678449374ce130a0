/** Wire shapes of merging records; api.md section 4. */
import type { RecordValues } from './records.js'

/** Body of POST …/merge. */
export interface MergeRequest {
  /** The record that stays. */
  readonly keep: string
  /** Those that become part of it, at most 20. */
  readonly merge: readonly string[]
  /** What the one that stays is changed to. */
  readonly values?: RecordValues
  /** Children of conflicting pairs that go to the bin, by key of their object. */
  readonly bin?: Readonly<Record<string, readonly string[]>>
}

/** A record with its title; null where it has none or may not be read. */
export interface TitledRecord {
  readonly id: string
  readonly title: string | null
}

/** Answer of POST …/merge/preview: what a merge would move, and what stands in its way. */
export interface MergePreview {
  /** By object and lookup; `count` without those in the bin. */
  readonly related: readonly {
    readonly object: string
    readonly label: string
    readonly field: string
    readonly fieldLabel: string
    readonly count: number
  }[]
  /** Of which all but one have to go to the bin. */
  readonly conflicts: readonly {
    readonly object: string
    readonly label: string
    readonly fields: readonly string[]
    readonly records: readonly TitledRecord[]
  }[]
  /** How many more records move that the caller may not know of. */
  readonly hidden: number
}

/** Of a history entry `merge`: what became part of what. */
export interface HistoryMerge {
  readonly id: string
  readonly kept: TitledRecord
  readonly merged: readonly TitledRecord[]
  /** When it was taken back. */
  readonly undoneAt: string | null
}
