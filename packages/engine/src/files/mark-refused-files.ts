import { fieldProblemOf } from '@tessera/metadata'
import type { AnyProblem, FileLimits } from '@tessera/metadata'
import type { Access } from '../access/access.js'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import { changedFields, pathOf } from '../records/draft.js'
import type { Draft } from '../records/draft.js'
import type { WriteSession } from '../records/write-session.js'
import { join, raw, slot, toStatement, execute } from '../storage/statement.js'
import type { Statement } from '../storage/statement.js'
import { workspaceTable } from '../storage/workspace-table.js'
import { fileFields, fileIds } from './file-fields.js'
import { heldByVisible } from './held-by-visible.js'

/** What is asked about a file that is to be attached. */
interface OfferedFile {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
}

/** True when the write gives a file to a record or takes one away: such writes need a transaction. */
export function touchesFiles(object: CatalogObject, draft: Draft): boolean {
  const fields = fileFields(object)
  if (fields.length === 0) return false
  const changed = new Set(changedFields(draft))
  return fields.some((field) => changed.has(field.id))
}

/**
 * Adds a problem to every draft that attaches a file the writer may not use, or one its field does not take. A writer may
 * use what they uploaded, what a record they may read holds, and what the field held at an earlier time: undo and history put
 * it back, whoever uploaded it. What a field holds is not judged again (decision 0011). One statement for all drafts, another
 * where something is put back; the files are held against their removal until the session's transaction ends.
 */
export async function markRefusedFiles(
  session: WriteSession,
  object: CatalogObject,
  access: Access,
  drafts: readonly Draft[],
): Promise<void> {
  const fields = fileFields(object)
  const ids = new Set(drafts.flatMap((draft) => fields.flatMap((field) => addedFiles(draft, field))))
  if (ids.size === 0) return
  const offered = await readOffered(session, access, [...ids])
  const earlier = await readEarlier(session, object, drafts, (id) => !offered.has(id))
  for (const draft of drafts) {
    for (const field of fields) {
      const limits = field.definition.files?.(field.context.options)
      const problem = addedFiles(draft, field)
        .map((id) => problemOf(offered.get(id) ?? earlier.get(`${draft.id}/${field.id}/${id}`), limits))
        .find((found) => found !== undefined)
      if (problem !== undefined) draft.problems.push(fieldProblemOf(pathOf(draft, field.key), problem, field.label))
    }
  }
}

/** The files a draft gives to a field that did not hold them. */
export function addedFiles({ before, after }: Draft, field: CatalogField): readonly string[] {
  const held = new Set(fileIds(before.get(field.id)))
  return fileIds(after.get(field.id)).filter((id) => !held.has(id))
}

function problemOf(file: OfferedFile | undefined, limits: FileLimits | undefined): AnyProblem | undefined {
  if (file === undefined) return { code: 'file.not_yours' }
  const { name, type, size } = file
  if (limits?.takes(type) === false) return { code: 'file.wrong_kind', details: { name, type } }
  if (limits !== undefined && size > limits.maxBytes)
    return { code: 'file.over_limit', details: { name, limitBytes: limits.maxBytes } }
  return undefined
}

async function readOffered(
  { catalog, actor, db, runtime }: WriteSession,
  access: Access,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OfferedFile>> {
  const statement = offeredStatement(catalog, access)
  const { rows } = await execute<OfferedFile>(db, statement, runtime, { ids, by: actor.id })
  return new Map(rows.map((row) => [row.id, { ...row, size: Number(row.size) }]))
}

function offeredStatement(catalog: Catalog, access: Access): Statement {
  return toStatement(
    join([
      `SELECT f.id, f.name, f.type, f.size FROM ${workspaceTable(catalog.workspace.key, 'files')} AS f `,
      raw("WHERE f.id = ANY(?::uuid[]) AND f.state = 'kept' AND (f.uploaded_by = ?::uuid OR ", [
        slot('ids'),
        slot('by'),
      ]),
      heldByVisible(catalog, access, 'f.id::text'),
      ') ORDER BY f.id FOR KEY SHARE OF f',
    ]),
  )
}

/** Files that a record's field held once, by `<record>/<field>/<file>`. */
async function readEarlier(
  { catalog, db }: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
  isWanted: (id: string) => boolean,
): Promise<ReadonlyMap<string, OfferedFile>> {
  const asked = drafts
    .filter(({ op }) => op === 'change')
    .flatMap((draft) =>
      fileFields(object).flatMap((field) =>
        addedFiles(draft, field)
          .filter(isWanted)
          .map((file) => ({ record: draft.id, field: field.id, file })),
      ),
    )
  if (asked.length === 0) return new Map()
  const { key } = catalog.workspace
  const { rows } = await db.query<OfferedFile & { record: string; field: string }>(
    `SELECT a.record, a.field, f.id, f.name, f.type, f.size
     FROM jsonb_to_recordset($1::jsonb) AS a(record uuid, field text, file uuid)
     JOIN ${workspaceTable(key, 'files')} AS f ON f.id = a.file
     WHERE f.state = 'kept' AND EXISTS (SELECT 1 FROM ${workspaceTable(key, 'history')} AS h
       WHERE h.record_id = a.record AND h.object_id = $2
         AND h.changes @> jsonb_build_array(jsonb_build_object('field', a.field, 'from', jsonb_build_array(a.file))))
     ORDER BY f.id FOR KEY SHARE OF f`,
    [JSON.stringify(asked), object.id],
  )
  return new Map(rows.map((row) => [`${row.record}/${row.field}/${row.id}`, { ...row, size: Number(row.size) }]))
}
