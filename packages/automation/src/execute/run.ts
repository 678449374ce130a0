import type { RunSnapshot } from '@tessera/engine'
import type { Graph } from '../core/graph.js'
import { restoreState, type RunState } from '../core/run-state.js'
import type { RunCommand } from '../core/step.js'
import type { RunRow } from '../queue/run-row.js'

/** What runs that are stepped together have in common: graph, depth, and whose change started them. */
export interface PartyTraits {
  readonly workspace: string
  readonly graph: Graph
  readonly depth: number
  readonly by: string | null
}

/** A run in hand: what never changes of it, its state, and what it wants next. */
export interface Run {
  readonly id: string
  /** Fence of everything that is written for it. */
  readonly attempt: number
  readonly object: string | null
  readonly record: string | null
  readonly snapshot: RunSnapshot
  readonly startedAt: number
  /** Step at which it stood when it was last saved: a second fence, against what this worker itself gave up. */
  savedAt: number
  /** Another worker has it: nothing is written for it any more. */
  isLost: boolean
  /** The state that its row holds; undefined while nothing was saved. */
  saved: RunState | undefined
  state: RunState
  commands: readonly RunCommand[]
  /** Notifications that its steps want told with the next commit. */
  notices: readonly Notice[]
}

/** A row of `notifications` that is not written yet. */
export interface Notice {
  readonly id: string
  readonly userId: string
  readonly title: string
  readonly text: string | null
}

/** A run as it was taken from its table. */
export function runOf(row: RunRow): Run {
  return {
    id: row.id,
    attempt: row.attempt,
    object: row.object_id,
    record: row.record_id,
    snapshot: { before: row.before, after: row.after },
    startedAt: row.started_at.getTime(),
    savedAt: row.outputs?.seq ?? 1,
    isLost: false,
    saved: undefined,
    state: restoreState(row.node, row.outputs),
    commands: [],
    notices: [],
  }
}
