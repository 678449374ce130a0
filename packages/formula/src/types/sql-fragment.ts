import type { FieldPath, PathVersion } from './runtime-value.js'

/**
 * A piece of SQL with one `?` for each binding, in knex's raw form. Text is made only of our own constants and of
 * identifiers from the catalog; everything a person typed is a binding.
 */
export interface SqlFragment {
  readonly sql: string
  readonly bindings: readonly SqlBinding[]
}

/** A literal value, or a value that is known only when the statement runs. */
export type SqlBinding = string | number | boolean | null | readonly (string | number)[] | RuntimeBinding

/** Replaced by the engine when the statement runs: the same compiled SQL serves every request. */
export interface RuntimeBinding {
  readonly runtime: 'me' | 'now' | 'today' | 'timeZone' | 'weekend' | 'holidays' | 'workdays'
}

/**
 * What the SQL back end asks of its host. Storage forms: number numeric · text text, never '' · boolean boolean ·
 * date date · datetime timestamptz(3) · time time(0) · duration numeric milliseconds · option text (the option's id) ·
 * record uuid, of whatever object · list an array of the member's form, never empty. Blank is NULL.
 */
export interface SqlContext {
  /**
   * The column, joined column or inlined expression behind a path. With `me` the path starts at the acting user's record:
   * usually a subselect by the runtime binding `me`.
   */
  path(path: FieldPath, version: PathVersion): SqlFragment
  /** SQL for the title (text) of the record whose id `id` is. */
  title(object: string, id: SqlFragment): SqlFragment
  /**
   * SQL boolean: record `id` is one of `ancestors` (uuid[]) or below in the tree of `object`. `isFixed`: the ancestors are the
   * same for every row, so that what is below them need be looked for only once.
   */
  isUnder(object: string, id: SqlFragment, ancestors: SqlFragment, isFixed: boolean): SqlFragment
  /**
   * SQL boolean, never blank: the row is linked with one of `members` (an array of ids that no row decides), which an index on the pairs
   * serves. Undefined where the path leads to no links of the row itself; without it lists are compared.
   */
  isLinked?(path: FieldPath, members: SqlFragment): SqlFragment | undefined
}
