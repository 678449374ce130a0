import type { CatalogObject } from '../catalog/catalog.js'
import { linkTable, linkingFields } from '../catalog/link-table.js'
import type { Draft } from './draft.js'
import { linkChanges } from './link-order.js'
import type { WriteSession } from './write-session.js'

/**
 * Writes the pairs that drafts add and takes away those they no longer want, once their rows are written: one statement per
 * field for all of them. What the writer did not see (a record in the bin, one that somebody else links meanwhile) stays.
 */
export async function writeLinks(
  session: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
): Promise<void> {
  for (const { field, links } of linkingFields(object)) {
    const changes = drafts.map((draft) => ({ id: draft.id, ...linkChanges(draft, field) }))
    const pairs = (which: 'added' | 'removed'): [string[], string[]] => {
      const found = changes.flatMap((change) => change[which].map((far) => [change.id, far] as const))
      return [found.map(([near]) => near), found.map(([, far]) => far)]
    }
    const [added, removed] = [pairs('added'), pairs('removed')]
    if (added[0].length === 0 && removed[0].length === 0) continue
    const table = linkTable(session.catalog, links)
    const [near, far] = [`"${links.near}"`, `"${links.far}"`]
    await session.db.query(
      `WITH gone AS (DELETE FROM ${table} AS l USING unnest($1::uuid[], $2::uuid[]) AS r(near, far)
         WHERE l.${near} = r.near AND l.${far} = r.far)
       INSERT INTO ${table} (${near}, ${far})
       SELECT r.near, r.far FROM unnest($3::uuid[], $4::uuid[]) WITH ORDINALITY AS r(near, far, place)
       ORDER BY r.place ON CONFLICT DO NOTHING`,
      [...removed, ...added],
    )
  }
}
