import type { WireValue } from '@tessera/formula'

/** Values of a record as runs keep them; see `RunSnapshot`. */
export type KeptValues = Readonly<Record<string, WireValue>>

/** A run that a change of a record starts. */
export interface NewRun {
  readonly id: string
  /** Id of the workflow document. */
  readonly workflow: string
  /** Id of the object. */
  readonly object: string
  readonly record: string
  /** Of the record after the change. */
  readonly version: number
  readonly before: KeptValues | null
  readonly after: KeptValues | null
}

/** The runs of one write: those its transaction has still to insert, and those that were inserted and wait for a worker. */
export class PendingRuns {
  readonly #pending: NewRun[] = []
  readonly #started: string[] = []

  get pending(): readonly NewRun[] {
    return this.#pending
  }

  /** Ids. */
  get started(): readonly string[] {
    return this.#started
  }

  /** To be called when nothing can take the change back but the whole transaction. */
  add(runs: readonly NewRun[]): void {
    this.#pending.push(...runs)
  }

  markStarted(ids: readonly string[]): void {
    this.#started.push(...ids)
  }
}
