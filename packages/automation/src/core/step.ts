import { makeFieldProblem, type ActionCommand, type ActionServer, type FieldProblem } from '@tessera/metadata'
import type { Graph, GraphNode } from './graph.js'
import { limits } from './limits.js'
import { retryDelayMs } from './retry-delay.js'
import type { FoundRecords, RunState, StepEntry } from './run-state.js'

/** What happened to a run. Times are epoch milliseconds; `random` lies in [0, 1). */
export type RunEvent = { readonly type: 'taken'; readonly now: number } | Evaluated | Effected | Refused

/** The formulas of the node have their values. */
export interface Evaluated {
  readonly type: 'evaluated'
  /** Its configuration with a value in place of every formula. */
  readonly config: Readonly<Record<string, unknown>>
  /** The same for the journal: trimmed, without secrets. */
  readonly shown: unknown
  readonly now: number
}

/** What a node wanted was done. */
export interface Effected {
  readonly type: 'effected'
  readonly port: string
  readonly output: unknown
  readonly now: number
  /** For later nodes. */
  readonly found?: FoundRecords
  /** How many records were written. */
  readonly written?: number
}

/** What a node wanted could not be done. */
export interface Refused {
  readonly type: 'refused'
  readonly problem: FieldProblem
  readonly now: number
  /** May another attempt succeed? */
  readonly again: boolean
  /** Not before so many milliseconds. */
  readonly afterMs?: number
  readonly random: number
  readonly output?: unknown
  /** A limit was reached, not a mistake made. */
  readonly limit?: boolean
}

/** What is to be done next for a run. Nothing: it is over, or waits. */
export type RunCommand =
  | { readonly do: 'evaluate'; readonly node: GraphNode }
  | { readonly do: 'effect'; readonly node: GraphNode; readonly command: EffectCommand }

export type EffectCommand = Exclude<ActionCommand, { readonly do: 'next' } | { readonly do: 'waitUntil' }>

/** What a step knows besides the run. */
export interface StepWorld {
  readonly graph: Graph
  readonly servers: ReadonlyMap<string, ActionServer>
  /** Beginning of a day ('yyyy-MM-dd') in the workspace's zone, epoch milliseconds. */
  startOfDay(day: string): number
}

export type Stepped = readonly [RunState, readonly RunCommand[]]

/**
 * How a run goes on: state and event in, state and commands out. No clock, no database, no chance: the same events give the
 * same run, whoever carries the commands out.
 */
export function step(world: StepWorld, state: RunState, event: RunEvent): Stepped {
  switch (event.type) {
    case 'taken':
      return take(world, state, event.now)
    case 'evaluated':
      return decide(world, state, event)
    case 'effected':
      return leave(world, { ...state, written: state.written + (event.written ?? 0) }, event)
    case 'refused':
      return refuse(world, state, event)
  }
}

function take(world: StepWorld, state: RunState, now: number): Stepped {
  const isOver = state.at === null && state.seq > 1
  if (isOver) return [{ ...state, status: 'done', dueAt: null }, []]
  const taken: RunState = { ...state, status: 'running', dueAt: null, at: state.at ?? world.graph.start }
  if (state.resume === null) return enter(world, taken, now)
  const { port, output } = state.resume
  return leave(world, { ...taken, resume: null }, { type: 'effected', port, output, now })
}

function enter(world: StepWorld, state: RunState, now: number): Stepped {
  const node = nodeAt(world, state)
  if (!world.graph.nodes.has(node.id)) {
    const problem = makeFieldProblem(node.id, 'run.lost_node', { node: node.id })
    return stop(ended(world, state, { state: 'failed', output: null, error: problem, at: now }), 'failed', problem)
  }
  if (state.seq > limits.steps) {
    return stop(state, 'limited', makeFieldProblem(node.id, 'run.too_many_steps', { limit: limits.steps }))
  }
  return [state, [{ do: 'evaluate', node }]]
}

