import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'
import type { Doomed } from './scrub-history.js'

/**
 * Takes values out of what was shown once and kept: samples of records in the plans of changes and in jobs, and answers that wait to
 * be given again for a day. Those are forgotten: who repeats such a request within the day has it done again.
 */
export async function scrubKeptAnswers(
  db: Queryable,
  { schema, ids }: Doomed,
  values: readonly string[],
): Promise<void> {
  const mentioned = ids.map((id) => `%${id}%`)
  await scrubColumns(db, qualified(schema, 'changes'), 'revision', ['plan'], mentioned, new Set(ids))
  await scrubColumns(db, qualified(schema, 'jobs'), 'id', ['input', 'result', 'error'], mentioned, new Set(ids))
  const told = values.map(
    (value) =>
      `%${JSON.stringify(value)
        .slice(1, -1)
        .replaceAll(/[\\%_]/g, String.raw`\$&`)}%`,
  )
  await db.query(`DELETE FROM ${qualified(schema, 'idempotency')} WHERE outcome::text LIKE ANY($1)`, [
    [...mentioned, ...told],
  ])
}

/** @param table qualified and quoted; `key` and `columns` are constants of ours */
async function scrubColumns(
  db: Queryable,
  table: string,
  key: string,
  columns: readonly string[],
  mentioned: readonly string[],
  ids: ReadonlySet<string>,
): Promise<void> {
  for (const column of columns) {
    const { rows } = await db.query<{ key: string; value: unknown }>(
      `SELECT ${key}::text AS key, ${column} AS value FROM ${table} WHERE ${column}::text LIKE ANY($1)`,
      [mentioned],
    )
    for (const row of rows) {
      await db.query(`UPDATE ${table} SET ${column} = $2 WHERE ${key}::text = $1`, [
        row.key,
        JSON.stringify(withoutSamples(row.value, ids)),
      ])
    }
  }
}

/** What a sample tells of a record, and a job of whoever asked for it. */
const told: ReadonlySet<string> = new Set(['title', 'value', 'name'])

/** The same with title and value of every sample of one of the records blank. */
function withoutSamples(value: unknown, ids: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutSamples(each, ids))
  if (typeof value !== 'object' || value === null) return value
  const isSample = 'id' in value && typeof value.id === 'string' && ids.has(value.id)
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      isSample && told.has(name) ? (name === 'name' ? '–' : null) : withoutSamples(each, ids),
    ]),
  )
}
