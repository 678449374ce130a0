import type { Environment, RuntimeValue } from '../types/runtime-value.js'
import type { FormulaType } from '../types/formula-type.js'
import type { SqlFragment } from '../types/sql-fragment.js'

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
  | 'any'
  /** a list whose member type is the variable `any` */
  | 'list'
  /** a list of numbers / text */
  | 'list of number'
  | 'list of text'
  /** anything that `&` can turn into text */
  | 'printable'
  /** a text literal from a closed list, checked before anything runs: units, formats, named patterns */
  | { readonly oneOf: readonly string[] }

export interface Overload {
  readonly args: readonly ArgumentKind[]
  /** How many of `args`, from the end, may be left out. */
  readonly optional?: number
  /** The last `repeat` arguments may be given again and again (IFS: 2, MAX: 1). */
  readonly repeat?: number
  readonly gives:
    'number' | 'text' | 'boolean' | 'date' | 'datetime' | 'time' | 'duration' | 'any' | 'list' | 'list of text'
}

/** One compiled argument of the SQL back end: value position (blank is NULL), with the type the checker found. */
export interface SqlArgument extends SqlFragment {
  readonly type: FormulaType
}

export interface FunctionExample {
  readonly text: string
  /** Wire form: numbers as JSON numbers, dates and datetimes as text, blank as null. */
  readonly gives: string | number | boolean | null | readonly (string | number)[]
}

/**
 * A function of the expression language; one file holds everything about it.
 *
 * `evaluate` and `sql` must agree on every input (a generated suite compares them in PostgreSQL). Unless `blanks` is
 * 'own', an argument that is blank makes the result blank in both back ends before they are called: `evaluate` then
 * never sees null, and `sql` may rely on SQL's strictness or add its own CASE. `evaluate` gets Decimal for numbers,
 * already rounded to 10 decimals; see runtime-value.ts for the other types. With 'text' blank mode, blank text arguments
 * arrive as '' (formula.md: blank counts as "") and an empty text result becomes blank. `lazy` functions (IF, AND …)
 * get thunks for their arguments.
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
  readonly sql: (args: readonly SqlArgument[]) => SqlFragment
  readonly examples: readonly FunctionExample[]
}

/** Declares a function; it exists for the types and so that a reader can search for it. */
export function defineFunction(definition: FunctionDefinition): FunctionDefinition {
  return definition
}
