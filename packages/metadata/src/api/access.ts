/** Wire shapes of rights: who may do what, and why. */
import type { Capability } from './identity.js'

export type RecordActionName =
  'read' | 'create' | 'change' | 'delete' | 'transfer' | 'import' | 'export' | 'share' | 'print'

/** A role, as it is given to people. */
export interface RoleEntry {
  readonly key: string
  readonly title: string
  readonly capabilities: readonly Capability[]
}

/** GET /api/access: what the caller may do, by object; objects that are not there are not seen. */
export interface RightsAnswer {
  readonly objects: Readonly<Record<string, ObjectRights>>
}

export interface ObjectRights {
  readonly actions: readonly RecordActionName[]
  /** Fields that are not written everywhere: shown in part (and never compared), or only read. */
  readonly fields: Readonly<Record<string, 'masked' | 'read'>>
}

/** GET /api/records/:object/:id/access: the same for one record; fields that are not in it are not seen there. */
export interface RecordRights {
  readonly actions: readonly RecordActionName[]
  readonly fields: Readonly<Record<string, 'masked' | 'read' | 'write'>>
}

export type SubjectKindName = 'person' | 'department' | 'role'

/** Somebody who may see a single record, too. */
export interface ShareEntry {
  readonly id: string
  readonly with: { readonly kind: SubjectKindName; readonly id: string; readonly title: string }
  readonly level: 'read' | 'change'
  /** What they are to the record, for example 售前; null without a name. */
  readonly title: string | null
  readonly until: string | null
  readonly by: { readonly id: string; readonly title: string } | null
  readonly at: string
}

export interface ShareRequest {
  /** `id` of a person or department, key of a role. */
  readonly with: { readonly kind: SubjectKindName; readonly id: string }
  readonly level?: 'read' | 'change'
  readonly title?: string | null
  /** Instant; null: until it is taken back. */
  readonly until?: string | null
}

/** One grant of a role, and what it says to a question. */
export interface ExplainedRule {
  readonly role: { readonly key: string; readonly title: string } | null
  readonly grants: boolean
  readonly sentence: string
}

/** GET /api/access/explain. */
export interface Explanation {
  readonly allowed: boolean
  readonly sentence: string
  readonly rules: readonly ExplainedRule[]
  /** The smallest change that would turn the answer round; null where none of a role would. */
  readonly change: string | null
}

/** GET /api/access/who. */
export interface WhoAnswer {
  readonly people: readonly {
    readonly id: string
    readonly title: string
    readonly because: string
  }[]
}
