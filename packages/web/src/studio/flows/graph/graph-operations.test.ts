import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { WorkflowDocument } from '@tessera/metadata'
import { connect, connectChoices, moveNode, swapWays } from './connect'
import { duplicateNode } from './duplicate-node'
import { linesOf, nodeOf, reachableFrom, slotsInto, slotsOf, targetOf, TRIGGER, TRIGGER_SLOT } from './flow'
import { anyFlow, builtFlow, flowOf, portsOf, step } from './flows.testing'
import { canInsert, insertNode } from './insert-node'
import { newNodeId } from './new-node-id'
import { removedCount, removeNode, waysOn } from './remove-node'

// Another seed is another day's work: what fails must fail again.
fc.configureGlobal({ seed: 20_261_130 })

const slotsOfAll = (flow: WorkflowDocument) =>
  [TRIGGER, ...flow.nodes.map(({ id }) => id)].flatMap((id) => slotsOf(flow, id, portsOf))

/** Ids once each, every way to a node that is there, a beginning unless there is nothing to begin with. */
function expectSound(flow: WorkflowDocument): void {
  const ids = flow.nodes.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const node of flow.nodes) {
    for (const target of Object.values(node.next ?? {})) expect(ids).toContain(target)
    expect(node.next).not.toEqual({})
  }
  if (flow.start !== '') expect(ids).toContain(flow.start)
}

const graphOf = (flow: WorkflowDocument) => ({
  start: flow.start,
  nodes: Object.fromEntries(flow.nodes.map((node) => [node.id, node])),
})

