import type { FieldProblem, RunStep } from '@tessera/metadata'

/**
 * A run between two steps: everything that decides how it goes on. What the record looked like, who started it and which graph
 * it follows never changes and lies beside.
 */
export interface RunState {
  readonly status: 'running' | 'waiting' | 'done' | 'failed' | 'limited'
  /** The node to be done next; null when there is none. */
  readonly at: string | null
  /** Number of the step at that node, from 1. */
  readonly seq: number
  /** Failed attempts at it. */
  readonly failures: number
  /** Records written so far. */
  readonly written: number
  /** Behind its first durable wait: later runs of the same record need not wait for it any more. */
  readonly waited: boolean
  /** A wait that is to end: what to leave the node with. */
  readonly resume: { readonly port: string; readonly output: unknown } | null
  /** What nodes left for later ones, by node. */
  readonly found: Readonly<Record<string, FoundRecords>>
  /** Epoch milliseconds at which a waiting run goes on. */
  readonly dueAt: number | null
  readonly error: FieldProblem | null
  /** Steps that are not saved yet. */
  readonly log: readonly StepEntry[]
}

/** Records a node found or made. */
export interface FoundRecords {
  /** Id of the object. */
  readonly object: string
  readonly ids: readonly string[]
}

/** A line of the run's journal; one per visit of a node, replaced when the visit goes on. */
export interface StepEntry extends Omit<RunStep, 'at'> {
  readonly seq: number
  /** Epoch milliseconds. */
  readonly at: number
}

/** A run that has not begun. */
export const newRun: RunState = {
  status: 'running',
  at: null,
  seq: 1,
  failures: 0,
  written: 0,
  waited: false,
  resume: null,
  found: {},
  dueAt: null,
  error: null,
  log: [],
}

/** What the column `outputs` keeps of a state; the rest has columns of its own. */
export type KeptState = Pick<RunState, 'seq' | 'failures' | 'written' | 'waited' | 'resume' | 'found'> & {
  /** The row's `attempt` when this was saved: how often the step was taken up since. */
  readonly attempt: number
}

/** The state of a run that a worker has just taken up. */
export function restoreState(at: string | null, kept: KeptState | null): RunState {
  if (kept === null) return { ...newRun, at }
  const { seq, failures, written, waited, resume, found } = kept
  return { ...newRun, at, seq, failures, written, waited, resume, found }
}

/** What is kept of a state. */
export function keepState(state: RunState, attempt: number): KeptState {
  const { seq, failures, written, waited, resume, found } = state
  return { seq, failures, written, waited, resume, found, attempt }
}
