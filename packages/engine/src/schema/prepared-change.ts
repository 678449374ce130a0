import type { ChangeSummary, Plan, StoredDocument, TemplatePlan } from '@tessera/metadata'
import type { Catalog } from '../catalog/catalog.js'
import type { Backfill } from './backfills.js'
import type { Conversion } from './conversions/find-conversions.js'
import type { DocumentChange } from './document-changes.js'
import type { Installed } from './installed.js'
import type { PartChange } from './physical-part.js'
import type { TemplateState } from '../templates/template-rows.js'
import type { TableLock } from './tables-to-lock.js'

/** A change worked out against one revision: what to show, and what to do if it is published. */
export interface PreparedChange {
  readonly now: Catalog
  /** The catalog of the revision it would make, with physical names. */
  readonly next: Catalog
  /** What the publish leaves behind. */
  readonly installed: Installed
  readonly plan: Plan
  readonly documents: readonly DocumentChange[]
  readonly parts: readonly PartChange[]
  /** Options that leave their field; records may still hold them. */
  readonly removedOptions: readonly RemovedOption[]
  readonly backfills: readonly Backfill[]
  /** Fields whose values are rewritten, in the publishing transaction or ahead of it. */
  readonly conversions: readonly Conversion[]
  readonly later: {
    /** Names of indexes that a job builds after the publish. */
    readonly indexes: ReadonlySet<string>
    readonly backfills: ReadonlySet<Backfill>
    /** What a job must convert before it publishes. */
    readonly conversions: ReadonlySet<Conversion>
    /** Names of unique indexes that a job must build before it publishes. */
    readonly uniques: ReadonlySet<string>
  }
  readonly locks: readonly TableLock[]
  readonly summary: readonly ChangeSummary[]
  readonly template?: Proposal['template']
}

export interface RemovedOption {
  readonly objectId: string
  readonly fieldId: string
  readonly id: string
  readonly key: string
}

/** A set of documents someone wants in place of today's. */
export interface Proposal {
  readonly documents: ReadonlyMap<string, StoredDocument>
  /** Hazards known before the planner looks: conflicts of an undo. */
  readonly hazards: Plan['hazards']
  /** The revision that it takes back. */
  readonly undoes?: number
  /** How templates stand from then on, and, where it is about one, what is told beside the plan. */
  readonly template?: {
    readonly states: readonly TemplateState[]
    readonly outline?: Omit<TemplatePlan, 'plan'>
  }
  /** The same documents compiled without physical names, where that has been done already. */
  readonly draft?: Catalog
}
