/**
 * The algebra of document sets: difference, application, inverse and three-way merge, all on stored documents and by id.
 * Publishing, undoing, upgrading a template and merging a sandbox are made of these four. Pure; proven by laws
 * (`change-laws.test.ts`).
 */
import type { StoredDocument } from '../documents/document.js'

/** Stored documents by id. Never changed in place. */
export type DocumentSet = ReadonlyMap<string, StoredDocument>

/** From a document to a part in it: names of lists and ids of members in turn. ['fields', '8k2v…', 'options', 'planned'] */
export type PartPath = readonly string[]

/** A member of a list: a part with an id, or a text that is its own identity. */
export type Member = string | Readonly<Record<string, unknown>>

/** One difference. Everything carries what was there before, so that it can be inverted. */
export type DocumentChange =
  | { readonly op: 'addDocument'; readonly document: StoredDocument }
  | { readonly op: 'removeDocument'; readonly document: StoredDocument }
  /** `undefined` means absent. Properties whose lists hold parts appear here only when the list itself comes or goes. */
  | {
      readonly op: 'set'
      readonly documentId: string
      readonly part: PartPath
      readonly property: string
      readonly from: unknown
      readonly to: unknown
    }
  | {
      readonly op: 'addPart' | 'removePart'
      readonly documentId: string
      readonly part: PartPath
      readonly list: string
      readonly member: Member
    }
  /** Ids of all members in order, before and after. */
  | {
      readonly op: 'order'
      readonly documentId: string
      readonly part: PartPath
      readonly list: string
      readonly from: readonly string[]
      readonly to: readonly string[]
    }

/** Differences in the order in which they can be applied. */
export type ChangeSet = readonly DocumentChange[]
