/** Wire shapes of the audit log. */
import type { AuditAction, AuditDetails } from '../audit/audit-actions.js'

/** Something a note is about that is no record: a document, a person, a token, a secret. */
export interface AuditSubject {
  readonly kind: string
  readonly key: string
}

/** One line of the audit log. */
export interface AuditEntry {
  /** Its place in the log, counted from 1 without gaps. */
  readonly n: number
  readonly at: string
  /** Null: the platform itself, a workflow, or somebody who could not be told. The title is today's. */
  readonly actor: { readonly id: string; readonly title: string | null } | null
  readonly through: { readonly kind: string; readonly id?: string; readonly title?: string }
  readonly action: AuditAction
  /** What happened, in the caller's language. */
  readonly sentence: string
  /** Key and label of the module, when it still exists. */
  readonly object?: { readonly key: string; readonly label: string }
  readonly record?: string
  readonly subject?: AuditSubject & { readonly title: string | null }
  readonly details: AuditDetails
  readonly address: string | null
  readonly requestId: string | null
}

/** Which lines: absent parts do not narrow. */
export interface AuditQuery {
  /** Id of a person. */
  readonly actor?: string
  /** Code of an action, or of a group of them: `people`. */
  readonly action?: string
  /** Key of an object. */
  readonly object?: string
  /** Id of a record. */
  readonly record?: string
  /** Instants: from included, to not. */
  readonly from?: string
  readonly to?: string
  /** 1–100 characters, found in details, subject, address and request id. */
  readonly search?: string
}

/** GET /api/audit; newest first. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[]
  readonly next: string | null
}

/** GET /api/audit/verify. */
export interface AuditVerdict {
  readonly intact: boolean
  readonly entries: number
  /** Seal of the newest line. Written down elsewhere, it proves later that nothing before it was changed or cut off. */
  readonly head: string
  /** The first line that does not fit: changed, missing, or cut off at the end. */
  readonly broken?: { readonly n: number; readonly reason: 'changed' | 'missing' | 'cut' }
}
