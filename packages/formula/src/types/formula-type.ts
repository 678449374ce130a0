/**
 * The types of the expression language. A type is plain data, so that catalogs can be compared and cached.
 *
 * `option` carries the choices of the field it comes from: they compare and print by key in JavaScript and are stored by
 * id in PostgreSQL. `record` names the object by its immutable id. `anyRecord` is a record of one of several objects, which
 * the value does not tell. `blank` is only the type of the literal `blank`.
 */
export type FormulaType =
  | { readonly kind: 'number' | 'text' | 'boolean' | 'date' | 'datetime' | 'time' | 'duration' | 'blank' }
  | { readonly kind: 'option'; readonly field: string; readonly options: readonly OptionRef[] }
  | { readonly kind: 'record'; readonly object: string }
  | { readonly kind: 'anyRecord'; readonly targets: readonly AnyTarget[] }
  | { readonly kind: 'list'; readonly of: FormulaType }

/** An object that a record may be of, and the field that holds its records alone: what `AS(related, account)` reads. */
export interface AnyTarget {
  readonly object: string
  readonly field: string
}

/** One choice of a select field, in option order. */
export interface OptionRef {
  readonly id: string
  readonly key: string
  readonly label: string
}

/** How much of the world a value depends on; later means more. See decisions, section 4. */
export type ExpressionClass = 'record' | 'related' | 'day' | 'now' | 'actor'

export const expressionClasses: readonly ExpressionClass[] = ['record', 'related', 'day', 'now', 'actor']

/** The wider of two classes. */
export function widerClass(a: ExpressionClass, b: ExpressionClass): ExpressionClass {
  return expressionClasses.indexOf(a) >= expressionClasses.indexOf(b) ? a : b
}
