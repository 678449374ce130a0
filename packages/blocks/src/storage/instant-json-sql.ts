import type { SqlFragment } from '@tessera/formula'

/** A timestamptz(3) as ISO text in UTC, whatever the session's zone: 2026-01-31T08:00:00.000Z. */
export function instantJsonSql(column: string): SqlFragment {
  return { sql: `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`, bindings: [] }
}
