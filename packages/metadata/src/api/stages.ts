/** Wire shapes of the stages of a record. */
import type { FieldProblem } from '../errors/field-problem.js'
import type { Localized } from '../text/localized.js'

/** Answer of GET /api/records/:object/:id/stages: one set per field that has stages and one that counts for the record. */
export interface RecordStages {
  readonly sets: readonly StageSetState[]
}

export interface StageSetState {
  readonly key: string
  readonly label: Localized
  /** Key of the field that holds the stage. */
  readonly field: string
  /** Key of the stage it is in; null: in none. May be none of `steps`. */
  readonly stage: string | null
  readonly since: string | null
  /** May the reader move the record at all? */
  readonly movable: boolean
  readonly steps: readonly StageState[]
}

export interface StageState {
  /** Key of the option: what is written to move there. */
  readonly stage: string
  readonly label: Localized
  readonly kind: 'open' | 'won' | 'lost'
  readonly probability: number | null
  /** Days after which a record is stalled here. */
  readonly days: number | null
  /** How long the record has been here so far, all visits together. */
  readonly seconds: number
  /** How often it came here. */
  readonly visits: number
  /** Whether one may go here from where the record is; where it stands itself it is true. */
  readonly allowed: boolean
  /** What the move would be refused with if nothing else were written. */
  readonly problems: readonly FieldProblem[]
}
