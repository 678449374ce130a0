import type { Pool } from 'pg'
import type { PhysicalNames } from '../../support/physical-names.js'

/** Milliseconds at a share of the sorted times. */
export function at(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/**
 * From the moment a create is sent to the moment its follow-up can be read, in milliseconds; looked for every millisecond.
 *
 * @param create sends the request and gives the id of the new record
 */
export async function timeToEffect(
  pool: Pool,
  { table, columns }: PhysicalNames,
  create: () => Promise<string>,
): Promise<number> {
  const sent = performance.now()
  const id = await create()
  const look = {
    name: 'look',
    text: `SELECT 1 FROM ${table} WHERE ${columns['opportunity']} = $1 LIMIT 1`,
    values: [id],
  }
  for (;;) {
    if ((await pool.query(look)).rowCount === 1) return performance.now() - sent
    if (performance.now() - sent > 60_000) throw new Error('the effect did not come')
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}
