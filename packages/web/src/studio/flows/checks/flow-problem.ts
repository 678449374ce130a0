import type { Localized, Texts, WorkflowDocument } from '@tessera/metadata'
import type { ProblemGrade } from '@/studio/draft/problems'

/** Something wrong with a flow, at the step (or the trigger) where it is repaired. */
export interface FlowProblem {
  /** Stable while the problem lasts. */
  readonly id: string
  readonly grade: ProblemGrade
  readonly message: Texts
  readonly hint?: Localized | undefined
  /** Id of the node, or TRIGGER. */
  readonly node: string
  /** JSON pointer into the document. */
  readonly pointer: string
  readonly fix?: { readonly label: Texts; apply(flow: WorkflowDocument): WorkflowDocument } | undefined
}