describe('changing the graph of a workflow', () => {
  test('a node put on a way leads on to what followed, on its main port', () => {
    const flow = flowOf('a', step('a', 'act', { next: 'b' }), step('b'))

    const changed = insertNode(flow, { from: 'a', port: 'next' }, step('x', 'ask'), portsOf)

    expect(nodeOf(changed, 'a')?.next).toEqual({ next: 'x' })
    expect(nodeOf(changed, 'x')?.next).toEqual({ yes: 'b' })
    expect(changed.nodes.map(({ id }) => id)).toEqual(['a', 'x', 'b'])
  })

  test('a node that ends its way is not put where something follows', () => {
    const flow = flowOf('a', step('a', 'act', { next: 'b' }), step('b'))

    expect(canInsert(flow, { from: 'a', port: 'next' }, 'stop', portsOf)).toBe(false)
    expect(canInsert(flow, { from: 'b', port: 'next' }, 'stop', portsOf)).toBe(true)
  })

  test('a node put anywhere and taken out again leaves the graph as it was', () => {
    fc.assert(
      fc.property(anyFlow, fc.nat(), fc.constantFrom('act', 'ask', 'sort'), (flow, at, type) => {
        const slots = slotsOfAll(flow)
        const slot = slots[at % slots.length] ?? TRIGGER_SLOT
        const placed = insertNode(flow, slot, step('new', type), portsOf)
        expectSound(placed)
        expect(graphOf(removeNode(placed, 'new', portsOf(type)?.[0] ?? null))).toEqual(graphOf(flow))
      }),
    )
  })

  test('removing a step of a straight flow closes the gap', () => {
    const flow = flowOf('a', step('a', 'act', { next: 'b' }), step('b', 'act', { next: 'c' }), step('c'))

    expect(graphOf(removeNode(flow, 'b', 'next'))).toEqual(
      graphOf(flowOf('a', step('a', 'act', { next: 'c' }), step('c'))),
    )
    expect(graphOf(removeNode(flow, 'a', 'next')).start).toBe('b')
    expect(removeNode(flow, 'b', null).nodes.map(({ id }) => id)).toEqual(['a'])
  })

  test('removing a branch keeps the side that is asked for, and what both sides lead to', () => {
    const flow = flowOf(
      'q',
      step('q', 'ask', { yes: 'a', no: 'b' }),
      step('a', 'act', { next: 'end' }),
      step('b', 'act', { next: 'end' }),
      step('end'),
    )

    expect(waysOn(flow, 'q', portsOf)).toEqual([
      { port: 'yes', target: 'a' },
      { port: 'no', target: 'b' },
    ])
    expect(removeNode(flow, 'q', 'no').nodes.map(({ id }) => id)).toEqual(['b', 'end'])
    expect(removedCount(flow, 'q', 'no')).toBe(2)
    expect(removeNode(flow, 'q', null).nodes).toEqual([])
  })

  test('removing never leaves a way without an end, nor takes what can still be reached', () => {
    fc.assert(
      fc.property(anyFlow, fc.nat(), fc.boolean(), (flow, at, cut) => {
        const node = flow.nodes[at % Math.max(1, flow.nodes.length)]
        if (node === undefined) return
        const keep = cut ? null : (waysOn(flow, node.id, portsOf)[0]?.port ?? null)
        const left = removeNode(flow, node.id, keep)
        expectSound(left)
        const above = flow.nodes.filter(({ id }) => id !== node.id && !reachableFrom(flow, node.id).has(id))
        for (const { id } of above) expect(nodeOf(left, id)).toBeDefined()
      }),
    )
  })

  test('a way can be led to any other node or nowhere, and back again', () => {
    fc.assert(
      fc.property(anyFlow, fc.nat(), fc.nat(), (flow, at, to) => {
        const slots = slotsOfAll(flow)
        const slot = slots[at % slots.length] ?? TRIGGER_SLOT
        const choices = connectChoices(flow, slot)
        const choice = choices[to % Math.max(1, choices.length)]
        const changed = connect(flow, slot, choice?.id)
        expectSound(changed)
        expect(targetOf(changed, slot)).toBe(choice?.id)
        expect(graphOf(connect(changed, slot, targetOf(flow, slot)))).toEqual(graphOf(flow))
      }),
    )
  })

  test('the choices say which lines would lead back and which steps are loose', () => {
    const flow = flowOf('a', step('a', 'act', { next: 'b' }), step('b'), step('loose'))

    expect(connectChoices(flow, { from: 'b', port: 'next' })).toEqual([
      { id: 'a', isBack: true, isLoose: false },
      { id: 'loose', isBack: false, isLoose: true },
    ])
  })

  test('the ways of a branch can be swapped', () => {
    const flow = flowOf('q', step('q', 'ask', { yes: 'a' }), step('a'))

    expect(nodeOf(swapWays(flow, 'q', ['yes', 'no']), 'q')?.next).toEqual({ no: 'a' })
  })

  test('moving a step keeps every step and makes no circle', () => {
    fc.assert(
      fc.property(builtFlow, fc.nat(), fc.nat(), (flow, from, at) => {
        const node = flow.nodes[from % Math.max(1, flow.nodes.length)]
        if (node === undefined) return
        const slots = slotsOfAll(flow)
        const slot = slots[at % slots.length] ?? TRIGGER_SLOT
        const moved = moveNode(flow, node.id, slot, portsOf)
        if (moved === undefined) return
        expectSound(moved)
        expect(targetOf(moved, slot)).toBe(node.id)
        expect([...reachableFrom(moved, TRIGGER)].sort()).toEqual([...reachableFrom(flow, TRIGGER)].sort())
        for (const { id } of moved.nodes) expect(reachableFrom(moved, id).has(id)).toBe(false)
      }),
    )
  })

  test('a step can be moved up and down a straight flow, and not into its own branch', () => {
    const flow = flowOf(
      'a',
      step('a', 'act', { next: 'q' }),
      step('q', 'ask', { yes: 'b', no: 'c' }),
      step('b'),
      step('c'),
    )

    const up = moveNode(flow, 'q', TRIGGER_SLOT, portsOf)
    expect(up?.start).toBe('q')
    expect(up === undefined ? undefined : nodeOf(up, 'q')?.next).toEqual({ yes: 'a', no: 'c' })
    expect(moveNode(flow, 'q', { from: 'c', port: 'next' }, portsOf)).toBeUndefined()
    expect(moveNode(flow, 'a', TRIGGER_SLOT, portsOf)).toBeUndefined()
  })

  test('a copy stands behind the step it was made from', () => {
    const flow = flowOf('a', { ...step('a', 'act', { next: 'b' }), config: { to: ['owner'] } }, step('b'))

    const changed = duplicateNode(flow, 'a', 'copy', portsOf)

    expect(changed?.nodes.map(({ id, next }) => [id, next])).toEqual([
      ['a', { next: 'copy' }],
      ['copy', { next: 'b' }],
      ['b', undefined],
    ])
    expect(changed === undefined ? undefined : nodeOf(changed, 'copy')?.config).toEqual({ to: ['owner'] })
    expect(duplicateNode(flowOf('a', step('a', 'stop')), 'a', 'copy', portsOf)).toBeUndefined()
  })

  test('new ids are never those of other nodes', () => {
    const flow = flowOf('n', step('naaaaaaaa'))
    const numbers = [...Array.from({ length: 8 }, () => 0), ...Array.from({ length: 8 }, () => 0.99)]

    expect(newNodeId(flow, () => numbers.shift() ?? 0)).toBe('n99999999')
  })

  test('lines are listed from the trigger on, and every line is a way into its end', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        for (const { from, port, to } of linesOf(flow, portsOf)) {
          expect(slotsInto(flow, to)).toContainEqual({ from, port })
        }
      }),
    )
  })
})
