import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { execute, raw, toStatement } from '../storage/statement.js'
import { workspaceTable } from '../storage/workspace-table.js'
import type { WriteSession } from '../records/write-session.js'
import { departmentObject } from './load-organisation.js'

/** True for people and departments: who may see what hangs on them. */
export const changesOrganisation = (catalog: Catalog, { id }: CatalogObject): boolean =>
  id === catalog.userObject || id === departmentObject(catalog)?.id

/** Counts a change of the organisation, in its transaction: every process notices with its next statement. */
export async function noteOrganisation(session: Pick<WriteSession, 'db' | 'catalog' | 'runtime'>): Promise<void> {
  const table = workspaceTable(session.catalog.workspace.key, 'organisation')
  await execute(session.db, toStatement(raw(`UPDATE ${table} SET "revision" = "revision" + 1`)), session.runtime)
}
