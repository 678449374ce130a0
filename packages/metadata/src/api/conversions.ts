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
  readonly refused: number
  readonly waiting: number
}
