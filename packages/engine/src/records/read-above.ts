import type { ClientBase, Pool } from 'pg'
import type { CatalogObject } from '../catalog/catalog.js'
import { execute, raw, slot, toNamedStatement } from '../storage/statement.js'
import type { RuntimeValues, Statement } from '../storage/statement.js'
import { columnOf } from './stored-fields.js'

const statements = new WeakMap<CatalogObject, Statement>()

/** Of these live records of a tree and all that are above them: the record right above, null at the top. */
export async function readAbove(
  db: Pool | ClientBase,
  object: CatalogObject,
  ids: readonly string[],
  runtime: RuntimeValues,
): Promise<ReadonlyMap<string, string | null>> {
  let statement = statements.get(object)
  if (statement === undefined) {
    if (object.tree === undefined) throw new Error(`${object.key} has no tree`)
    const parent = `t.${columnOf(object.tree)}`
    statement = toNamedStatement(
      raw(
        `WITH RECURSIVE above(id, parent) AS (
           SELECT t.id, ${parent} FROM ${object.table} AS t WHERE t.id = ANY(?::uuid[]) AND t.deleted_at IS NULL
           UNION SELECT t.id, ${parent} FROM above AS a JOIN ${object.table} AS t ON t.id = a.parent AND t.deleted_at IS NULL
         ) SELECT id, parent FROM above`,
        [slot('ids')],
      ),
    )
    statements.set(object, statement)
  }
  const { rows } = await execute<{ id: string; parent: string | null }>(db, statement, runtime, { ids })
  return new Map(rows.map(({ id, parent }) => [id, parent]))
}
