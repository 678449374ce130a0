import type { RunStep, RunStepState } from '@tessera/metadata'
import { TRIGGER, TRIGGER_SLOT } from '../graph/flow'
import { slotKey } from '../canvas/layout-flow'

/** The way a run took through a flow: how each step ended, and which ways it left by. */
export interface Trail {
  readonly states: ReadonlyMap<string, RunStepState>
  /** `slotKey` of every way taken. */
  readonly ways: ReadonlySet<string>
}

/** The trail of a run's steps; the last word on a step counts. A run without steps has not left the trigger. */
export function trailOf(steps: readonly RunStep[]): Trail {
  const states = new Map<string, RunStepState>(steps.length === 0 ? [] : [[TRIGGER, 'done']])
  const ways = new Set<string>(steps.length === 0 ? [] : [slotKey(TRIGGER_SLOT)])
  for (const { node, state, port } of steps) {
    states.set(node, state)
    if (port !== undefined) ways.add(slotKey({ from: node, port }))
  }
  return { states, ways }
}
