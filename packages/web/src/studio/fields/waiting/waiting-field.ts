/** A field with values that wait, in the reader's language. */
export interface WaitingFieldAnswer {
  readonly field: string
  readonly label: string
  readonly from: string
  readonly to: string
  readonly revision: number
  readonly waiting: number
  /** What the records are called that can be made where a lookup misses one. */
  readonly makes?: string
}

/** One value that waits; without a reason it would be taken by now. */
export interface WaitingValueAnswer {
  readonly id: string
  readonly title: string | null
  readonly value: string
  readonly reason: string | null
}
