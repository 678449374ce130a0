import type { CatalogObject } from '../catalog/catalog.js'
import type { Draft } from '../records/draft.js'
import type { WriteSession } from '../records/write-session.js'
import { workspaceTable } from '../storage/workspace-table.js'
import { fileFields, fileIds } from './file-fields.js'
import { addedFiles } from './mark-refused-files.js'

/** After a write: notes on the files that records took up and let go, for whoever removes what nobody needs. */
export async function noteHolders(
  session: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
): Promise<void> {
  const fields = fileFields(object)
  const touching = drafts.filter(({ op }) => op === 'create' || op === 'change')
  const pairs = fields.flatMap((field) => touching.map((draft) => ({ field, draft })))
  const taken = new Set(pairs.flatMap(({ field, draft }) => addedFiles(draft, field)))
  const left = pairs.flatMap(({ field, draft }) => {
    const now = new Set(fileIds(draft.after.get(field.id)))
    return fileIds(draft.before.get(field.id)).filter((id) => !now.has(id) && !taken.has(id))
  })
  if (taken.size === 0 && left.length === 0) return
  const files = workspaceTable(session.catalog.workspace.key, 'files')
  await session.db.query(
    `UPDATE ${files} AS f
     SET attached_at = COALESCE(f.attached_at, $2), left_at = CASE WHEN f.id = ANY($1::uuid[]) THEN NULL ELSE $2 END
     FROM (SELECT id FROM ${files} WHERE id = ANY($1::uuid[] || $3::uuid[]) ORDER BY id FOR NO KEY UPDATE) AS u
     WHERE f.id = u.id`,
    [[...taken], new Date(session.runtime.now), [...new Set(left)]],
  )
}
