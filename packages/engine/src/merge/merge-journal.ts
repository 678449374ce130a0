import type { HistoryChange as KeptChange } from '../records/history-rows.js'
import type { WriteSession } from '../records/write-session.js'
import { authorId } from '../access/actor.js'
import { workspaceTable } from '../storage/workspace-table.js'

/** A record that a merge has touched. */
export interface MergePart {
  /**
   * kept: the one that stays · merged: in the bin now · moved: points to the one that stays · linked: with the one that stays, too ·
   * binned: child of a conflicting pair.
   */
  readonly part: 'kept' | 'merged' | 'moved' | 'linked' | 'binned'
  readonly object: string
  readonly record: string
  /** Of what is moved or linked: the lookup, or the field of links. */
  readonly field: string | null
  /** Of what is moved: where it pointed to. */
  readonly was: string | null
  /** Of kept and merged ones: which entry of their history tells of it. */
  readonly version: number | null
}

/** What is needed to take a merge back. */
export interface MergeEntry {
  readonly id: string
  readonly object: string
  readonly kept: string
  /** Values of the one that stays that the merge changed, as history keeps them. */
  readonly changes: readonly KeptChange[]
  readonly parts: readonly MergePart[]
}

/** Writes down a merge in its transaction. */
export async function keepMerge(
  session: WriteSession,
  { id, object, kept, changes, parts }: MergeEntry,
): Promise<void> {
  const { key } = session.catalog.workspace
  await session.db.query(
    `WITH kept AS (INSERT INTO ${workspaceTable(key, 'merges')} (id, object_id, kept_id, at, by_id, changes)
       VALUES ($1, $2, $3, $4, $5, $6))
     INSERT INTO ${workspaceTable(key, 'merge_parts')} (merge_id, part, object_id, record_id, field_id, was, version)
     SELECT $1, p.part, p.object, p.record, p.field, p.was, p.version FROM jsonb_to_recordset($7::jsonb)
       AS p(part text, object text, record uuid, field text, was uuid, version int)`,
    [
      id,
      object,
      kept,
      new Date(session.runtime.now),
      authorId(session.actor),
      JSON.stringify(changes),
      JSON.stringify(parts),
    ],
  )
}

/** The newest merge into a record that was not taken back, or the named one; held until the transaction ends. */
export async function openMerge(
  session: WriteSession,
  object: string,
  kept: string,
  id: string | undefined,
): Promise<MergeEntry | undefined> {
  const { key } = session.catalog.workspace
  const merges = await session.db.query<{ id: string; changes: KeptChange[] }>(
    `SELECT id, changes FROM ${workspaceTable(key, 'merges')}
     WHERE kept_id = $1 AND object_id = $2 AND undone_at IS NULL AND ($3::uuid IS NULL OR id = $3) ORDER BY id DESC LIMIT 1 FOR UPDATE`,
    [kept, object, id ?? null],
  )
  const merge = merges.rows[0]
  if (merge === undefined) return undefined
  const parts = await session.db.query<MergePart>(
    `SELECT part, object_id AS object, record_id AS record, field_id AS field, was, version
     FROM ${workspaceTable(key, 'merge_parts')} WHERE merge_id = $1 ORDER BY record_id, field_id`,
    [merge.id],
  )
  return { id: merge.id, object, kept, changes: merge.changes, parts: parts.rows }
}

/** From now on the merge counts as taken back. */
export async function closeMerge(session: WriteSession, id: string): Promise<void> {
  await session.db.query(
    `UPDATE ${workspaceTable(session.catalog.workspace.key, 'merges')} SET undone_at = $2, undone_by = $3 WHERE id = $1`,
    [id, new Date(session.runtime.now), authorId(session.actor)],
  )
}

/** Which of these records are part of the kept one by merges that count. */
export async function mergedInto(
  session: WriteSession,
  object: string,
  kept: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { key } = session.catalog.workspace
  const { rows } = await session.db.query<{ id: string }>(
    `SELECT p.record_id AS id FROM ${workspaceTable(key, 'merge_parts')} AS p
     JOIN ${workspaceTable(key, 'merges')} AS m ON m.id = p.merge_id
     WHERE p.record_id = ANY($1::uuid[]) AND p.part = 'merged' AND m.kept_id = $2 AND m.object_id = $3 AND m.undone_at IS NULL`,
    [ids, kept, object],
  )
  return new Set(rows.map(({ id }) => id))
}
