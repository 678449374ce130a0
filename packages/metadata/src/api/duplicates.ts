/** Wire shapes of likely duplicates; api.md section 4. */

/** A record that is probably the same, as far as the caller may know. */
export interface DuplicateMatch {
  readonly id: string
  readonly title: string | null
  /** 0 to 1: how much agrees. */
  readonly score: number
  /** Sentences in the caller's language. */
  readonly reasons: readonly string[]
  /** Keys of the fields that agree. */
  readonly fields: readonly string[]
  /** `block`: a save would be refused for it. */
  readonly action: 'warn' | 'block'
  readonly owner: { readonly id: string; readonly title: string } | null
}

/** Answer of POST …/duplicates, the most alike first, at most 20. */
export interface DuplicateMatches {
  readonly matches: readonly DuplicateMatch[]
  /** How many more agree that the caller may not read. */
  readonly hidden: number
}
