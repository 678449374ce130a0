import type { TypedNode } from '../check/typed-node.js'
import type { SqlContext, SqlFragment } from '../types/sql-fragment.js'

/** What conditions need of the compiler of values; it stands between the two, which call each other. */
export interface ValueCompiler {
  readonly context: SqlContext
  value(node: TypedNode): SqlFragment
  leavingValue(node: TypedNode): SqlFragment
  literalList(node: TypedNode): readonly (string | number)[] | undefined
}
