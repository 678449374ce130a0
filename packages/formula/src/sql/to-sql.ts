import type { Expression } from '../types/expression.js'
import type { SqlContext, SqlFragment } from '../types/sql-fragment.js'
import { SqlCompiler } from './sql-compiler.js'

/**
 * Compiles an expression to SQL with bound values.
 *
 * 'filter': a boolean for WHERE, ON, FILTER, CASE WHEN or an index predicate, true exactly where the expression is true;
 * it may be NULL instead of false, so that positive leaves stay plain and indexable (decisions, section 2).
 * 'value': for SELECT lists and CHECK: NULL is blank, conditions are true or false, numbers have left arithmetic.
 */
export function toSql(expression: Expression, context: SqlContext, position: 'filter' | 'value'): SqlFragment {
  const compiler = new SqlCompiler(context)
  const { sql, bindings } =
    position === 'filter' ? compiler.whenTrue(expression.tree) : compiler.leavingValue(expression.tree)
  return { sql, bindings }
}
