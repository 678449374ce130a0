/** Wire shapes of records; api.md section 4. */
import type { WireValue } from '@tessera/formula'
import type { FieldProblem } from '../errors/field-problem.js'
import type { HistoryMerge } from './merges.js'
import type { Localized } from '../text/localized.js'

/** Values by field key, as a writer sends them. */
export type RecordValues = Readonly<Record<string, unknown>>

export type CountMode = 'none' | 'estimate' | 'exact'

/** Body of POST …/query; the same as query parameters with `fields` and `sort` separated by commas. */
export interface RecordQuery {
  readonly fields?: readonly string[]
  readonly filter?: string
  /** Fields or paths, `-` in front for descending; at most 5. */
  readonly sort?: readonly string[]
  readonly search?: string
  /** 1–500, default 50. */
  readonly limit?: number
  readonly after?: string
  readonly count?: CountMode
}

export type AggregateFunction = 'count' | 'sum' | 'avg' | 'min' | 'max' | 'countDistinct'

export type Bucket = 'day' | 'week' | 'month' | 'quarter' | 'year'

export interface Measure {
  readonly function: AggregateFunction
  readonly field?: string
  readonly as: string
}

/** Body of POST …/aggregate. `having` is a formula over the `as` names. */
export interface AggregateQuery {
  readonly groupBy?: readonly { readonly field: string; readonly bucket?: Bucket }[]
  readonly measures: readonly Measure[]
  readonly filter?: string
  readonly having?: string
  readonly sort?: readonly string[]
  /** At most 5,000, default 1,000. */
  readonly limit?: number
}

export interface AggregateAnswer {
  readonly rows: readonly Readonly<Record<string, WireValue>>[]
}

/** Body of POST …/batch: at most 10,000 operations, an id once. */
export interface BatchRequest {
  readonly create?: readonly RecordValues[]
  readonly update?: readonly ({ readonly id: string; readonly version?: number } & RecordValues)[]
  readonly delete?: readonly string[]
}

export interface Versioned {
  readonly id: string
  readonly version: number
}

/** Everything was written, in request order. */
export interface BatchDone {
  readonly created: readonly Versioned[]
  readonly updated: readonly Versioned[]
  readonly deleted: readonly string[]
}

/** Verdict about one operation of a batch with `?partial=true`. */
export interface BatchResult {
  readonly op: 'create' | 'update' | 'delete'
  readonly index: number
  readonly ok: boolean
  readonly id?: string
  readonly version?: number
  readonly errors?: readonly FieldProblem[]
}

export interface BatchPartial {
  readonly results: readonly BatchResult[]
  readonly ok: number
  readonly failed: number
}

export type BatchAnswer = BatchDone | BatchPartial

export type HistoryOperation = 'create' | 'change' | 'delete' | 'restore' | 'merge' | 'convert'

export type ThroughKind = 'person' | 'token' | 'import' | 'workflow' | 'agent' | 'publish'

export interface HistoryChange {
  readonly field: string
  readonly label: Localized
  readonly from: unknown
  readonly to: unknown
}

export interface HistoryEntry {
  readonly id: string
  readonly at: string
  readonly version: number
  readonly op: HistoryOperation
  readonly by: { readonly id: string; readonly title: string } | null
  readonly through: { readonly kind: ThroughKind; readonly id?: string; readonly title?: string }
  readonly changes: readonly HistoryChange[]
  /** Of `merge` only. */
  readonly merge?: HistoryMerge
}

export interface HistoryPage {
  readonly entries: readonly HistoryEntry[]
  readonly next: string | null
}
