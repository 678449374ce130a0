import { AppError, hintOfProblem, describeProblem, makeFieldProblem, type FieldProblem } from '@tessera/metadata'
import type { Refused } from '../core/step.js'
import { nowOf, type Party } from './party.js'
import type { Run } from './run.js'

/** An error as a step is refused with it. `path` names the node: that is where people look. */
export function refusal(party: Party, run: Run, error: unknown, more: Partial<Refused> = {}): Refused {
  const node = run.state.at ?? ''
  const base = { type: 'refused', now: nowOf(party), random: party.context.random() } as const
  if (!(error instanceof AppError)) {
    const { workspace, graph, context } = party
    context.log.error({ err: error, workspace, workflow: graph.key, run: run.id, node }, 'a step of a workflow failed')
    return { ...base, problem: makeFieldProblem(node, 'internal'), again: true, ...more }
  }
  const afterMs = error.retryAfterSeconds === undefined ? {} : { afterMs: error.retryAfterSeconds * 1000 }
  return { ...base, problem: problemOf(error, node), again: mayBePassing(error), ...afterMs, ...more }
}

/** The first single problem of a refusal says more than the refusal as a whole. */
function problemOf(error: AppError, node: string): FieldProblem {
  const [first] = error.errors ?? []
  if (first !== undefined) return { ...first, path: node }
  const message = describeProblem(error.code, error.details)
  const hint = hintOfProblem(error.code, error.details)
  return { path: node, code: error.code, message, ...(hint === undefined ? {} : { hint }) }
}

/** Refusals that another attempt may not meet again. */
const passing: ReadonlySet<string> = new Set([
  'record.changed',
  'run.timed_out',
  'outbound.unreachable',
  'outbound.timed_out',
  'outbound.resting',
])

const mayBePassing = ({ code, status }: AppError): boolean => status >= 500 || status === 429 || passing.has(code)
