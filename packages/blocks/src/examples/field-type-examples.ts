import type { FormulaType, WireValue } from '@tessera/formula'
import type { ProblemCode, Texts } from '@tessera/metadata'

/**
 * Good and bad values of a field type: its tests, its page of the reference, later the previews of the designer.
 *
 * `options` are the type-specific properties every example starts from; an example may replace some.
 */
export interface FieldTypeExamples<O = Record<string, unknown>> {
  /** For the reference: what a field holds, what is normalised, what is refused. */
  readonly doc: Texts
  /** For the reference: one line for each property of the options. */
  readonly optionDocs: Readonly<Record<keyof O, Texts>>
  readonly options: O
  readonly good: readonly GoodValue<O>[]
  readonly bad: readonly BadValue<O>[]
  readonly cells: readonly CellExample<O>[]
  /** Properties that the schema of options refuses. */
  readonly badOptions: readonly Readonly<Record<string, unknown>>[]
}

export interface GoodValue<O> {
  /** What a writer sends; for types the system fills: what is read. */
  readonly value: unknown
  /** The wire value it becomes, where that is another. */
  readonly gives?: WireValue
  readonly options?: Partial<O>
  /** Of a formula or roll-up: the type the catalog infers. */
  readonly formulaType?: FormulaType
}

export interface BadValue<O> {
  readonly value: unknown
  readonly code: ProblemCode
  readonly options?: Partial<O>
  /** The rule JSON Schema cannot say, so that the write schema lets the value pass. */
  readonly beyondSchema?: string
}

/** The text of a cell of a CSV or Excel file, with the wire value it gives or the code that refuses it. */
export type CellExample<O> = { readonly cell: string; readonly options?: Partial<O> } & (
  { readonly gives: WireValue } | { readonly code: ProblemCode }
)

/** Rules that no portable JSON Schema can say. */
export const beyondSchema = {
  surrogates: 'halves of surrogate pairs: patterns that name them differ between validators',
  decimals: 'decimals: multipleOf fails on binary fractions',
  digits: 'significant digits',
  form: 'the whole form; the pattern is a first check',
  range: 'the years at both ends',
} as const
