import type { FormulaType } from '@tessera/formula'

/**
 * A field context of a computed field (formula, roll-up): the catalog adds the type it inferred. Without it nothing is
 * known of the value: schemas then allow anything and SQL leaves the value as it is.
 */
export type WithResultType<Context> = Context & { readonly formulaType?: FormulaType }
