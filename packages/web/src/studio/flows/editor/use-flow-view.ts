import { localize, type WorkflowDocument } from '@tessera/metadata'
import { computed, shallowRef, type ComputedRef } from 'vue'
import { locale } from '@/app/i18n'
import { layoutFlow } from '../canvas/layout-flow'
import type { FlowProblem } from '../checks/flow-problem'
import { portsIn, type FlowWorld } from '../flow-world'
import { nodeOf, TRIGGER, type PortsOf, type Slot } from '../graph/flow'
import { flowLines, stepNumbers } from '../graph/flow-lines'
import type { Trail } from '../runs/trail'
import { nodeWords, type StepWords } from '../words/flow-sentences'
import type { FlowView } from './flow-editor'

/** A flow with its layout, its numbers and its words, each computed once until something of it changes. */
export function useFlowView(
  flow: ComputedRef<WorkflowDocument>,
  world: ComputedRef<FlowWorld>,
  problemsOf: (id: string) => readonly FlowProblem[] = () => [],
): FlowView {
  const ports = computed(() => portsIn(world.value))
  const portsOf: PortsOf = (type) => ports.value(type)
  // Words change far more often than the graph: the layout is only computed again when the graph is another.
  const graph = computed<{ text: string; flow: WorkflowDocument }>((before) => {
    const text = graphText(flow.value)
    return before?.text === text ? before : { text, flow: flow.value }
  })
  const layout = computed(() => layoutFlow(graph.value.flow, portsOf))
  const lines = computed(() => flowLines(graph.value.flow, portsOf))
  const numbers = computed(() => stepNumbers(lines.value))
  const said = computed(() => {
    const [now, around, language] = [flow.value, world.value, locale.value]
    const known = new Map<string, StepWords>()
    return (id: string): StepWords => {
      let words = known.get(id)
      if (words === undefined) known.set(id, (words = nodeWords(now, id, around, language)))
      return words
    }
  })

  function portTitle({ from, port }: Slot): string {
    if (from === TRIGGER) return ''
    const action = world.value.actions.get(nodeOf(flow.value, from)?.type ?? '')
    const found = action?.ports.find(({ key }) => key === port)
    return found === undefined ? port : localize(found.title, locale.value)
  }

  return {
    flow,
    world,
    portsOf,
    layout,
    lines,
    numberOf: (id) => numbers.value.get(id) ?? 0,
    words: (id) => said.value(id),
    portTitle,
    selected: shallowRef<string>(),
    trail: shallowRef<Trail>(),
    problemsOf,
  }
}

function graphText({ start, nodes }: WorkflowDocument): string {
  return JSON.stringify([start, nodes.map(({ id, type, next }) => [id, type, next])])
}
