import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'

/** A stay of a record in a stage. */
export interface StageVisit {
  /** Key of the stage; an option that is gone has its last one. */
  readonly stage: string
  readonly from: Date
  /** Undefined: still there. */
  readonly to: Date | undefined
}

/** Where a record was and when, oldest first, as its history tells. */
export async function stageVisits(
  db: Queryable,
  schema: string,
  object: CatalogObject,
  field: CatalogField,
  id: string,
): Promise<readonly StageVisit[]> {
  const { rows } = await db.query<{ at: Date; stage: string | null }>(
    `SELECT h.at, c.change->>'to' AS stage FROM ${qualified(schema, 'history')} AS h,
       jsonb_array_elements(h.changes) AS c(change)
     WHERE h.record_id = $1 AND h.object_id = $2 AND c.change->>'field' = $3 ORDER BY h.id`,
    [id, object.id, field.id],
  )
  const keys = field.context.optionKeys
  return rows.flatMap(({ at, stage }, index) =>
    stage === null ? [] : [{ stage: keys.get(stage) ?? stage, from: at, to: rows[index + 1]?.at }],
  )
}
