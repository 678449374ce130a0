import type { ClientBase } from 'pg'
import { StaleCatalog } from '../catalog/catalog-cache.js'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import { plainJson } from '../sql/json-value.js'
import { rollupAggregate } from '../sql/row-source.js'
import { execute, join, raw, slot, toStatement } from '../storage/statement.js'
import type { RuntimeValues, Statement } from '../storage/statement.js'
import type { Values } from './draft.js'
import type { RowJson } from './read-rows.js'
import { columnOf } from './stored-fields.js'
import type { WriteSession } from './write-session.js'

/**
 * Recomputes roll-ups of the given parents from nothing and gives the new values of those that changed. The parents must
 * be locked. Neither version nor history moves: nobody gets a 412 because a child was saved; `computed_version` counts.
 */
export async function recomputeRollups(
  session:
    Pick<WriteSession, 'db' | 'catalog' | 'runtime'> | { db: ClientBase; catalog: Catalog; runtime: RuntimeValues },
  parent: CatalogObject,
  ids: readonly string[],
  rollups: readonly CatalogField[],
): Promise<Map<string, Values>> {
  const statement = recomputeStatement(session.catalog, parent, rollups)
  const { rows } = await execute<{ guard: boolean; id: string | null; v: RowJson }>(
    session.db,
    statement,
    session.runtime,
    { ids },
  )
  if (rows[0]?.guard !== true) throw new StaleCatalog()
  const changed = new Map<string, Values>()
  for (const { id, v } of rows) {
    if (id !== null) changed.set(id, new Map(rollups.map((field, index) => [field.id, v[`f${index + 1}`] ?? null])))
  }
  return changed
}

/** `unnest(ids) LEFT JOIN LATERAL aggregate`: a parent without children gets 0 or blank. */
function recomputeStatement(catalog: Catalog, parent: CatalogObject, rollups: readonly CatalogField[]): Statement {
  const parts = rollups.map((field, index) => ({
    field,
    index,
    aggregate: rollupAggregate(catalog, field, `c${index}`),
  }))
  const columns = parts.map(({ field, index }) => `${columnOf(field)} = x.v${index}`)
  const differs = parts.map(({ field, index }) => `p.${columnOf(field)} IS DISTINCT FROM x.v${index}`)
  const values = parts.map(({ field }) => plainJson(field, raw(`p.${columnOf(field)}`)))
  return toStatement(
    join([
      `WITH guard AS MATERIALIZED (SELECT 1 FROM "${catalog.workspace.schema}"."meta" WHERE revision = `,
      raw('?', [catalog.revision]),
      '), x AS MATERIALIZED (SELECT ids.id',
      ...parts.map(({ index }) => `, a${index}.v AS v${index}`),
      ' FROM unnest(',
      raw('?::uuid[]', [slot('ids') as never]),
      ') AS ids(id)',
      ...parts.map(({ index, aggregate }) =>
        join([
          ' LEFT JOIN LATERAL (SELECT ',
          aggregate.value,
          ' AS v ',
          aggregate.from,
          ` WHERE ${aggregate.parent} = ids.id AND ${aggregate.alias}."deleted_at" IS NULL) AS a${index} ON true`,
        ]),
      ),
      `), w AS (UPDATE ${parent.table} AS p SET ${columns.join(', ')}, "computed_version" = p."computed_version" + 1 `,
      `FROM x, guard WHERE p.id = x.id AND (${differs.join(' OR ')}) RETURNING p.id, row_to_json(ROW(`,
      ...values.flatMap((value, index) => (index === 0 ? [value] : [', ', value])),
      ')) AS v) SELECT EXISTS (SELECT 1 FROM guard) AS guard, w.id, w.v FROM (SELECT 1) AS one LEFT JOIN w ON true',
    ]),
  )
}
