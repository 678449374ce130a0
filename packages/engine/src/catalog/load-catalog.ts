import { AppError } from '@tessera/metadata'
import type { ActionDefinitions, StoredDocument } from '@tessera/metadata'
import type { ClientBase, Pool } from 'pg'
import type { FieldTypeRegistry } from '../contract.js'
import { loadOrganisation } from '../access/load-organisation.js'
import { qualified } from '../storage/identifiers.js'
import { sqlState } from '../storage/transaction.js'
import { schemaOf } from '../storage/workspace-tables.js'
import type { Catalog, CatalogWorkspace, PhysicalName } from './catalog.js'
import { compileCatalog } from './compile-catalog.js'
import { workspaceSettings } from './workspace-settings.js'

/** What a catalog is compiled from, as the database keeps it. */
export interface StoredState {
  readonly workspace: CatalogWorkspace
  readonly revision: number
  readonly documents: ReadonlyMap<string, StoredDocument>
  readonly physical: readonly PhysicalName[]
  readonly hiddenOptions: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/**
 * Reads revision, live documents and physical names of a workspace in one statement, hence in one snapshot.
 * Errors: workspace.unknown.
 */
export async function loadState(db: Pool | ClientBase, workspaceKey: string): Promise<StoredState> {
  const schema = schemaOf(workspaceKey)
  const sql = `SELECT revision,
    (SELECT coalesce(json_agg(body ORDER BY kind, key), '[]') FROM ${qualified(schema, 'document_versions')} WHERE until IS NULL) AS documents,
    (SELECT coalesce(json_agg(json_build_object('objectId', object_id, 'partId', part_id, 'kind', kind, 'name', name,
       'definition', definition, 'hidden', hidden_at IS NOT NULL)), '[]') FROM ${qualified(schema, 'physical')}) AS physical
    FROM ${qualified(schema, 'meta')}`
  const { rows } = await db
    .query<{ revision: number; documents: StoredDocument[]; physical: PhysicalName[] }>(sql)
    .catch((error: unknown) => {
      if (sqlState(error) === '42P01') throw new AppError('workspace.unknown', { workspace: workspaceKey })
      throw error
    })
  const row = rows[0]
  if (row === undefined) throw new AppError('workspace.unknown', { workspace: workspaceKey })
  const documents = new Map(row.documents.map((document) => [document.id, document]))
  return {
    workspace: { key: workspaceKey, schema, ...workspaceSettings(documents.values(), workspaceKey) },
    revision: row.revision,
    documents,
    physical: row.physical.filter((name) => name.kind !== 'option'),
    hiddenOptions: hiddenOptionsOf(row.physical),
  }
}

/** The extensions that documents are compiled with. */
export interface CatalogExtensions {
  readonly fieldTypes: FieldTypeRegistry
  readonly actions?: ActionDefinitions | undefined
}

/** Loads and compiles the catalog of the current revision. A published catalog has no problems; one that has is a bug. */
export async function loadCatalog(
  db: Pool | ClientBase,
  workspaceKey: string,
  extensions: CatalogExtensions,
): Promise<Catalog> {
  const { catalog } = compileCatalog({ ...(await loadState(db, workspaceKey)), ...extensions })
  return { ...catalog, organisation: await loadOrganisation(db, catalog) }
}

/**
 * Removed options are rows of `physical` too (kind `option`, part `<field>/<option>`, name unused but unique), so that
 * values which records still hold read as their last key.
 */
function hiddenOptionsOf(physical: readonly PhysicalName[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>()
  for (const { objectId, partId, kind, definition } of physical) {
    if (kind !== 'option') continue
    const [field = '', option = ''] = partId.split('/')
    const keys = found.get(`${objectId}/${field}`) ?? new Map<string, string>()
    keys.set(option, String(definition.key))
    found.set(`${objectId}/${field}`, keys)
  }
  return found
}
