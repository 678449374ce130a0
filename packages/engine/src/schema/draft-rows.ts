import type { DraftCommand, DraftDocument, DraftPatch } from '@tessera/metadata'
import type { PoolClient } from 'pg'
import type { Actor } from '../contract.js'
import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'
import { schemaOf } from '../storage/workspace-tables.js'

/**
 * The rows of drafts. A discarded draft leaves its row in `drafts` (without a tab), so that its versions are never used
 * again: a tab that still knows the old draft cannot write into the next one.
 */

export interface DraftRow {
  readonly version: number
  readonly base: number
  readonly tab: string
  readonly saved_at: Date
  readonly cursor: number
  readonly documents: Readonly<Record<string, DraftDocument>>
  readonly commands: readonly DraftCommand[]
}

/** What `tab` says of a draft that was discarded or published. */
const noTab = ''

const tableOf = (actor: Actor, table: 'drafts' | 'draft_documents' | 'draft_commands'): string =>
  qualified(schemaOf(actor.workspace), table)

/** The draft of a person, all of it as of one moment; undefined when there is none. */
export async function readDraft(db: Queryable, actor: Actor): Promise<DraftRow | undefined> {
  const { rows } = await db.query<DraftRow>(
    `SELECT version, base, tab, saved_at, cursor,
       (SELECT coalesce(jsonb_object_agg(name, jsonb_build_object('published', published, 'document', document)), '{}')
        FROM ${tableOf(actor, 'draft_documents')} AS d WHERE d.owner_id = drafts.owner_id) AS documents,
       (SELECT coalesce(jsonb_agg(command ORDER BY n), '[]')
        FROM ${tableOf(actor, 'draft_commands')} AS c WHERE c.owner_id = drafts.owner_id) AS commands
     FROM ${tableOf(actor, 'drafts')} AS drafts WHERE owner_id = $1 AND tab <> '${noTab}'`,
    [actor.id],
  )
  return rows[0]
}

/** Takes the draft for this transaction and gives its next version; undefined when it has another one than expected. */
export async function claimDraft(
  client: PoolClient,
  actor: Actor,
  { version, base, tab, cursor }: DraftPatch,
  at: Date,
): Promise<number | undefined> {
  const drafts = tableOf(actor, 'drafts')
  const values = [actor.id, base, tab, at, cursor]
  // Version 0 is for those who know of none: the first ever, or the first after one was discarded.
  const { rows } = await client.query<{ version: number }>(
    version === 0
      ? `INSERT INTO ${drafts} AS known (owner_id, version, base, tab, saved_at, cursor) VALUES ($1, 1, $2, $3, $4, $5)
         ON CONFLICT (owner_id) DO UPDATE
           SET version = known.version + 1, base = $2, tab = $3, saved_at = $4, cursor = $5 WHERE known.tab = '${noTab}'
         RETURNING version`
      : `UPDATE ${drafts} SET version = version + 1, base = $2, tab = $3, saved_at = $4, cursor = $5
         WHERE owner_id = $1 AND version = $6 AND tab <> '${noTab}' RETURNING version`,
    version === 0 ? values : [...values, version],
  )
  return rows[0]?.version
}

/** Writes the documents of a patch: given ones replace what was known, null removes. */
export async function writeDraftDocuments(
  client: PoolClient,
  actor: Actor,
  documents: DraftPatch['documents'],
): Promise<void> {
  const table = tableOf(actor, 'draft_documents')
  const removed = Object.keys(documents).filter((name) => documents[name] === null)
  if (removed.length > 0) {
    await client.query(`DELETE FROM ${table} WHERE owner_id = $1 AND name = ANY($2)`, [actor.id, removed])
  }
  if (removed.length === Object.keys(documents).length) return
  await client.query(
    `INSERT INTO ${table} (owner_id, name, published, document)
     SELECT $1, name, nullif(d->'published', 'null'), nullif(d->'document', 'null')
     FROM jsonb_each($2::jsonb) AS given(name, d) WHERE jsonb_typeof(d) = 'object'
     ON CONFLICT (owner_id, name) DO UPDATE SET published = EXCLUDED.published, document = EXCLUDED.document`,
    [actor.id, JSON.stringify(documents)],
  )
}

/** The numbers of the commands a draft keeps: they have no gaps, and the oldest need not be 1. */
export async function readCommandNumbers(
  client: PoolClient,
  actor: Actor,
): Promise<{ readonly first: number; readonly count: number }> {
  const { rows } = await client.query<{ first: number; count: number }>(
    `SELECT coalesce(min(n), 1) AS first, count(*)::int AS count
     FROM ${tableOf(actor, 'draft_commands')} WHERE owner_id = $1`,
    [actor.id],
  )
  return rows[0] as { first: number; count: number }
}

/** Keeps the commands numbered `from` to before `to`, and writes further ones from there. */
export async function writeCommands(
  client: PoolClient,
  actor: Actor,
  from: number,
  to: number,
  commands: readonly DraftCommand[],
): Promise<void> {
  const table = tableOf(actor, 'draft_commands')
  await client.query(`DELETE FROM ${table} WHERE owner_id = $1 AND (n < $2 OR n >= $3)`, [actor.id, from, to])
  if (commands.length === 0) return
  await client.query(
    `INSERT INTO ${table} (owner_id, n, command)
     SELECT $1, $2 + ordinality - 1, command FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS given(command)`,
    [actor.id, to, JSON.stringify(commands)],
  )
}

/** How many documents a draft has, and how many bytes it takes in the database, as far as they are kept compressed. */
export async function measureDraft(
  client: PoolClient,
  actor: Actor,
): Promise<{ readonly documents: number; readonly bytes: number }> {
  const { rows } = await client.query<{ documents: number; bytes: string }>(
    `SELECT
       (SELECT count(*)::int FROM ${tableOf(actor, 'draft_documents')} WHERE owner_id = $1) AS documents,
       (SELECT coalesce(sum(coalesce(pg_column_size(published), 0) + coalesce(pg_column_size(document), 0)), 0)
        FROM ${tableOf(actor, 'draft_documents')} WHERE owner_id = $1)
       + (SELECT coalesce(sum(pg_column_size(command)), 0) FROM ${tableOf(actor, 'draft_commands')} WHERE owner_id = $1)
       AS bytes`,
    [actor.id],
  )
  const [row] = rows as [{ documents: number; bytes: string }]
  return { documents: row.documents, bytes: Number(row.bytes) }
}

/**
 * Ends a draft: in one statement, so that it also goes well outside a transaction. Gives false, and changes nothing, when
 * a version is named and the draft has another.
 */
export async function endDraft(db: Queryable, actor: Actor, version?: number): Promise<boolean> {
  const { rows } = await db.query<{ ended: number }>(
    `WITH ended AS (
       UPDATE ${tableOf(actor, 'drafts')} SET version = version + 1, tab = '${noTab}', cursor = 0
       WHERE owner_id = $1 AND tab <> '${noTab}' AND ($2::int IS NULL OR version = $2) RETURNING owner_id
     ), documents AS (
       DELETE FROM ${tableOf(actor, 'draft_documents')} WHERE owner_id IN (SELECT owner_id FROM ended)
     ), commands AS (
       DELETE FROM ${tableOf(actor, 'draft_commands')} WHERE owner_id IN (SELECT owner_id FROM ended)
     )
     SELECT count(*)::int AS ended FROM ended`,
    [actor.id, version ?? null],
  )
  return rows[0]?.ended === 1
}
