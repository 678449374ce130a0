import type { WorkflowDocument } from '@tessera/metadata'
import { slotsOf, targetOf, type PortsOf, type Slot } from './flow'
import { flowShape } from './flow-shape'

/**
 * One line of a flow written as a list. `step`: the trigger (number 0) or a node. `way`: what follows is what a port leads to.
 * `jump`: a way goes on at a step that stands elsewhere. `end`: a way leads nowhere; something can be added.
 */
export type FlowLine =
  | {
      readonly kind: 'step'
      readonly id: string
      readonly depth: number
      readonly number: number
      readonly isLoose: boolean
    }
  | { readonly kind: 'way'; readonly slot: Slot; readonly depth: number }
  | { readonly kind: 'jump'; readonly slot: Slot; readonly depth: number; readonly to: string }
  | { readonly kind: 'end'; readonly slot: Slot; readonly depth: number }

/**
 * The flow as people would write it down: side ways indented right below the step they leave, the main way goes on at the
 * same depth, so that a long flow stays a straight list.
 */
export function flowLines(flow: WorkflowDocument, portsOf: PortsOf): readonly FlowLine[] {
  const shape = flowShape(flow, portsOf)
  const lines: FlowLine[] = []
  let number = 0
  for (const [index, root] of shape.roots.entries()) write(root, 0, index > 0)
  return lines

  function write(id: string, depth: number, isLoose: boolean): void {
    lines.push({ kind: 'step', id, depth, number: number++, isLoose })
    const slots = slotsOf(flow, id, portsOf)
    const [main, ...sides] = slots
    for (const slot of sides) {
      lines.push({ kind: 'way', slot, depth: depth + 1 })
      follow(id, slot, depth + 1, isLoose)
    }
    if (main !== undefined) {
      if (sides.length > 0) lines.push({ kind: 'way', slot: main, depth })
      follow(id, main, depth, isLoose)
    }
    for (const meeting of shape.below.get(id) ?? []) {
      if ((shape.ways.get(meeting) ?? 0) > 1) write(meeting, depth, isLoose)
    }
  }

  function follow(id: string, slot: Slot, depth: number, isLoose: boolean): void {
    const to = targetOf(flow, slot)
    if (to === undefined) lines.push({ kind: 'end', slot, depth })
    else if (shape.parent.get(to) === id && shape.ways.get(to) === 1) write(to, depth, isLoose)
    else lines.push({ kind: 'jump', slot, depth, to })
  }
}

/** Numbers of the steps as the list shows them; the trigger has 0. */
export function stepNumbers(lines: readonly FlowLine[]): ReadonlyMap<string, number> {
  return new Map(lines.flatMap((line) => (line.kind === 'step' ? [[line.id, line.number] as const] : [])))
}
