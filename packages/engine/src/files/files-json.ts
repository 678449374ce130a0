import type { SqlFragment } from '@tessera/formula'
import type { Catalog } from '../catalog/catalog.js'
import { join } from '../storage/statement.js'
import { workspaceTable } from '../storage/workspace-table.js'

/** SQL of the files a column names, as they are read: a JSON array of {id, name, type, size} in their order, or NULL. */
export function filesJson(catalog: Catalog, ids: SqlFragment): SqlFragment {
  return join([
    `(SELECT json_agg(json_build_object('id', f.id, 'name', f.name, 'type', f.type, 'size', f.size) ORDER BY u.n) FROM unnest(`,
    ids,
    `) WITH ORDINALITY AS u(id, n) JOIN ${workspaceTable(catalog.workspace.key, 'files')} AS f ON f.id = u.id::uuid)`,
  ])
}
