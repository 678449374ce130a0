import { AppError } from '@tessera/metadata'
import type { ChangeDetail, ChangeEntry, ChangePage, ChangeSummary } from '@tessera/metadata'
import type { Change, Plan } from '@tessera/metadata'
import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'
import { schemaOf } from '../storage/workspace-tables.js'

const defaultLimit = 50
const maxLimit = 500

interface ChangeRow {
  readonly revision: number
  readonly base: number
  readonly author_id: string
  readonly author_name: string
  readonly at: Date
  readonly message: string | null
  readonly undoes: number | null
  readonly summary: readonly ChangeSummary[]
}

const columns = 'revision, base, author_id, author_name, at, message, undoes, summary'

/** The revisions of a workspace, newest first. Errors: 400 request.bad_cursor. */
export async function listChanges(
  db: Queryable,
  workspace: string,
  query: { limit?: number; after?: string },
): Promise<ChangePage> {
  const limit = Math.min(maxLimit, Math.max(1, query.limit ?? defaultLimit))
  const before = query.after === undefined ? null : readCursor(query.after)
  const { rows } = await db.query<ChangeRow>(
    `SELECT ${columns} FROM ${tableOf(workspace)} WHERE $1::int IS NULL OR revision < $1 ORDER BY revision DESC LIMIT $2`,
    [before, limit + 1],
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const next = rows.length > limit && last !== undefined ? Buffer.from(`r${last.revision}`).toString('base64url') : null
  return { changes: page.map(toEntry), next }
}

/** One revision with its changes and its plan. Errors: 404 revision.not_found. */
export async function readChange(
  db: Queryable,
  workspace: string,
  revision: number,
): Promise<Omit<ChangeDetail, 'documents'>> {
  const { rows } = await db.query<ChangeRow & { changes: readonly Change[]; plan: Plan }>(
    `SELECT ${columns}, changes, plan FROM ${tableOf(workspace)} WHERE revision = $1`,
    [toRevision(revision)],
  )
  const row = rows[0]
  if (row === undefined) throw new AppError('revision.not_found')
  return { ...toEntry(row), changes: row.changes, plan: row.plan }
}

function toEntry(row: ChangeRow): ChangeEntry {
  return {
    revision: row.revision,
    base: row.base,
    author: { id: row.author_id, title: row.author_name },
    at: row.at.toISOString(),
    message: row.message,
    ...(row.undoes === null ? {} : { undoes: row.undoes }),
    summary: row.summary,
  }
}

const tableOf = (workspace: string): string => qualified(schemaOf(workspace), 'changes')

/** Anything that cannot be a revision is none. */
const toRevision = (revision: number): number =>
  Number.isInteger(revision) && revision > 0 && revision < 2 ** 31 ? revision : 0

function readCursor(after: string): number {
  const found = /^r(\d{1,9})$/.exec(Buffer.from(after, 'base64url').toString())
  if (found === null) throw new AppError('request.bad_cursor')
  return Number(found[1])
}
