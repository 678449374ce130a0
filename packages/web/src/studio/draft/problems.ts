import type { DocumentKind, Localized, Texts, WireDocument } from '@tessera/metadata'

/** 阻断 blocks publishing, 警告 needs one confirmation, 建议 needs nothing. */
export type ProblemGrade = 'block' | 'warn' | 'hint'

/** Something to repair, and where: `pointer` leads into the document as it is now. */
export interface DraftProblem {
  /** Stable while the problem lasts. */
  readonly id: string
  readonly grade: ProblemGrade
  readonly message: Localized
  readonly hint?: Localized | undefined
  readonly kind: DocumentKind
  readonly key: string
  readonly pointer: string
  /** What one click would do about it. */
  readonly fix?: { readonly label: Texts; run(): void } | undefined
}

/** What designers know to be wrong without asking the server. */
export type DocumentCheck = (document: WireDocument, all: readonly WireDocument[]) => readonly DraftProblem[]
