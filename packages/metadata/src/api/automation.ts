/** Wire shapes of workflows and their runs; api.md section 5. */
import type { FieldProblem } from '../errors/field-problem.js'

/** `waiting`: for a worker, a due time or a retry (`dueAt`). `limited`: a limit stopped it. */
export type RunState = 'waiting' | 'running' | 'done' | 'failed' | 'limited' | 'cancelled'

export interface RunRecord {
  readonly object: string
  readonly id: string
  /** Today's title; null when the record is gone. */
  readonly title: string | null
}

export interface RunEntry {
  readonly id: string
  readonly workflow: string
  /** Revision that published the graph it runs on. */
  readonly version: number
  readonly state: RunState
  readonly record?: RunRecord
  /** Node it stands at, while it is not over. */
  readonly node?: string
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly dueAt?: string | null
  readonly error?: FieldProblem
}

export type RunStepState = 'done' | 'failed' | 'waiting' | 'skipped'

export interface RunStep {
  readonly node: string
  readonly type: string
  readonly state: RunStepState
  readonly attempt: number
  readonly at: string
  /** The port it left by. */
  readonly port?: string
  /** What the node was given: its configuration with every formula evaluated. Trimmed texts end in `…`. */
  readonly input: unknown
  readonly output: unknown
  readonly error?: FieldProblem
}

export interface RunDetail extends RunEntry {
  readonly steps: readonly RunStep[]
  /** The record as the trigger saw it: values by field key. */
  readonly trigger: {
    readonly before: Readonly<Record<string, unknown>> | null
    readonly after: Readonly<Record<string, unknown>> | null
  }
}

export interface RunPage {
  readonly runs: readonly RunEntry[]
  readonly next: string | null
}

/** Answer of POST /api/workflows/:key/runs: one run per record, in the order of the records; one run where the workflow has no object. */
export interface StartedRuns {
  readonly runs: readonly { readonly id: string; readonly record: string | null }[]
}

/** One line of GET /api/workflows: how each workflow does. */
export interface WorkflowHealth {
  readonly key: string
  readonly lastRun: { readonly at: string; readonly state: RunState } | null
  /** Of the last 7 days. */
  readonly runs7d: number
  readonly failed7d: number
  readonly waiting: number
  /** A limit paused it until then. */
  readonly pausedUntil: string | null
}

/** Body of POST /api/workflows/:key/simulate: a draft (or the published workflow) on a real record, effects recorded only. */
export interface SimulateRequest {
  readonly document?: unknown
  /** Id of a record of the workflow's object. */
  readonly record?: string
  /** Values to put over the record's, by field key: what would be saved. */
  readonly values?: Readonly<Record<string, unknown>>
}

export interface SimulateAnswer {
  /** False: the trigger's condition does not hold; the steps show what would follow if it did. */
  readonly matches: boolean
  readonly steps: readonly RunStep[]
  /** Effects in order, in words: what would be written, told, called. */
  readonly effects: readonly { readonly node: string; readonly text: string }[]
}
