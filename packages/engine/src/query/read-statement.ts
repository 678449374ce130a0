import type { SqlFragment } from '@tessera/formula'
import type { QueryResultRow } from 'pg'
import { emptyOrganisation } from '../access/organisation.js'
import { StaleCatalog } from '../catalog/catalog-cache.js'
import type { Catalog } from '../catalog/catalog.js'
import { qualified } from '../storage/identifiers.js'
import { execute, raw } from '../storage/statement.js'
import type { Queryable, RuntimeValues, Slots, Statement, StatementBinding } from '../storage/statement.js'

/**
 * `(SELECT "revision" FROM meta) AS "revision", …`: every statement of a reader says at which revision of documents and organisation
 * it ran.
 */
export function revisionColumn(catalog: Catalog): string {
  const { schema } = catalog.workspace
  return `(SELECT "revision" FROM ${qualified(schema, 'meta')}) AS "revision", ` + organisationColumn(catalog)
}

/** That of the organisation alone. */
export const organisationColumn = ({ workspace }: Catalog): string =>
  `(SELECT "revision" FROM ${qualified(workspace.schema, 'organisation')}) AS "organisation"`

/** A fragment with bindings of our own kinds: slots and runtime values. */
export function bound(sql: string, ...bindings: readonly StatementBinding[]): SqlFragment {
  return raw(sql, bindings)
}

/** A row with the revisions it was read at. */
export interface Revised extends QueryResultRow {
  readonly revision: number
  readonly organisation?: number
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
  if (rows[0] !== undefined && isStale(catalog, rows[0])) throw new StaleCatalog()
  return rows
}

/** True when documents or organisation have changed since the catalog was loaded. */
export function isStale(
  catalog: Catalog,
  { revision, organisation }: Pick<Revised, 'revision' | 'organisation'>,
): boolean {
  return revision !== catalog.revision || isOtherOrganisation(catalog, organisation)
}

/** The same of the organisation alone. A catalog of a plan knows none, and nobody but the platform reads with it. */
export function isOtherOrganisation({ organisation }: Catalog, revision: number | undefined): boolean {
  return revision !== undefined && organisation !== emptyOrganisation && revision !== organisation.revision
}
