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
  /** Every `under`: whose place in which tree is asked for. */
  readonly treeUses: readonly TreeUse[]
  readonly tree: TypedNode
}

/** The left side of an `under`: a host that evaluates in JavaScript reads what is above its record first. */
export interface TreeUse {
  /** Id of the object with the tree. */
  readonly object: string
  /** Gives the record. */
  readonly record: Expression
}
