import { AppError, isEqualJson } from '@tessera/metadata'
import type { Localized, StoredDocument } from '@tessera/metadata'
import type { PoolClient } from 'pg'
import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'

/** How a template stands from a revision on. */
export interface TemplateState {
  readonly key: string
  /** Null: it is not installed, or not any more. */
  readonly installed: InstalledState | null
}

export interface InstalledState {
  readonly version: string
  readonly title: Localized
  readonly needs: readonly { readonly key: string; readonly version: string }[]
  /** Its documents in stored form as they were installed, with the template's own keys: what the next upgrade is merged against. */
  readonly base: readonly StoredDocument[]
  /** The documents that it became a part of, as they were before. */
  readonly joined: readonly StoredDocument[]
}

export interface TemplateRow extends TemplateState {
  readonly revision: number
  readonly at: Date
}

interface Row {
  readonly revision: number
  readonly key: string
  readonly installed: InstalledState | null
  readonly at: Date
}

/** The newest state of every template up to a revision, by key; those that are gone, too. */
export async function templatesAt(
  db: Queryable,
  schema: string,
  revision: number,
): Promise<ReadonlyMap<string, TemplateRow>> {
  const { rows } = await db.query<Row>(
    `SELECT DISTINCT ON (key) key, revision, installed, at FROM ${qualified(schema, 'templates')}
     WHERE revision <= $1 ORDER BY key, revision DESC`,
    [revision],
  )
  return new Map(rows.map((row) => [row.key, row]))
}

/** Those that are installed, by key. */
export async function installedTemplates(
  db: Queryable,
  schema: string,
  revision: number,
): Promise<ReadonlyMap<string, TemplateRow & { readonly installed: InstalledState }>> {
  const rows = [...(await templatesAt(db, schema, revision)).values()]
  return new Map(
    rows.flatMap((row) => (row.installed === null ? [] : [[row.key, { ...row, installed: row.installed }]])),
  )
}

/** Writes how templates stand from a revision on, in its transaction. */
export async function insertTemplates(
  client: PoolClient,
  schema: string,
  revision: number,
  states: readonly TemplateState[],
  at: Date,
): Promise<void> {
  for (const { key, installed } of states) {
    await client.query(
      `INSERT INTO ${qualified(schema, 'templates')} (revision, key, installed, at) VALUES ($1, $2, $3, $4)`,
      [revision, key, installed === null ? null : JSON.stringify(installed), at],
    )
  }
}

/**
 * How templates stand once a revision is undone: as before it. Errors: 409 template.changed_since when a later revision has brought one
 * of them somewhere else.
 */
export async function templatesBefore(
  db: Queryable,
  schema: string,
  undone: number,
  head: number,
): Promise<readonly TemplateState[]> {
  const { rows } = await db.query<{ key: string }>(
    `SELECT key FROM ${qualified(schema, 'templates')} WHERE revision = $1 ORDER BY key`,
    [undone],
  )
  if (rows.length === 0) return []
  const [before, after, now] = [
    await templatesAt(db, schema, undone - 1),
    await templatesAt(db, schema, undone),
    await templatesAt(db, schema, head),
  ]
  return rows.flatMap(({ key }): TemplateState[] => {
    const [was, became, is] = [before, after, now].map((states) => states.get(key)?.installed ?? null)
    if (isEqualJson(is, was)) return []
    if (!isEqualJson(is, became)) throw new AppError('template.changed_since', { key })
    return [{ key, installed: was ?? null }]
  })
}
