/** Wire shapes of documents and changes; api.md section 3. */
import type { WireDocument } from '../documents/document.js'
import type { FieldProblem } from '../errors/field-problem.js'
import type { Localized } from '../text/localized.js'

/** One member of `changes`. `put` replaces the whole document: what is absent is hidden. */
export type Change =
  | { readonly op: 'put'; readonly document: WireDocument }
  | { readonly op: 'delete'; readonly kind: string; readonly key: string }

export type StepKind =
  | 'createObject'
  | 'hideObject'
  | 'restoreObject'
  | 'addField'
  | 'hideField'
  | 'restoreField'
  | 'changeType'
  | 'changeTargets'
  | 'setRequired'
  | 'addUnique'
  | 'dropUnique'
  | 'addIndex'
  | 'convert'
  | 'backfill'
  | 'fillSearch'
  | 'metadata'

/** One step of a plan. `object` and `field` are keys; `rows` and `ms` are estimates. */
export interface Step {
  readonly do: StepKind
  readonly object: string
  readonly field?: string
  readonly label: Localized
  readonly lock: 'none' | 'short' | 'background'
  readonly rows: number
  readonly ms: number
}

export type Severity = 'block' | 'warn' | 'info'

/** A record that shows what a hazard means. */
export interface HazardSample {
  readonly id: string
  readonly title: string | null
  readonly value: unknown
  readonly reason: Localized
}

/** What may go wrong. `id` is deterministic: `<code>:<object>[.<field>]`. `block` can only be repaired, `warn` must be accepted. */
export interface Hazard {
  readonly id: string
  readonly severity: Severity
  readonly message: Localized
  readonly rows: number
  readonly samples: readonly HazardSample[]
}

/** A place that uses something. `kind`, `key`: the document; `path`: JSON pointer into it. */
export interface Usage {
  readonly kind: string
  readonly key: string
  readonly path: string
  readonly label: Localized
}

export interface Plan {
  readonly base: number
  readonly steps: readonly Step[]
  readonly hazards: readonly Hazard[]
  readonly usages: readonly Usage[]
}

/** Body of POST /api/changes/plan; `base` absent = the current revision. */
export interface PlanRequest {
  readonly base?: number
  readonly changes: readonly Change[]
}

/** Body of POST /api/changes. */
export interface PublishRequest extends PlanRequest {
  readonly message?: string
  readonly accept?: readonly string[]
  /** Version of the publisher's draft: it goes in the same transaction, unless it was saved again since. */
  readonly draft?: number
}

export interface PublishResponse {
  readonly revision: number
  readonly plan: Plan
  readonly job?: string
  /** Nothing has changed yet: the job converts values of a big table, and publishes then. */
  readonly pending?: true
}

/** One line of what a revision did. */
export interface ChangeSummary {
  readonly op: 'add' | 'change' | 'hide' | 'restore'
  readonly kind: string
  readonly key: string
  readonly field?: string
  readonly label: Localized
}

/** One revision in the list of changes. `at` is an instant. */
export interface ChangeEntry {
  readonly revision: number
  readonly base: number
  readonly author: { readonly id: string; readonly title: string }
  readonly at: string
  readonly message: string | null
  readonly undoes?: number
  readonly summary: readonly ChangeSummary[]
}

export interface ChangePage {
  readonly changes: readonly ChangeEntry[]
  readonly next: string | null
}

/** A document as it was before a revision and after it; null = there was none. */
export interface RevisedDocument {
  readonly before: WireDocument | null
  readonly after: WireDocument | null
}

export interface ChangeDetail extends ChangeEntry {
  readonly changes: readonly Change[]
  readonly documents: readonly RevisedDocument[]
  readonly plan: Plan
}

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'aborted'

/** A long piece of work. `done` and `total` count rows. */
export interface JobAnswer {
  readonly id: string
  readonly kind: string
  readonly state: JobState
  readonly done: number
  readonly total: number
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly error?: FieldProblem
  readonly result?: unknown
}
