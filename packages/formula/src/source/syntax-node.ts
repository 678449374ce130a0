import type { Span } from '../types/formula-problem.js'

/** One step of a path as written: by key, or by id in the stored form. */
export interface NameStep {
  readonly span: Span
  readonly name: { readonly key: string } | { readonly id: string }
  /** The object that `AS(step, object)` narrows it to. */
  readonly as?: NameStep
}

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '^' | '=' | '<>' | '<' | '<=' | '>' | '>=' | 'in' | 'not in' | 'under'

/** The tree as written, before names and types are known. `depth` counts the levels below, itself included. */
export type SyntaxNode = { readonly span: Span; readonly depth: number } & (
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'blank' }
  | { readonly kind: 'option'; readonly field: string; readonly option: string }
  | { readonly kind: 'deleted' }
  /** `from` is where the path starts: the record, the record before the change, or the acting person. */
  | { readonly kind: 'path'; readonly from: 'record' | 'old' | 'me'; readonly steps: readonly NameStep[] }
  | { readonly kind: 'list'; readonly items: readonly SyntaxNode[] }
  | { readonly kind: 'call'; readonly name: string; readonly nameSpan: Span; readonly args: readonly SyntaxNode[] }
  | { readonly kind: 'sign'; readonly operator: '-' | '+'; readonly operand: SyntaxNode }
  | { readonly kind: 'not'; readonly operand: SyntaxNode }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly operatorSpan: Span
      readonly left: SyntaxNode
      readonly right: SyntaxNode
    }
  /** Chains of one of these are one node, so that long lists of conditions stay flat. */
  | { readonly kind: 'chain'; readonly operator: 'and' | 'or' | '&'; readonly items: readonly SyntaxNode[] }
)
