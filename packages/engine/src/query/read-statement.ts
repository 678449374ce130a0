import type { SqlFragment } from '@tessera/formula'
import type { QueryResultRow } from 'pg'
import { StaleCatalog } from '../catalog/catalog-cache.js'
import type { Catalog } from '../catalog/catalog.js'
import { qualified } from '../storage/identifiers.js'
import { execute, raw } from '../storage/statement.js'
import type { Queryable, RuntimeValues, Slots, Statement, StatementBinding } from '../storage/statement.js'

/** `(SELECT "revision" FROM meta) AS "revision"`: every statement of a reader says at which revision it ran. */
export function revisionColumn(catalog: Catalog): string {
  return `(SELECT "revision" FROM ${qualified(catalog.workspace.schema, 'meta')}) AS "revision"`
}

/** A fragment with bindings of our own kinds: slots and runtime values. */
export function bound(sql: string, ...bindings: readonly StatementBinding[]): SqlFragment {
  return raw(sql, bindings)
}

/** A row with the revision it was read at. */
export interface Revised extends QueryResultRow {
  readonly revision: number
}

/**
 * Runs a statement that has `revisionColumn`. Errors: StaleCatalog when the documents have changed since its catalog was
 * loaded; nothing of the answer may be used then.
 */
export async function readRows<R extends Revised>(
  db: Queryable,
  catalog: Catalog,
  statement: Statement,
  runtime: RuntimeValues,
  slots: Slots,
): Promise<readonly R[]> {
  const { rows } = await execute<R>(db, statement, runtime, slots)
  if (rows[0] !== undefined && rows[0].revision !== catalog.revision) throw new StaleCatalog()
  return rows
}
