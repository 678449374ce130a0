import { qualified, quoteIdentifier } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'
import type { Leftovers } from './personal-fields.js'

/** Records of one object whose personal data goes. */
export interface Doomed {
  readonly schema: string
  readonly objectId: string
  /** Qualified and quoted. */
  readonly table: string
  readonly ids: readonly string[]
  /** Ids of all fields, past ones too. */
  readonly fields: readonly string[]
}

/** Changes of fields with what they were and became left out: that something changed stays, and when, and by whom. */
const emptied = `(SELECT coalesce(jsonb_agg(CASE WHEN c->>'field' = ANY($1)
    THEN c || '{"from": null, "to": null}'::jsonb ELSE c END ORDER BY place), '[]')
  FROM jsonb_array_elements(changes) WITH ORDINALITY AS e(c, place))`

/** Takes values out of history, merge journals, the list of what could not be converted, and columns nobody sees. */
export async function scrubHistory(
  db: Queryable,
  { schema, objectId, table, ids, fields }: Doomed,
  { columns }: Leftovers,
): Promise<void> {
  await db.query(
    `UPDATE ${qualified(schema, 'history')} SET changes = ${emptied} WHERE object_id = $2 AND record_id = ANY($3::uuid[])`,
    [fields, objectId, ids],
  )
  await db.query(
    `UPDATE ${qualified(schema, 'merges')} SET changes = ${emptied} WHERE object_id = $2 AND kept_id = ANY($3::uuid[])`,
    [fields, objectId, ids],
  )
  await db.query(
    `DELETE FROM ${qualified(schema, 'unconverted')} WHERE field_id = ANY($1) AND object_id = $2 AND record_id = ANY($3::uuid[])`,
    [fields, objectId, ids],
  )
  if (columns.length === 0) return
  const blank = columns.map(({ name, blank: value }) => `${quoteIdentifier(name)} = ${value}`).join(', ')
  await db.query(`UPDATE ${table} SET ${blank} WHERE id = ANY($1::uuid[])`, [ids])
}
