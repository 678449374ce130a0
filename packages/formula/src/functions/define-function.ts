import type { Environment, RuntimeValue } from '../types/runtime-value.js'
import type { FormulaType } from '../types/formula-type.js'
import type { SqlContext, SqlFragment } from '../types/sql-fragment.js'

export type FunctionGroup = 'logic' | 'number' | 'text' | 'date' | 'list' | 'record' | 'china'

/** Kinds an argument accepts. `any` is one type variable: all `any` arguments must agree, and `gives: 'any'` is that type. */
export type ArgumentKind =
  | 'number'
  | 'text'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'time'
  | 'duration'
  | 'record'
  /** a field that looks up several objects, and the key of one of them: only in AS, which the parser reads */
  | 'anyRecord'
  | 'object'
  | 'any'
  /** a second type variable, independent of `any`: what SWITCH compares. Literals beside it are read as its type, as with `=`. */
  | 'other'
  /** a list whose member type is the variable `any` */
  | 'list'
  /** a list of numbers / text */
  | 'list of number'
  | 'list of text'
  /** anything that `&` can turn into text; arrives already turned into text (value position SQL text, blank is NULL) */
  | 'printable'
  /** a text literal from a closed list, checked before anything runs: units, formats, named patterns */
  | { readonly oneOf: readonly string[] }

export interface Overload {
  readonly args: readonly ArgumentKind[]
  /** How many of `args`, from the end, may be left out. */
  readonly optional?: number
  /** The last `repeat` arguments may be given again and again (IFS: 2, MAX: 1). */
  readonly repeat?: number
  /** Kinds that follow after the repeated ones and must be there (SWITCH with a default); not with `optional`. */
  readonly tail?: readonly ArgumentKind[]
  readonly gives:
    | 'number'
    | 'text'
    | 'boolean'
    | 'date'
    | 'datetime'
    | 'time'
    | 'duration'
    | 'any'
    | 'other'
    | 'list'
    | 'list of text'
}

/** One compiled argument of the SQL back end: value position (blank is NULL), with the type the checker found. */
export interface SqlArgument extends SqlFragment {
  readonly type: FormulaType
  /** Set when the argument is a literal of the formula (always for `oneOf`), so that SQL can be chosen by it. */
  readonly literal?: string | number | boolean | null
}

export interface FunctionExample {
  readonly text: string
  /** Wire form: numbers as JSON numbers, dates and datetimes as text, blank as null. */
  readonly gives: string | number | boolean | null | readonly (string | number)[]
}

/**
 * A function of the expression language; one file holds everything about it.
 *
 * `evaluate` and `sql` must agree on every input (a generated suite compares them in PostgreSQL). What the core does
 * before it calls them, the same in both back ends:
 *
 * - `blanks: 'blank'` (default): JavaScript gives blank without calling `evaluate` when an argument is blank, so it
 *   never sees null; `sql` relies on SQL's strictness or adds its own CASE. 'text': blank *text* arguments arrive as ''
 *   (SQL: COALESCE), other blank arguments make the result blank as before. 'own': everything arrives as it is.
 * - Whatever the mode: a text result '' becomes blank (SQL: NULLIF is added), a blank argument of kind 'boolean'
 *   arrives as false, numbers arrive rounded to 10 decimals with a magnitude below 10^15 (Decimal | numeric), options
 *   arrive as key in JavaScript and as id in SQL ('printable' and 'text': as key text in both).
 * - A number result counts as unrounded arithmetic: the core rounds it where it leaves.
 * - `sql` may repeat an argument as often as it needs: a long argument is put into a subselect first and arrives as a
 *   column. Every placeholder arrives with its cast, so an argument's SQL type is always known (see sql-fragment.ts).
 * - Arguments are evaluated before the call (every expression is total and bounded, so order cannot be seen).
 * - AND, OR, NOT, CHANGED and TITLE are compiled by the core itself (polarity, old values, titles); their files give
 *   docs, overloads, examples and an `evaluate`; TITLE's and CHANGED's `sql` is never called. AS is a step of a path.
 * - oneOf values match without regard to case and arrive as spelled in the list.
 *
 * Helpers for both sides: evaluate/decimal.ts, evaluate/to-text.ts, evaluate/zone.ts, sql/fragment.ts, sql/numbers.ts,
 * sql/to-text.ts.
 */
export interface FunctionDefinition {
  readonly name: string
  readonly group: FunctionGroup
  /** One line: what it gives. */
  readonly doc: { readonly 'zh-CN': string; readonly en: string }
  readonly overloads: readonly Overload[]
  readonly blanks?: 'blank' | 'text' | 'own'
  /** Depends on the clock: TODAY is 'day', NOW is 'now'. */
  readonly volatile?: 'day' | 'now'
  /** Only where there is a change (CHANGED). */
  readonly needsOld?: boolean
  readonly evaluate: (args: readonly RuntimeValue[], env: Environment, types: readonly FormulaType[]) => RuntimeValue
  readonly sql: (args: readonly SqlArgument[], context: SqlContext) => SqlFragment
  readonly examples: readonly FunctionExample[]
}

/** Declares a function; it exists for the types and so that a reader can search for it. */
export function defineFunction(definition: FunctionDefinition): FunctionDefinition {
  return definition
}
