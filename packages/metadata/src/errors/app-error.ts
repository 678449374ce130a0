import type { DuplicateMatches } from '../api/duplicates.js'
import type { FieldProblem } from './field-problem.js'
import { describeProblem, problemDefinition, type DetailArguments, type ProblemCode } from './problems.js'

/** What an error may carry besides its code and details. */
export interface AppErrorExtras {
  /** The single problems behind a refusal. */
  readonly errors?: readonly FieldProblem[]
  /** The plan behind a refused publish, as the answer shows it. */
  readonly plan?: object
  /** The records behind a refusal as a duplicate. */
  readonly duplicates?: DuplicateMatches
  /** Seconds after which the request may succeed: sent as `Retry-After`. */
  readonly retryAfterSeconds?: number
  readonly cause?: unknown
}

/**
 * The one error class of the product: a code of the problem table with its details.
 *
 * Shape: throw new AppError('person.unknown_role', { role: 'boss' })
 *        throw new AppError('record.invalid', { count: errors.length }).with({ errors })
 * Wrong details do not compile.
 */
export class AppError<C extends ProblemCode = ProblemCode> extends Error {
  override readonly name = 'AppError'
  readonly code: C
  readonly details: object
  readonly status: number
  errors: readonly FieldProblem[] | undefined
  plan: object | undefined
  duplicates: DuplicateMatches | undefined
  retryAfterSeconds: number | undefined

  constructor(code: C, ...[details]: DetailArguments<C>) {
    super(describeProblem(code, details as object | undefined).en)
    this.code = code
    this.details = (details ?? {}) as object
    this.status = problemDefinition(code).status
  }

  /** Adds errors, plan, retry time or cause; gives the same error, to be thrown. */
  with(extras: AppErrorExtras): this {
    if (extras.errors !== undefined) this.errors = extras.errors
    if (extras.plan !== undefined) this.plan = extras.plan
    if (extras.duplicates !== undefined) this.duplicates = extras.duplicates
    if (extras.retryAfterSeconds !== undefined) this.retryAfterSeconds = extras.retryAfterSeconds
    if (extras.cause !== undefined) this.cause = extras.cause
    return this
  }
}

/** True when `error` is an AppError of that code. */
export function isAppError<C extends ProblemCode>(error: unknown, code: C): error is AppError<C> {
  return error instanceof AppError && error.code === code
}
