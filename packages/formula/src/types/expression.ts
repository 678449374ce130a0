import type { TypedNode } from '../check/typed-node.js'
import type { ExpressionClass, FormulaType } from './formula-type.js'
import type { FieldPath } from './runtime-value.js'

/** A formula that type-checks: plain immutable data, compiled once per catalog. */
export interface Expression {
  readonly text: string
  readonly type: FormulaType
  readonly class: ExpressionClass
  /** Distinct paths from the record, current and old together. */
  readonly paths: readonly FieldPath[]
  /** Distinct paths from the acting user (`me.department`). */
  readonly mePaths: readonly FieldPath[]
  readonly usesOld: boolean
  readonly usesMe: boolean
  /** Ids of every field on a path. */
  readonly fieldIds: ReadonlySet<string>
  /** 'fieldId/optionId' of every option literal. */
  readonly options: ReadonlySet<string>
  readonly tree: TypedNode
}
