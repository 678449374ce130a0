import { AppError } from '@tessera/metadata'
import type { FileInfo } from '@tessera/metadata'
import { compileAccess } from '../access/compile-access.js'
import type { Access } from '../access/access.js'
import type { Catalog } from '../catalog/catalog.js'
import type { Actor, Files, StoredFile } from '../contract.js'
import { runtimeValues } from '../engine-context.js'
import type { EngineContext } from '../engine-context.js'
import { readRows, revisionColumn } from '../query/read-statement.js'
import type { Revised } from '../query/read-statement.js'
import { join, raw, slot, toStatement } from '../storage/statement.js'
import { isUuid, uuid7 } from '../storage/uuid7.js'
import { workspaceTable } from '../storage/workspace-table.js'
import { MOST_WAITING } from './file-states.js'
import { heldByVisible } from './held-by-visible.js'
import { forgetFiles, releaseFiles } from './release-files.js'

/** Files as the server works with them; see `Files`. */
export function createFiles(context: EngineContext): Files {
  return {
    begin: (actor) => context.catalogs.with(actor.workspace, (catalog) => begin(context, catalog, actor)),
    complete: async (actor, id, { name, type, size, sha256 }) => {
      const { rowCount } = await context.pool.query(
        `UPDATE ${workspaceTable(actor.workspace, 'files')} SET state = 'kept', name = $2, type = $3, size = $4, sha256 = $5
         WHERE id = $1 AND state = 'arriving'`,
        [id, name, type, size, sha256],
      )
      // It took longer than uploads may take, and what had arrived is being removed.
      if (rowCount === 0) throw new AppError('request.busy')
      return { id, name, type, size }
    },
    abandon: async (actor, id) => {
      await context.pool.query(
        `DELETE FROM ${workspaceTable(actor.workspace, 'files')} WHERE id = $1 AND state = 'arriving'`,
        [id],
      )
    },
    get: (actor, id) => context.catalogs.with(actor.workspace, (catalog) => get(context, catalog, actor, id)),
    release: (workspace) => releaseFiles(context, workspace),
    forget: (workspace, ids) => forgetFiles(context, workspace, ids),
  }
}

/** Whoever may see nothing at all has nothing to attach a file to. */
async function begin(context: EngineContext, catalog: Catalog, actor: Actor): Promise<string> {
  const access = compileAccess(catalog, actor)
  if (![...catalog.objects.values()].some((object) => access.sees(object))) throw new AppError('access.denied')
  const files = workspaceTable(actor.workspace, 'files')
  const id = uuid7()
  const { rowCount } = await context.pool.query(
    `INSERT INTO ${files} (id, state, uploaded_by, uploaded_at) SELECT $1, 'arriving', $2, $3
     WHERE (SELECT count(*) FROM ${files} WHERE uploaded_by = $2 AND attached_at IS NULL) < ${MOST_WAITING}`,
    [id, actor.id, context.clock()],
  )
  if (rowCount === 0) throw new AppError('file.waiting_limit', { limit: MOST_WAITING })
  return id
}

interface FileRow extends Revised, FileInfo {
  readonly sha256: string
}

/** Missing, forbidden, still arriving and gone are the same answer. */
async function get(context: EngineContext, catalog: Catalog, actor: Actor, id: string): Promise<StoredFile> {
  if (!isUuid(id)) throw new AppError('file.not_found')
  const access = compileAccess(catalog, actor)
  const rows = await readRows<FileRow>(
    context.pool,
    catalog,
    readableStatement(catalog, access),
    runtimeValues(context, catalog, actor),
    { id, by: actor.id },
  )
  const row = rows[0]
  if (row === undefined) throw new AppError('file.not_found')
  return { id: row.id, name: row.name, type: row.type, size: row.size, sha256: row.sha256 }
}

function readableStatement(catalog: Catalog, access: Access) {
  return toStatement(
    join([
      `SELECT ${revisionColumn(catalog)}, f.id, f.name, f.type, f.size::float8 AS size, f.sha256 FROM `,
      workspaceTable(catalog.workspace.key, 'files'),
      raw(
        " AS f WHERE f.id = ?::uuid AND f.state = 'kept' AND (f.uploaded_by = ?::uuid AND f.attached_at IS NULL OR ",
        [slot('id'), slot('by')],
      ),
      heldByVisible(catalog, access, 'f.id::text'),
      ')',
    ]),
  )
}