function decide(world: StepWorld, state: RunState, event: Evaluated): Stepped {
  const node = nodeAt(world, state)
  const { now, config, shown } = event
  const server = world.servers.get(node.type)
  if (server === undefined) {
    const problem = makeFieldProblem(node.id, 'workflow.unknown_action', { name: node.type })
    return refuse(world, state, { type: 'refused', problem, now, again: false, random: 0 })
  }
  // The entry of the step, with what the node was given; the outcome replaces it.
  const entered = ended(world, state, { state: 'waiting', output: null, input: shown, at: now })
  const command = server.run(config, { now })
  if (command.do === 'next') {
    const { port = 'next', output = null } = command
    return leave(world, entered, { type: 'effected', port, output, now })
  }
  if (command.do !== 'waitUntil') return [entered, [{ do: 'effect', node, command }]]
  return wait(world, entered, command.at, now)
}

function wait(world: StepWorld, state: RunState, until: string, now: number): Stepped {
  const dueAt = until.length === 10 ? world.startOfDay(until) : Date.parse(until)
  const output = { until: Number.isNaN(dueAt) ? null : new Date(dueAt).toISOString() }
  // A moment that is past, or none at all, keeps nobody waiting.
  if (Number.isNaN(dueAt) || dueAt <= now) return leave(world, state, { type: 'effected', port: 'next', output, now })
  const waiting = ended(world, state, { state: 'waiting', output, at: now })
  return [{ ...waiting, status: 'waiting', dueAt, waited: true, resume: { port: 'next', output } }, []]
}

function leave(world: StepWorld, state: RunState, event: Effected): Stepped {
  const { port, output, now, found } = event
  const node = nodeAt(world, state)
  const next = node.next?.[port]
  const after: RunState = {
    ...ended(world, state, { state: 'done', port, output, at: now }),
    at: next ?? null,
    seq: state.seq + 1,
    failures: 0,
    found: found === undefined ? state.found : { ...state.found, [node.id]: found },
  }
  if (after.written > limits.records) {
    return stop(after, 'limited', makeFieldProblem(node.id, 'run.too_many_records', { limit: limits.records }))
  }
  return next === undefined ? [{ ...after, status: 'done' }, []] : enter(world, after, now)
}

function refuse(world: StepWorld, state: RunState, event: Refused): Stepped {
  const { problem, now, output = null, again, afterMs = 0, random, limit = false } = event
  const node = nodeAt(world, state)
  const failures = state.failures + 1
  const entry = { output, error: problem, at: now, attempt: failures }
  if (again && failures < limits.attempts) {
    const waiting = ended(world, { ...state, failures }, { ...entry, state: 'waiting' })
    const dueAt = now + Math.max(retryDelayMs(failures, random), afterMs)
    return [{ ...waiting, status: 'waiting', dueAt }, []]
  }
  const next = limit ? undefined : node.next?.failed
  if (next === undefined) {
    return stop(
      ended(world, { ...state, failures }, { ...entry, state: 'failed' }),
      limit ? 'limited' : 'failed',
      problem,
    )
  }
  const caught = ended(world, state, { ...entry, state: 'failed', port: 'failed' })
  return enter(world, { ...caught, at: next, seq: state.seq + 1, failures: 0 }, now)
}

function stop(state: RunState, status: 'failed' | 'limited', error: FieldProblem): Stepped {
  return [{ ...state, status, error, dueAt: null }, []]
}

type Outcome = Pick<StepEntry, 'state' | 'output' | 'at'> &
  Partial<Pick<StepEntry, 'input' | 'port' | 'error' | 'attempt'>>

/** The state with what came of its step in the journal: one entry per visit of a node, which the next outcome replaces. */
function ended(world: StepWorld, state: RunState, outcome: Outcome): RunState {
  const { seq, failures } = state
  const { id, type } = nodeAt(world, state)
  const begun = state.log.find((entry) => entry.seq === seq)
  const entry: StepEntry = { seq, node: id, type, input: begun?.input ?? null, attempt: failures + 1, ...outcome }
  return { ...state, log: [...state.log.filter((other) => other !== begun), entry] }
}

/** The node a run stands at; `enter` has seen whether it is there. */
function nodeAt({ graph }: StepWorld, { at }: RunState): GraphNode {
  return graph.nodes.get(at ?? '') ?? { id: at ?? '', type: '', config: {} }
}
