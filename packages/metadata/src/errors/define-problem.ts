import type { Localized, Texts } from '../text/localized.js'

/** Who can do something about a problem. */
export type Acts = 'user' | 'builder' | 'operator' | 'us'

/** Details as sentences see them: labels already in the sentence's language. */
export type RenderedDetails<D> = { readonly [K in keyof D]: Texts extends D[K] ? WithoutTexts<D[K]> : D[K] }

type WithoutTexts<V> = Exclude<V, Texts> | string

export interface ProblemSentences<D> {
  readonly 'zh-CN': (details: RenderedDetails<D>) => string
  readonly en: (details: RenderedDetails<D>) => string
}

/** One row of the problem table. */
export interface ProblemDefinition<D> {
  /** HTTP status when the problem is the answer; in a list of errors the status of the whole answer counts. */
  readonly status: number
  readonly acts: Acts
  /** What kind of problem it is, without details. */
  readonly title: Texts
  readonly message: ProblemSentences<D>
  readonly hint?: Texts | ProblemSentences<D>
}

/** A problem whose sentence needs no details. */
export type NoDetails = Readonly<Record<never, never>>

/** Details every problem about a field's value may carry: the engine adds the label. */
export interface FieldDetails {
  readonly label?: Localized | undefined
}

/** Declares a row of the problem table; D is the shape of its details. */
export function defineProblem<D = NoDetails>(definition: ProblemDefinition<D>): ProblemDefinition<D> {
  return definition
}
