import type { ArgumentKind, FunctionDefinition } from '../functions/define-function.js'
import type { Span } from '../types/formula-problem.js'
import type { ExpressionClass, FormulaType } from '../types/formula-type.js'
import type { FieldPath, PathVersion, RuntimeValue } from '../types/runtime-value.js'

export type CompareOperator = '=' | '<>' | '<' | '<=' | '>' | '>='

/** Which arithmetic an operator means for its operands; the date or datetime is always on the left. */
export type ArithmeticRule =
  'number' | 'date and days' | 'dates' | 'datetime and duration' | 'datetimes' | 'durations' | 'ratio of durations'

/** The tree after names and types are known; both back ends and the explanation read it. */
export type TypedNode = { readonly span: Span; readonly type: FormulaType; readonly class: ExpressionClass } &
  /** `optionId` is set for option literals, whose `value` is the key; `deleted` for one whose option is gone: it is blank. */
  (
    | { readonly kind: 'literal'; readonly value: RuntimeValue; readonly optionId?: string; readonly deleted?: true }
    /** An option literal of the stored form, not yet beside the option it belongs to; none is left after checking. */
    | { readonly kind: 'stored option'; readonly field: string; readonly option: string }
    /** `stepSpans`: where each step's name stands in the text; `objectSpans`: where `AS` names an object, by its id. */
    | {
        readonly kind: 'path'
        readonly path: FieldPath
        readonly version: PathVersion
        readonly stepSpans: readonly Span[]
        readonly objectSpans: readonly { readonly span: Span; readonly object: string }[]
      }
    | { readonly kind: 'me' }
    | { readonly kind: 'list'; readonly items: readonly TypedNode[] }
    | {
        readonly kind: 'call'
        readonly definition: FunctionDefinition
        /** One per argument. */
        readonly kinds: readonly ArgumentKind[]
        readonly gives: string
        readonly args: readonly TypedNode[]
      }
    | {
        readonly kind: 'arithmetic'
        readonly operator: '+' | '-' | '*' | '/' | '^'
        readonly rule: ArithmeticRule
        readonly left: TypedNode
        readonly right: TypedNode
      }
    | { readonly kind: 'negate'; readonly operand: TypedNode }
    | { readonly kind: 'concat'; readonly items: readonly TypedNode[] }
    /** To text as `&` does it; a list of options to a list of their keys. */
    | { readonly kind: 'convert'; readonly operand: TypedNode }
    | {
        readonly kind: 'compare'
        readonly operator: CompareOperator
        readonly left: TypedNode
        readonly right: TypedNode
      }
    | { readonly kind: 'in'; readonly needle: TypedNode; readonly list: TypedNode }
    | { readonly kind: 'under'; readonly record: TypedNode; readonly ancestors: TypedNode; readonly object: string }
    | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly items: readonly TypedNode[] }
    | { readonly kind: 'not'; readonly operand: TypedNode }
    | { readonly kind: 'title'; readonly operand: TypedNode; readonly object: string }
  )

export type NodeOf<K extends TypedNode['kind']> = Extract<TypedNode, { kind: K }>
