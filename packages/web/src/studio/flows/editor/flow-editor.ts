import type { Texts, WorkflowDocument } from '@tessera/metadata'
import type { ComputedRef, InjectionKey, Ref } from 'vue'
import type { FlowProblem } from '../checks/flow-problem'
import type { FlowLayout } from '../canvas/layout-flow'
import type { FlowWorld } from '../flow-world'
import type { PortsOf, Slot } from '../graph/flow'
import type { FlowLine } from '../graph/flow-lines'
import type { Trail } from '../runs/trail'
import type { StepWords } from '../words/flow-sentences'

/** A flow on the screen: what is shown of it. The designer and the runs both have one. */
export interface FlowView {
  readonly flow: ComputedRef<WorkflowDocument>
  readonly world: ComputedRef<FlowWorld>
  readonly portsOf: PortsOf
  readonly layout: ComputedRef<FlowLayout>
  readonly lines: ComputedRef<readonly FlowLine[]>
  /** 0 for the trigger. */
  numberOf(id: string): number
  words(id: string): StepWords
  portTitle(slot: Slot): string
  readonly selected: Ref<string | undefined>
  readonly trail: Ref<Trail | undefined>
  /** What is wrong with each step; none where the flow is only looked at. */
  problemsOf(id: string): readonly FlowProblem[]
}

/** Everything that can be done to the flow; each is one step that can be undone. */
export interface FlowEditor extends FlowView {
  readonly problems: ComputedRef<readonly FlowProblem[]>
  change(label: Texts, to: (flow: WorkflowDocument) => WorkflowDocument, join?: string): void
  /** Puts a new step on a way and selects it. */
  insert(slot: Slot, type: string): void
  /** Takes a step out; asks where its branches would be lost. */
  askRemove(id: string): void
  remove(id: string, keep: string | null): void
  duplicate(id: string): void
  /** False: a step would be lost there. */
  move(id: string, slot: Slot): boolean
  connect(slot: Slot, target: string | undefined): void
  swap(id: string): void
  /** The step whose removal waits for an answer. */
  readonly removing: Ref<string | undefined>
  /** The way for which the menu of steps is open, and the element it belongs to. */
  readonly menu: Ref<{ readonly slot: Slot; readonly anchor: DOMRect } | undefined>
  openMenu(slot: Slot, anchor: DOMRect): void
}

export const flowViewKey: InjectionKey<FlowView> = Symbol('flow view')
export const flowEditorKey: InjectionKey<FlowEditor> = Symbol('flow editor')
