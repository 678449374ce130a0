/** Wire shapes of templates; api.md section 5. */
import type { FieldProblem } from '../errors/field-problem.js'
import type { Localized } from '../text/localized.js'
import type { TemplateAsk } from '../templates/template.js'
import type { Plan } from './documents.js'

/** One template that can be, or is, installed. */
export interface TemplateEntry {
  readonly key: string
  readonly title: Localized
  readonly summary: Localized
  readonly icon: string | null
  readonly group: string | null
  /** Of the package at hand; null when only its installation is left. */
  readonly version: string | null
  /** `bundled` comes with the product, `uploaded` was brought into this workspace. */
  readonly source: 'bundled' | 'uploaded' | null
  readonly installed: InstalledTemplate | null
  /** The package at hand is newer than what is installed. */
  readonly upgrade: boolean
  readonly needs: readonly { readonly key: string; readonly version: string; readonly met: boolean }[]
  readonly counts: TemplateCounts
}

export interface TemplateCounts {
  readonly objects: number
  readonly views: number
  readonly roles: number
  readonly workflows: number
  readonly records: number
  readonly scenarios: number
}

export interface InstalledTemplate {
  readonly version: string
  /** Instant. */
  readonly at: string
  readonly revision: number
  /** Sample records that are still there. */
  readonly sample: number
}

/** What GET /api/templates/:key adds. */
export interface TemplateDetail extends TemplateEntry {
  readonly asks: readonly TemplateAsk[]
  /** Key of the view that is seen first. */
  readonly opens: string | null
  readonly notes: Localized | null
  readonly documents: readonly { readonly kind: string; readonly key: string; readonly label: Localized }[]
  readonly scenarios: readonly { readonly key: string; readonly label: Localized }[]
  readonly sample: readonly { readonly object: string; readonly label: Localized; readonly records: number }[]
  /** Sample records that are still there, by today's key of their object. */
  readonly sampleLeft: readonly { readonly object: string; readonly records: number }[]
}

/** Body of POST /api/templates/:key/plan, …/install, …/upgrade and …/uninstall. */
export interface TemplateRequest {
  /** What to do with a document whose kind and key are taken, by `kind/key`: keep both (default), or make it part of mine. Of `install`. */
  readonly taken?: Readonly<Record<string, 'both' | 'mine'>>
  /** What wins a conflict, by the conflict's id; of `upgrade`. Every conflict must be decided before it is carried out. */
  readonly decisions?: Readonly<Record<string, 'mine' | 'theirs'>>
  /** Ids of people by key of what was asked; of `install`. */
  readonly answers?: Readonly<Record<string, string>>
  /** Of `install`; false when absent. */
  readonly sample?: boolean
  /** Ids of hazards. */
  readonly accept?: readonly string[]
}

export type TemplateAction = 'install' | 'upgrade' | 'uninstall'

export interface TemplatePlan {
  readonly action: TemplateAction
  readonly from: string | null
  readonly to: string | null
  /** Documents whose kind and key are taken by others; of `install`. */
  readonly taken: readonly TakenKey[]
  /** Changed by the customer and by the template alike; of `upgrade`. */
  readonly conflicts: readonly TemplateConflict[]
  /** What the customer changed and keeps; of `upgrade`. */
  readonly kept: readonly TemplateChange[]
  /** What moves to the new version; of `upgrade`. */
  readonly moved: readonly TemplateChange[]
  /** Documents that do not check any more with what the customer has, and stay in the installed version; of `upgrade`. */
  readonly left: readonly { readonly kind: string; readonly key: string; readonly problems: readonly FieldProblem[] }[]
  readonly plan: Plan
}

export interface TakenKey {
  readonly kind: string
  readonly key: string
  readonly label: Localized
  /** Of the document that is there. */
  readonly mine: Localized
  /** The key the template's document gets when both are kept. */
  readonly instead: string
}

/** A place in a document: `part` names the part in it, `property` what of it; '' is the part itself, 'position' its place in the list. */
export interface TemplateChange {
  readonly kind: string
  readonly key: string
  readonly label: Localized
  readonly part: string
  readonly property: string
}

export interface TemplateConflict extends TemplateChange {
  readonly id: string
  /** Formulas as text with today's keys. Null: not there. */
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

/** `job` loads (or removes) sample data; its `done` and `total` count records. */
export interface TemplateResponse {
  readonly revision: number
  readonly plan: TemplatePlan
  readonly job?: string
}

/** Answer of POST /api/templates (upload) and of /validate: nothing is kept when there are problems. */
export interface TemplateCheck {
  readonly key: string | null
  readonly version: string | null
  /** `path` is a JSON pointer into the package; for sample data `/data/<index>/csv:<line>:<column>`. */
  readonly problems: readonly FieldProblem[]
}

/** Answer of POST /api/templates/:key/scenarios. */
export interface ScenarioReport {
  readonly results: readonly ScenarioResult[]
}

export interface ScenarioResult {
  readonly key: string
  readonly label: Localized
  readonly passed: boolean
  readonly ms: number
  /** Index of the step that was otherwise than said, and in what. */
  readonly failure?: { readonly step: number; readonly message: Localized }
}
