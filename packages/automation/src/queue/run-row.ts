import type { RunSnapshot } from '@tessera/engine'
import type { FieldProblem, RunState as RunStateName } from '@tessera/metadata'
import type { KeptState } from '../core/run-state.js'

/** A row of `runs` as a worker takes it up. */
export interface RunRow {
  readonly id: string
  readonly workflow_id: string
  readonly version: number
  readonly object_id: string | null
  readonly record_id: string | null
  readonly record_version: number | null
  readonly node: string | null
  /** Fence: whoever writes must name it. */
  readonly attempt: number
  readonly depth: number
  readonly by_id: string | null
  readonly started_at: Date
  readonly before: RunSnapshot['before']
  readonly after: RunSnapshot['after']
  readonly outputs: KeptState | null
}

/** All of a row of `runs`. */
export interface FullRunRow extends RunRow {
  readonly state: RunStateName
  readonly due_at: Date | null
  readonly finished_at: Date | null
  readonly error: FieldProblem | null
}
