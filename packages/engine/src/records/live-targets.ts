import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import { execute, raw, slot, toNamedStatement } from '../storage/statement.js'
import type { Statement } from '../storage/statement.js'
import type { WriteSession } from './write-session.js'

/**
 * How a lookup's target is held against the bin until the write is done. People never go to the bin, so their rows are only
 * looked at: a lock would be a write to the same few rows by everybody who creates something.
 */
export function holdTarget(catalog: Catalog, target: CatalogObject): string {
  return target.id === catalog.userObject ? '' : ' FOR KEY SHARE OF t'
}

const statements = new WeakMap<CatalogObject, Statement>()

/** The live records of an object among `ids`, held until the session's transaction ends. */
export async function liveTargets(
  session: WriteSession,
  target: CatalogObject,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  let statement = statements.get(target)
  if (statement === undefined) {
    const hold = holdTarget(session.catalog, target)
    statement = toNamedStatement(
      raw(
        `SELECT t.id FROM ${target.table} AS t WHERE t.id = ANY(?::uuid[]) AND t.deleted_at IS NULL ORDER BY t.id${hold}`,
        [slot('ids')],
      ),
    )
    statements.set(target, statement)
  }
  const { rows } = await execute<{ id: string }>(session.db, statement, session.runtime, { ids })
  return new Set(rows.map((row) => row.id))
}
