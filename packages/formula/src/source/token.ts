import type { Span } from '../types/formula-problem.js'

/** Words with a meaning of their own, in any case. */
export const keywords = ['and', 'or', 'not', 'in', 'under', 'true', 'false', 'blank', 'me', 'old'] as const
export type Keyword = (typeof keywords)[number]

export type Symbol =
  '+' | '-' | '*' | '/' | '^' | '&' | '=' | '<>' | '<' | '<=' | '>' | '>=' | '(' | ')' | '[' | ']' | ',' | '.'

export type Token = { readonly span: Span } & (
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'keyword'; readonly word: Keyword }
  | { readonly kind: 'symbol'; readonly symbol: Symbol }
  /** `@{id}`: a field in the stored form */
  | { readonly kind: 'field'; readonly id: string }
  /** `@{object:id}`: the object of an AS in the stored form */
  | { readonly kind: 'object'; readonly id: string }
  /** `@"field/option"`: an option literal in the stored form */
  | { readonly kind: 'option'; readonly field: string; readonly option: string }
  /** `#deleted(label)`: what a dangling id prints as */
  | { readonly kind: 'deleted'; readonly label: string }
  | { readonly kind: 'end' }
)
