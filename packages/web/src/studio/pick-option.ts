/** One thing to pick from a list. */
export interface PickOption<V> {
  readonly value: V
  readonly title: string
  readonly detail?: string | undefined
  readonly icon?: string | undefined
  /** Other words it is found by. */
  readonly words?: readonly string[] | undefined
}
