import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { WorkflowDocument } from '@tessera/metadata'
import { slotsOf, targetOf, TRIGGER } from '../graph/flow'
import { anyFlow, builtFlow, flowOf, portsOf, step } from '../graph/flows.testing'
import { layoutFlow, slotKey, type FlowLayout } from './layout-flow'

// Another seed is another day's work: what fails must fail again.
fc.configureGlobal({ seed: 20_261_130 })

const cellsOf = (layout: FlowLayout) =>
  Object.fromEntries([...layout.cells].map(([id, { column, row }]) => [id, [column, row]]))

function expectNoOverlap(layout: FlowLayout): void {
  const taken = [...layout.cells.values()].map(({ column, row }) => `${column}/${row}`)
  expect(new Set(taken).size).toBe(taken.length)
}

describe('layout of a flow', () => {
  test('a straight flow stands in one column', () => {
    const flow = flowOf('a', step('a', 'act', { next: 'b' }), step('b'))

    expect(cellsOf(layoutFlow(flow, portsOf))).toEqual({ [TRIGGER]: [0, 0], a: [0, 1], b: [0, 2] })
  })

  test('side ways stand to the right, and where ways meet the flow goes on in its own column', () => {
    const flow = flowOf(
      'q',
      step('q', 'ask', { yes: 'a', no: 'b' }),
      step('a', 'act', { next: 'end' }),
      step('b', 'act', { next: 'c' }),
      step('c', 'act', { next: 'end' }),
      step('end'),
    )

    const layout = layoutFlow(flow, portsOf)

    expect(cellsOf(layout)).toEqual({
      [TRIGGER]: [0, 0],
      q: [0, 1],
      a: [0, 2],
      b: [1, 2],
      c: [1, 3],
      end: [0, 4],
    })
    expect(Object.fromEntries(layout.lanes)).toEqual({ 'q/no': 1 })
  })

  test('a long side way leaves room for the branches of the main way', () => {
    const flow = flowOf(
      'q',
      step('q', 'ask', { yes: 'r', no: 'b' }),
      step('r', 'ask', { yes: 'a', no: 'd' }),
      step('a'),
      step('d'),
      step('b', 'act', { next: 'c' }),
      step('c'),
    )

    expect(cellsOf(layoutFlow(flow, portsOf))).toMatchObject({ r: [0, 2], d: [1, 3], b: [2, 2], c: [2, 3] })
  })

  test('what nothing leads to stands beside the flow', () => {
    const flow = flowOf('a', step('a'), step('loose', 'act', { next: 'more' }), step('more'))

    expect(cellsOf(layoutFlow(flow, portsOf))).toMatchObject({ a: [0, 1], loose: [1, 1], more: [1, 2] })
  })

  test('every step has a place of its own, the same each time', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const layout = layoutFlow(flow, portsOf)
        expect([...layout.cells.keys()].sort()).toEqual([TRIGGER, ...flow.nodes.map(({ id }) => id)].sort())
        expectNoOverlap(layout)
        expect(cellsOf(layoutFlow(structuredClone(flow), portsOf))).toEqual(cellsOf(layout))
      }),
    )
  })

  test('the main way goes straight down unless it joins another', () => {
    fc.assert(
      fc.property(builtFlow, (flow) => {
        const { cells, shape } = layoutFlow(flow, portsOf)
        for (const id of [TRIGGER, ...flow.nodes.map((node) => node.id)]) {
          const main = slotsOf(flow, id, portsOf)[0]
          const to = main === undefined ? undefined : targetOf(flow, main)
          if (to === undefined || (shape.ways.get(to) ?? 0) > 1) continue
          expect(cells.get(to)?.column).toBe(cells.get(id)?.column)
          expect(cells.get(to)?.row).toBe((cells.get(id)?.row ?? 0) + 1)
        }
      }),
    )
  })

  test('no line passes behind a step', () => {
    fc.assert(
      fc.property(anyFlow, (flow: WorkflowDocument) => {
        const { cells, lanes, shape } = layoutFlow(flow, portsOf)
        const taken = new Set([...cells.values()].map(({ column, row }) => `${column}/${row}`))
        for (const line of shape.lines) {
          const from = cells.get(line.from)
          const to = cells.get(line.to)
          if (from === undefined || to === undefined) throw new Error('no cell')
          expect(to.row).toBeGreaterThan(from.row)
          const lane = lanes.get(slotKey(line)) ?? from.column
          for (let column = from.column + 1; column <= lane; column++)
            expect(taken).not.toContain(`${column}/${from.row}`)
          for (let row = from.row + 1; row < to.row; row++) expect(taken).not.toContain(`${lane}/${row}`)
        }
      }),
      { numRuns: 300 },
    )
  })
})
