import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { TRIGGER } from './flow'
import { flowLines, stepNumbers } from './flow-lines'
import { anyFlow, flowOf, portsOf, step } from './flows.testing'

// Another seed is another day's work: what fails must fail again.
fc.configureGlobal({ seed: 20_261_130 })

const written = (...args: Parameters<typeof flowLines>): readonly string[] =>
  flowLines(...args).map((line) => {
    const indent = '  '.repeat(line.depth)
    if (line.kind === 'step') return `${indent}${line.number} ${line.id}`
    if (line.kind === 'jump') return `${indent}→ ${line.to}`
    return `${indent}${line.kind === 'way' ? `${line.slot.port}:` : '+'}`
  })

describe('a flow as a list', () => {
  test('side ways are indented, the main way goes on at the same depth', () => {
    const flow = flowOf(
      'q',
      step('q', 'ask', { yes: 'a', no: 'b' }),
      step('a', 'act', { next: 'end' }),
      step('b'),
      step('end'),
    )

    expect(written(flow, portsOf)).toEqual([
      `0 ${TRIGGER}`,
      '1 q',
      '  no:',
      '  2 b',
      '  +',
      'yes:',
      '3 a',
      '4 end',
      '+',
    ])
  })

  test('where ways meet is written once, behind both', () => {
    const flow = flowOf(
      'q',
      step('q', 'ask', { yes: 'a', no: 'end' }),
      step('a', 'act', { next: 'end' }),
      step('end', 'stop'),
    )

    expect(written(flow, portsOf)).toEqual([`0 ${TRIGGER}`, '1 q', '  no:', '  → end', 'yes:', '2 a', '→ end', '3 end'])
  })

  test('every step is written exactly once, numbered from the trigger on', () => {
    fc.assert(
      fc.property(anyFlow, (flow) => {
        const numbers = stepNumbers(flowLines(flow, portsOf))
        expect([...numbers.keys()].sort()).toEqual([TRIGGER, ...flow.nodes.map(({ id }) => id)].sort())
        expect([...numbers.values()]).toEqual([...numbers.keys()].map((_, index) => index))
        expect(flowLines(flow, portsOf).filter(({ kind }) => kind === 'step')).toHaveLength(flow.nodes.length + 1)
      }),
    )
  })
})
