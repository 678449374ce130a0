import type { WireDocument } from '@tessera/metadata'
import type { Pool } from 'pg'
import { physicalNames } from '../support/physical-names.js'
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
  const [parents, children] = [await physicalNames(pool, 'parent'), await physicalNames(pool, 'child')]
  const id = `('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid`
  await pool.query(
    `INSERT INTO ${parents.table} (id, created_at, updated_at)
     SELECT ${id}, now(), now() FROM generate_series(1, ${rows}) n`,
  )
  await pool.query(
    `INSERT INTO ${children.table} (id, created_at, updated_at, ${children.columns['parent'] ?? ''})
     SELECT gen_random_uuid(), now(), now(), ${id} FROM generate_series(1, ${rows}) n`,
  )
}
