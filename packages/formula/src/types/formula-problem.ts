/** A piece of the formula's text: UTF-16 units, half open. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface LocalizedText {
  readonly 'zh-CN': string
  readonly en: string
}

/** Something wrong with a formula, for people: where, what, and a proposal where there is one. */
export interface FormulaProblem {
  /** 'formula.*', see problems.ts */
  readonly code: string
  readonly span: Span
  readonly message: LocalizedText
  readonly hint?: LocalizedText
  /** What to write instead of the text at `span`, where that is a good guess (“did you mean”). */
  readonly fix?: string
}
