import { describe, expect, test } from '@jest/globals'
import { actionServers } from '@tessera/blocks/server'
import { makeFieldProblem } from '@tessera/metadata'
import type { Graph, GraphNode } from './graph.js'
import { retryDelayMs } from './retry-delay.js'
import { newRun, restoreState, keepState, type RunState } from './run-state.js'
import { startOfDay } from './start-of-day.js'
import { step, type RunEvent, type StepWorld } from './step.js'

const now = Date.parse('2026-01-31T08:00:00.000Z')

function worldOf(...nodes: readonly GraphNode[]): StepWorld {
  const graph: Graph = {
    id: 'w',
    key: 'w',
    label: 'w',
    version: 1,
    object: 'device',
    trigger: { type: 'recordCreated' },
    start: nodes[0]?.id ?? '',
    nodes: new Map(nodes.map((node) => [node.id, node])),
  }
  return { graph, servers: actionServers, startOfDay: (day) => startOfDay(day, 'Asia/Shanghai') }
}

const node = (id: string, type: string, next: Readonly<Record<string, string>> = {}): GraphNode => ({
  id,
  type,
  config: {},
  next,
})

/** Lets events happen one after the other, from the beginning. */
function play(world: StepWorld, state: RunState, ...events: readonly RunEvent[]) {
  return events.reduce<ReturnType<typeof step>>(([current], event) => step(world, current, event), [state, []])
}

const taken: RunEvent = { type: 'taken', now }
const evaluated = (config: Record<string, unknown>): RunEvent => ({ type: 'evaluated', config, shown: config, now })
const problem = makeFieldProblem('a', 'outbound.status', { host: 'x', status: 500 })
const refused = (more: Partial<Extract<RunEvent, { type: 'refused' }>> = {}): RunEvent => ({
  type: 'refused',
  problem,
  now,
  again: true,
  random: 0.5,
  ...more,
})

describe('a run goes on', () => {
  test('from node to node by the port it leaves by, and is done where nothing follows', () => {
    const world = worldOf(node('a', 'condition', { yes: 'b', no: 'c' }), node('b', 'wait'), node('c', 'wait'))
    const [first, commands] = play(world, newRun, taken)
    expect(commands).toEqual([{ do: 'evaluate', node: world.graph.nodes.get('a') }])

    const [second, next] = step(world, first, evaluated({ when: false }))
    expect(next).toEqual([{ do: 'evaluate', node: world.graph.nodes.get('c') }])
    expect(second).toMatchObject({ at: 'c', seq: 2, log: [{ node: 'a', state: 'done', port: 'no' }] })

    expect(step(world, second, evaluated({ amount: 0 }))).toMatchObject([{ status: 'done', at: null }, []])
  })

  test('the same events give the same run', () => {
    const world = worldOf(
      node('a', 'createRecord', { next: 'b' }),
      node('b', 'wait', { next: 'c' }),
      node('c', 'notify'),
    )
    const events: RunEvent[] = [
      taken,
      evaluated({ object: 'repair', values: [] }),
      { type: 'effected', port: 'next', output: {}, found: { object: 't', ids: ['1'] }, written: 1, now },
      evaluated({ amount: 1, unit: 'hours' }),
    ]

    expect(play(world, newRun, ...events)).toEqual(play(world, newRun, ...events))
    expect(play(world, newRun, ...events)[0]).toMatchObject({
      status: 'waiting',
      at: 'b',
      dueAt: now + 3_600_000,
      written: 1,
    })
  })

  test('what is kept of it is enough to go on', () => {
    const world = worldOf(node('a', 'wait', { next: 'b' }), node('b', 'notify'))
    const [waiting] = play(world, newRun, taken, evaluated({ amount: 1, unit: 'hours' }))
    const again = restoreState(waiting.at, JSON.parse(JSON.stringify(keepState(waiting, 1))))

    expect(play(world, again, taken)).toMatchObject([{ at: 'b', waited: true }, [{ do: 'evaluate' }]])
  })
})

