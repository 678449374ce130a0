import type { FieldPath, SqlContext, SqlFragment } from '@tessera/formula'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'

/**
 * The rows of one object under an alias, with the joins that paths over lookups need. Joins are made on demand and shared:
 * `customer.name` and `customer.level` join the account once. Reader's paths go through the reader's row rule on every hop
 * (invisible = blank); what a formula reads goes through none, so both kinds have joins of their own.
 */
export interface RowSource {
  readonly object: CatalogObject
  readonly alias: string
  /** Value of a path from the root in its storage form (see SqlContext). */
  path(path: FieldPath): SqlFragment
  /** Value of an own field, formulas inlined. */
  field(field: CatalogField): SqlFragment
  /** The same as the reader sees it: a lookup to a record out of sight is blank. */
  visible(field: CatalogField): SqlFragment
  /** True where the reader does not see the field in every row: there it is blank. */
  isGuarded(field: CatalogField): boolean
  /** Joins the target of an own lookup (or of a lookup reached by `over`) and gives its rows. */
  target(over: readonly CatalogField[]): RowSource
  /** For the formula compiler. */
  readonly context: SqlContext
  /** LEFT JOINs that were needed; read it after everything else is composed. */
  joins(): SqlFragment
}
