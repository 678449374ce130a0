import type { StoredDocument } from '@tessera/metadata'
import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'

/** The documents of a revision, by id; an empty set for revision 0. */
export async function documentsAt(
  db: Queryable,
  schema: string,
  revision: number,
): Promise<ReadonlyMap<string, StoredDocument>> {
  const { rows } = await db.query<{ body: StoredDocument }>(
    `SELECT body FROM ${qualified(schema, 'document_versions')}
     WHERE revision <= $1 AND (until IS NULL OR until > $1) ORDER BY kind, key`,
    [revision],
  )
  return new Map(rows.map(({ body }) => [body.id, body]))
}
