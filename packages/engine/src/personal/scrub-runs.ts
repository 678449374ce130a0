import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'
import type { Doomed } from './scrub-history.js'

/**
 * Takes values out of what workflows keep: of runs about the records their values before and after, what their steps got and gave,
 * and their errors; of other runs the steps that mention one of the records; and what people were told about them.
 */
export async function scrubRuns(db: Queryable, { schema, objectId, ids, fields }: Doomed): Promise<void> {
  const [runs, steps] = [qualified(schema, 'runs'), qualified(schema, 'run_steps')]
  const about = `SELECT id FROM ${runs} WHERE record_id = ANY($1::uuid[])`
  await db.query(
    `DELETE FROM ${qualified(schema, 'notifications')} WHERE record_id = ANY($1::uuid[]) OR run_id IN (${about})`,
    [ids],
  )
  const mentioned = ids.map((id) => `%${id}%`)
  await db.query(
    `UPDATE ${steps} SET input = NULL, output = NULL, error = CASE WHEN error IS NULL THEN NULL ELSE ${bareError} END
     WHERE run_id IN (${about}) OR input::text LIKE ANY($2) OR output::text LIKE ANY($2)`,
    [ids, mentioned],
  )
  await db.query(
    `UPDATE ${runs} SET before = before - $3::text[], after = after - $3::text[],
       error = CASE WHEN error IS NULL THEN NULL ELSE ${bareError} END
     WHERE record_id = ANY($1::uuid[]) AND (object_id = $2 OR object_id IS NULL)`,
    [ids, objectId, fields],
  )
}

/** A sentence may tell a value; the code does not. */
const bareError = `jsonb_strip_nulls(jsonb_build_object('code', error->'code', 'message', error->'code', 'node', error->'node'))`
