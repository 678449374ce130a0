/**
 * Documents: `schemas/` says what each kind looks like, `checks/` and `validate-document.ts` what is wrong with one by
 * itself, `structure.ts` which of its lists hold parts and which of its properties refer to something. `*.gen.ts` are
 * written by scripts/gen-metadata-types.mjs. Nothing here knows more than one document at a time.
 */
import type {
  LayoutDocument,
  MenuDocument,
  ObjectDocument,
  RoleDocument,
  SettingDocument,
  ViewDocument,
  WorkflowDocument,
} from './types.gen.js'

/** Kinds of documents known so far; each has a schema of the same name in `schemas/`. */
export const documentKinds = ['object', 'view', 'layout', 'menu', 'role', 'workflow', 'setting'] as const

export type DocumentKind = (typeof documentKinds)[number]

/** A document as people write and read it: references are keys. */
export type WireDocument =
  ObjectDocument | ViewDocument | LayoutDocument | MenuDocument | RoleDocument | WorkflowDocument | SettingDocument

/**
 * A document as it is stored: every part has an id, references are ids, formulas are in stored form. Shapes are those of
 * the wire documents otherwise; readers that need one kind cast at their border.
 */
export interface StoredDocument {
  readonly id: string
  readonly kind: DocumentKind
  readonly key: string
  readonly [property: string]: unknown
}

/** True when `kind` is a kind of document. */
export function isDocumentKind(kind: unknown): kind is DocumentKind {
  return typeof kind === 'string' && (documentKinds as readonly string[]).includes(kind)
}
