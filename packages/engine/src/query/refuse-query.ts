import { AppError, makeFieldProblem } from '@tessera/metadata'
import type { FieldProblem } from '@tessera/metadata'
import type { FormulaProblem } from '@tessera/formula'

/**
 * Refusals of a query: always 400, with the parameter's name as path. A field the reader may not see is refused with the
 * same words as one that does not exist.
 */

/** A parameter outside its range; `expected` says what would be right. Code: request.invalid_parameter. */
export function invalidParameter(name: string, expected: string): AppError {
  return new AppError('request.invalid_parameter', { name, expected }).with({
    errors: [makeFieldProblem(name, 'request.invalid_parameter', { name, expected })],
  })
}

/** A parameter that must be there. Code: request.missing_parameter. */
export function missingParameter(name: string): AppError {
  return new AppError('request.missing_parameter', { name }).with({
    errors: [makeFieldProblem(name, 'request.missing_parameter', { name })],
  })
}

/** Two columns of an answer with one name. Code: request.repeated_parameter. */
export function repeatedName(parameter: string, name: string): AppError {
  return new AppError('request.repeated_parameter', { name }).with({
    errors: [makeFieldProblem(parameter, 'request.repeated_parameter', { name })],
  })
}

/** A formula in a parameter that does not parse or type-check, with the spans of its problems. Code: request.bad_filter. */
export function badFormula(parameter: string, problems: readonly FormulaProblem[]): AppError {
  return new AppError('request.bad_filter').with({
    errors: problems.map((problem): FieldProblem => ({ ...problem, path: parameter })),
  })
}

/** A name in `sort` that cannot be sorted by. Codes: request.bad_sort, `because` in errors. */
export function badSort(name: string, because: FieldProblem): AppError {
  return new AppError('request.bad_sort', { name }).with({ errors: [because] })
}

/** A name in `fields`, `groupBy` or `measures` that cannot be read. Codes: request.bad_fields, `because` in errors. */
export function badField(name: string, because: FieldProblem): AppError {
  return new AppError('request.bad_fields', { name }).with({ errors: [because] })
}
