import { compile } from '@tessera/formula'
import type { Expression, Scope } from '@tessera/formula'
import { findTextFault } from '@tessera/metadata'
import { badFormula, invalidParameter } from './refuse-query.js'

/**
 * The condition a person wrote in a parameter. Errors: request.bad_filter with the spans of its problems;
 * request.invalid_parameter for text that PostgreSQL could not take as a value.
 */
export function compileCondition(text: string, scope: Scope, parameter: string): Expression {
  if (findTextFault(text) !== undefined) throw invalidParameter(parameter, 'Unicode')
  const { expression, problems } = compile(text, scope, { type: 'boolean' })
  if (expression === undefined || problems.length > 0) throw badFormula(parameter, problems)
  return expression
}
