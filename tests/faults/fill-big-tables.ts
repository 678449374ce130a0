import type { WireDocument } from '@tessera/metadata'
import type { Pool } from 'pg'
import type { CrashClient } from './crash-client.js'

/** More than a publish fills or indexes by itself: the rest is a job. */
const rows = 10_500

const object = (key: string, fields: readonly object[]): WireDocument =>
  ({ kind: 'object', key, label: key, fields }) as unknown as WireDocument

/** Publishes two objects and fills their tables past the API: 10,500 parents, each with one child. */
export async function fillBigTables(client: CrashClient, pool: Pool): Promise<void> {
  const parent = object('parent', [{ key: 'name', type: 'text', label: 'name' }])
  const child = object('child', [{ key: 'parent', type: 'lookup', label: 'parent', target: 'parent' }])
  await client.publish({ changes: [parent, child].map((document) => ({ op: 'put', document }) as const) })
  const names = await pool.query<{ kind: string; name: string }>(`SELECT kind, name FROM ws_main.physical`)
  const nameOf = (kind: string, start: string): string =>
    names.rows.find((row) => row.kind === kind && row.name.startsWith(start))?.name ?? ''
  const id = `('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid`
  await pool.query(
    `INSERT INTO ws_main."${nameOf('table', 'parent')}" (id, created_at, updated_at)
     SELECT ${id}, now(), now() FROM generate_series(1, ${rows}) n`,
  )
  await pool.query(
    `INSERT INTO ws_main."${nameOf('table', 'child')}" (id, created_at, updated_at, "${nameOf('column', 'parent')}")
     SELECT gen_random_uuid(), now(), now(), ${id} FROM generate_series(1, ${rows}) n`,
  )
}
