import type { WorkflowDocument, WorkflowNode } from '@tessera/metadata'
import fc from 'fast-check'
import type { PortsOf } from './flow'

/** Types of the tests: one way on, two, three, none. */
const ports: Readonly<Record<string, readonly string[]>> = {
  act: ['next'],
  ask: ['yes', 'no'],
  sort: ['a', 'b', 'c'],
  stop: [],
}

export const portsOf: PortsOf = (type) => ports[type]

export const step = (id: string, type = 'act', next: Readonly<Record<string, string>> = {}): WorkflowNode => ({
  id,
  type,
  config: {},
  ...(Object.keys(next).length === 0 ? {} : { next }),
})

export function flowOf(start: string, ...nodes: readonly WorkflowNode[]): WorkflowDocument {
  return {
    kind: 'workflow',
    key: 'flow',
    label: '流程',
    object: 'device',
    active: true,
    trigger: { type: 'recordChanged' },
    nodes: [...nodes],
    start,
  }
}

/** Any graph: ways that part and meet, circles, loose parts, ports that lead nowhere. */
export const anyFlow: fc.Arbitrary<WorkflowDocument> = fc
  .integer({ min: 0, max: 14 })
  .chain((count) =>
    fc.tuple(
      fc.array(fc.constantFrom('act', 'act', 'ask', 'sort', 'stop'), { minLength: count, maxLength: count }),
      fc.array(fc.option(fc.nat({ max: Math.max(0, count - 1) }), { freq: 4 }), {
        minLength: count * 3,
        maxLength: count * 3,
      }),
    ),
  )
  .map(([types, targets]) => {
    const nodes = types.map((type, index) => {
      const ways = (ports[type] ?? []).flatMap((port, at) => {
        const target = targets[index * 3 + at]
        return target === null || target === undefined || target === index ? [] : [[port, `n${target}`] as const]
      })
      return step(`n${index}`, type, Object.fromEntries(ways))
    })
    return flowOf(nodes.length === 0 ? '' : 'n0', ...nodes)
  })

/** A flow as people build it: by inserting steps one after another, without circles. */
export const builtFlow: fc.Arbitrary<WorkflowDocument> = fc
  .array(fc.tuple(fc.constantFrom('act', 'act', 'act', 'ask', 'sort'), fc.nat(), fc.nat()), { maxLength: 24 })
  .map((steps) => {
    const nodes: WorkflowNode[] = []
    for (const [index, [type, at, way]] of steps.entries()) {
      const id = `n${index}`
      const above = nodes[at % Math.max(1, nodes.length)]
      const port = above === undefined ? undefined : ports[above.type]?.[way % (ports[above.type]?.length ?? 1)]
      if (above === undefined || port === undefined) {
        nodes.push(step(id, type))
        continue
      }
      const follower = above.next?.[port]
      const main = ports[type]?.[0] ?? 'next'
      nodes[nodes.indexOf(above)] = { ...above, next: { ...above.next, [port]: id } }
      nodes.push(step(id, type, follower === undefined ? {} : { [main]: follower }))
    }
    return flowOf(nodes.length === 0 ? '' : 'n0', ...nodes)
  })