describe('a step that is refused', () => {
  const world = worldOf(node('a', 'callHttp', { next: 'b', failed: 'c' }), node('b', 'wait'), node('c', 'wait'))
  const plain = worldOf(node('a', 'callHttp', { next: 'b' }), node('b', 'wait'))

  test('is tried eight times, then leaves by “failed” where that leads somewhere', () => {
    let [state] = play(world, newRun, taken)
    for (let attempt = 1; attempt < 8; attempt += 1) {
      ;[state] = play(world, state, refused())
      expect(state).toMatchObject({
        status: 'waiting',
        at: 'a',
        failures: attempt,
        log: [{ attempt, state: 'waiting' }],
      })
      ;[state] = play(world, { ...state, log: [] }, taken)
    }
    expect(play(world, state, refused())).toMatchObject([
      { status: 'running', at: 'c', seq: 2, failures: 0, log: [{ attempt: 8, state: 'failed', port: 'failed' }] },
      [{ do: 'evaluate' }],
    ])
  })

  test('fails the run where nothing catches it', () => {
    expect(play(plain, newRun, taken, refused({ again: false }))).toMatchObject([
      { status: 'failed', at: 'a', error: { code: 'outbound.status' } },
      [],
    ])
  })

  test('waits as long as the receiver asks, when that is longer', () => {
    expect(play(plain, newRun, taken, refused({ afterMs: 3_600_000 }))[0].dueAt).toBe(now + 3_600_000)
    expect(play(plain, newRun, taken, refused({ afterMs: 1 }))[0].dueAt).toBe(now + retryDelayMs(1, 0.5))
  })

  test('by a limit stops the run as limited and is never caught', () => {
    expect(play(world, newRun, taken, refused({ again: false, limit: true }))[0].status).toBe('limited')
  })
})

describe('limits', () => {
  test('a graph that leads in a circle is stopped after a thousand steps', () => {
    const world = worldOf(node('a', 'condition', { yes: 'b' }), node('b', 'condition', { yes: 'a' }))
    let [state, commands] = play(world, newRun, taken)
    for (let count = 0; commands.length > 0; count += 1) {
      expect(count).toBeLessThan(1_001)
      ;[state, commands] = step(world, { ...state, log: [] }, evaluated({ when: true }))
    }

    expect(state).toMatchObject({ status: 'limited', seq: 1_001, error: { code: 'run.too_many_steps' } })
  })

  test('a run that has written ten thousand records writes no more', () => {
    const world = worldOf(node('a', 'updateRecord', { next: 'b' }), node('b', 'updateRecord'))
    const effected: RunEvent = { type: 'effected', port: 'next', output: null, written: 10_001, now }

    expect(play(world, newRun, taken, effected)).toMatchObject([
      { status: 'limited', error: { code: 'run.too_many_records' } },
      [],
    ])
  })

  test('nodes that are not there and kinds that nobody knows fail the run', () => {
    expect(
      play(worldOf(node('a', 'condition', { yes: 'x' })), newRun, taken, evaluated({ when: true }))[0],
    ).toMatchObject({
      status: 'failed',
      error: { code: 'run.lost_node', path: 'x' },
    })
    expect(play(worldOf(node('a', 'telepathy')), newRun, taken, evaluated({}))[0]).toMatchObject({
      status: 'failed',
      error: { code: 'workflow.unknown_action', path: 'a' },
    })
  })
})

test('the eight attempts take about six hours', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7].map((failures) => retryDelayMs(failures, 0.5))
  const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000

  expect(hours).toBeGreaterThan(5)
  expect(hours).toBeLessThan(7)
})

test.each([
  ['2026-01-31', 'Asia/Shanghai', '2026-01-30T16:00:00.000Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
  ['2028-02-29', 'UTC', '2028-02-29T00:00:00.000Z'],
])('%s begins in %s at %s', (day, zone, instant) => {
  expect(new Date(startOfDay(day, zone)).toISOString()).toBe(instant)
})
