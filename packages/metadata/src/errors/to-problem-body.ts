import type { DuplicateMatches } from '../api/duplicates.js'
import type { Locale } from '../text/localized.js'
import type { AppError } from './app-error.js'
import { localizeFieldProblem, type FieldProblem } from './field-problem.js'
import { describeProblem, hintOfProblem, problemDefinition } from './problems.js'

/** The body of an `application/problem+json` answer. */
export interface ProblemBody {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly hint?: string
  readonly requestId: string
  readonly errors?: readonly FieldProblem[]
  readonly plan?: object
  /** Of `record.duplicate` by a rule: the records it is like, as of POST …/duplicates. */
  readonly matches?: DuplicateMatches['matches']
  readonly hidden?: number
}

/**
 * The answer of a refusal, in the caller's language.
 *
 * Shape: { type: 'urn:tessera:problem:record.not_found', title: '找不到记录', status: 404, code: 'record.not_found',
 *          detail: '找不到这条记录。', requestId: '…' }
 * Source: RFC 9457; api.md section 1.
 */
export function toProblemBody(error: AppError, locale: Locale, requestId: string): ProblemBody {
  const definition = problemDefinition(error.code)
  const hint = hintOfProblem(error.code, error.details)?.[locale]
  return {
    type: `urn:tessera:problem:${error.code}`,
    title: definition.title[locale],
    status: definition.status,
    code: error.code,
    detail: describeProblem(error.code, error.details)[locale],
    ...(hint === undefined ? {} : { hint }),
    requestId,
    ...(error.errors === undefined
      ? {}
      : { errors: error.errors.map((problem) => localizeFieldProblem(problem, locale)) }),
    ...(error.plan === undefined ? {} : { plan: error.plan }),
    ...error.duplicates,
  }
}
