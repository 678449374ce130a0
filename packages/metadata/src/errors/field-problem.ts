import { localize, type Locale, type Localized } from '../text/localized.js'
import { describeProblem, hintOfProblem, type AnyProblem, type DetailArguments, type ProblemCode } from './problems.js'

/**
 * One entry of `errors` in a problem answer.
 *
 * `path` is the field key for a record, `update/3/amount` in a batch, a JSON pointer for documents, the parameter's name
 * for a query. `code` is a row of the problem table, `formula.*`, `rule.<key>`, `criterion.<key>` or `workflow.<key>`. `span` counts UTF-16 units, half open.
 * `message` and `hint` are kept in every language until the answer is written (`localizeFieldProblem`).
 */
export interface FieldProblem {
  readonly path: string
  readonly code: string
  readonly message: Localized
  readonly hint?: Localized
  readonly span?: { readonly start: number; readonly end: number }
}

/**
 * A problem of the table at a path.
 *
 * Shape: makeFieldProblem('cost', 'field.required', { label: '费用' }) →
 *   { path: 'cost', code: 'field.required', message: { 'zh-CN': '「费用」为必填。', en: '“费用” is required.' } }
 */
export function makeFieldProblem<C extends ProblemCode>(
  path: string,
  code: C,
  ...[details]: DetailArguments<C>
): FieldProblem {
  return build(path, code, (details ?? {}) as object)
}

/** A refused value (`ParseResult.problem`) at a path, named by the field's label. */
export function fieldProblemOf(path: string, problem: AnyProblem, label?: Localized): FieldProblem {
  return build(path, problem.code, label === undefined ? (problem.details ?? {}) : { label, ...problem.details })
}

/** The problem with its sentences in one language, as the answer carries it. */
export function localizeFieldProblem(problem: FieldProblem, locale: Locale): FieldProblem {
  const message = localize(problem.message, locale)
  return problem.hint === undefined
    ? { ...problem, message }
    : { ...problem, message, hint: localize(problem.hint, locale) }
}

function build(path: string, code: ProblemCode, details: object): FieldProblem {
  const hint = hintOfProblem(code, details)
  const message = describeProblem(code, details)
  return hint === undefined ? { path, code, message } : { path, code, message, hint }
}
