/**
 * @tessera/metadata: what the product is made of, as data. Documents with their schemas and checks, the contract of field
 * types, the problem table, the algebra of change sets, the reference index, and the shapes the HTTP API carries.
 *
 * Everything here is pure: no database, no clock, no I/O. Formulas inside documents are type-checked by the engine, which
 * alone knows a catalog.
 */
export { locales, localize, isTexts, type Locale, type Localized, type Texts } from './text/localized.js'

export {
  defineFieldType,
  defineFieldTypeServer,
  type ColumnDefinition,
  type ColumnType,
  type FieldContext,
  type FieldKind,
  type FieldTypeDefinition,
  type FieldTypeGroup,
  type FieldTypeServer,
  type ParseResult,
  type ServerFieldContext,
  type StorageValue,
} from './extensions/define-field-type.js'
export type { JsonSchema } from './extensions/json-schema.js'

export { AppError, isAppError, type AppErrorExtras } from './errors/app-error.js'
export type { Acts } from './errors/define-problem.js'
export { fieldProblemOf, localizeFieldProblem, makeFieldProblem, type FieldProblem } from './errors/field-problem.js'
export {
  describeProblem,
  hintOfProblem,
  isProblemCode,
  problemDefinition,
  problems,
  type AnyProblem,
  type DetailArguments,
  type ProblemCode,
  type ProblemDetails,
} from './errors/problems.js'
export { toProblemBody, type ProblemBody } from './errors/to-problem-body.js'
