import type { Pool } from 'pg'
import { physicalNames } from '../support/physical-names.js'

interface Found {
  readonly runs: number
  readonly longestSeconds: number
  readonly failures: readonly string[]
}

/** Looks at the database when all is over: what happened to each record, and how often. */
export async function findDoubts(pool: Pool, records: number, isDone: boolean): Promise<Found> {
  const machine = await physicalNames(pool, 'machine')
  const repair = await physicalNames(pool, 'repair')
  const { rows } = await pool.query<{ name: string; machines: number; repairs: number; told: number; counted: number }>(
    `SELECT 'M' || n AS name, count(DISTINCT m.id)::int AS machines, count(DISTINCT r.id)::int AS repairs,
       count(DISTINCT t.id)::int AS told, coalesce(max(m.${machine.columns.count}), 0)::int AS counted
     FROM generate_series(1, $1) AS n
     LEFT JOIN ${machine.table} AS m ON m.${machine.columns.name} = 'M' || n
     LEFT JOIN ${repair.table} AS r ON r.${repair.columns.machine} = m.id
     LEFT JOIN ws_main.notifications AS t ON t.record_id = m.id
     GROUP BY n HAVING count(DISTINCT m.id) <> 1 OR count(DISTINCT r.id) <> 1 OR count(DISTINCT t.id) <> 1
       OR coalesce(max(m.${machine.columns.count}), 0) <> 1 ORDER BY n`,
    [records],
  )
  const { rows: states } = await pool.query<{ state: string; count: number }>(
    'SELECT state, count(*)::int AS count FROM ws_main.runs GROUP BY state',
  )
  const { rows: longest } = await pool.query<{ seconds: number | null }>(
    'SELECT extract(epoch FROM max(finished_at - started_at))::float AS seconds FROM ws_main.runs',
  )
  return {
    runs: states.reduce((sum, { count }) => sum + count, 0),
    longestSeconds: Math.round((longest[0]?.seconds ?? 0) * 10) / 10,
    failures: [
      ...(isDone ? [] : ['runs were still open in the end']),
      ...states.filter(({ state }) => state !== 'done').map(({ state, count }) => `${count} runs are ${state}`),
      ...rows
        .slice(0, 20)
        .map(
          (row) =>
            `${row.name}: ${row.machines} records, ${row.repairs} repairs, told ${row.told} times, counted ${row.counted}`,
        ),
      ...(rows.length > 20 ? [`… and ${rows.length - 20} more records`] : []),
    ],
  }
}
