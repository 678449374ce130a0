/** Wire shapes of what type changes left behind: values that could not be converted. */
import type { Localized, Texts } from '../text/localized.js'

/** A field some of whose values wait: they did not fit its new type and are kept as they were. */
export interface WaitingField {
  readonly field: string
  readonly label: Localized
  /** Names of the types; `from` is the newest one that left values behind. */
  readonly from: Texts
  readonly to: Texts
  /** The newest revision that left values behind. */
  readonly revision: number
  readonly waiting: number
  /** Of a lookup: what the records are called that can be made where one is missing. */
  readonly makes?: Localized
}

/** One value that waits. `value` is its text, `reason` why today's type does not take it; null: it would now. */
export interface WaitingValue {
  readonly id: string
  readonly title: string | null
  readonly value: string
  readonly reason: Localized | null
}

export interface WaitingPage {
  readonly values: readonly WaitingValue[]
  readonly next: string | null
}

/** What trying again did. `refused`: values that fit the type now, and whose record was refused for another reason. */
export interface WaitingRetried {
  readonly converted: number
  /** Records that a lookup had missed and that were made, where that was asked for. */
  readonly made: number
  readonly refused: number
  readonly waiting: number
}
