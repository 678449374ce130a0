/**
 * Wire shapes of designer drafts. A person has one draft per workspace: documents as they would be published, the revision
 * they started from, and the named commands that led there, so that undo survives a reload.
 */
import type { WireDocument } from '../documents/document.js'
import type { Texts } from '../text/localized.js'

/** One difference between two JSON values. Paths lead from the document; both sides are kept, so that it can be undone. */
export type DraftEdit =
  | { readonly path: readonly (string | number)[]; readonly from?: unknown; readonly to?: unknown }
  | {
      readonly path: readonly (string | number)[]
      readonly at: number
      readonly remove: readonly unknown[]
      readonly insert: readonly unknown[]
    }

/** What one gesture did: named, for the list of steps. `edits` by `<kind>/<key the document had when the draft met it>`. */
export interface DraftCommand {
  readonly id: string
  /** Instant. */
  readonly at: string
  readonly label: Texts
  readonly edits: Readonly<Record<string, readonly DraftEdit[]>>
}

/** A document of a draft; null = it is deleted. `published: null` = it is new. */
export interface DraftDocument {
  readonly published: WireDocument | null
  readonly document: WireDocument | null
}

/** GET /api/draft. `version` 0 = there is none yet. `cursor`: how many of `commands` are applied. */
export interface DraftAnswer {
  readonly version: number
  readonly base: number
  readonly savedAt: string | null
  /** Id of the browser tab that wrote it last. */
  readonly tab: string | null
  readonly documents: Readonly<Record<string, DraftDocument>>
  readonly commands: readonly DraftCommand[]
  readonly cursor: number
}

/**
 * PATCH /api/draft. `version` is the one the client knows: 409 `draft.conflict` when another tab was faster (the answer to a
 * GET then tells its state). `keep`: how many known commands stay before `commands` are appended. `documents`: those that
 * changed since; null = no longer part of the draft.
 */
export interface DraftPatch {
  readonly version: number
  readonly base: number
  readonly tab: string
  readonly keep: number
  readonly commands: readonly DraftCommand[]
  readonly cursor: number
  readonly documents: Readonly<Record<string, DraftDocument | null>>
}

/**
 * `commands`: how many are kept now. `dropped`: how many of the oldest fell off with this save, because a draft keeps 1,000;
 * `cursor` is counted in what is kept.
 */
export interface DraftSaved {
  readonly version: number
  readonly savedAt: string
  readonly commands: number
  readonly dropped: number
  readonly cursor: number
}

/** Most commands a draft keeps; older ones fall off. */
export const DRAFT_COMMANDS = 1000

/** Most documents a draft may hold. */
export const DRAFT_DOCUMENTS = 500
