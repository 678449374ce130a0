import { describe, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import { systemActorId } from '../access/actor.js'
import { withReader } from './reader-fixture.testing.js'

interface Entry {
  readonly version: number
  readonly op: string
  readonly by: string | null
  readonly changes: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[]
}

async function remember(pool: Pool, object: string, record: string, entries: readonly Entry[]): Promise<void> {
  for (const { version, op, by, changes } of entries) {
    await pool.query(
      `INSERT INTO ws_test.history (object_id, record_id, version, at, op, by_id, through, changes)
       VALUES ($1, $2, $3, '2026-03-01T00:00:00Z', $4, $5, '{"kind":"person"}', $6)`,
      [object, record, version, op, by, JSON.stringify(changes)],
    )
  }
}

describe('history', () => {
  test('tells in today’s keys, labels and titles what was kept by id, newest first', () =>
    withReader(async ({ reader, pool, admin, data }) => {
      const [deal, account, user] = [data.deals[0]?.id ?? '', data.accounts[0], data.users[1]]
      await remember(pool, 'o-deal', deal, [
        {
          version: 1,
          op: 'create',
          by: user?.id ?? null,
          changes: [
            { field: 'f-customer', from: null, to: account?.id },
            { field: 'f-tags', from: null, to: ['a', 'b'] },
          ],
        },
        {
          version: 2,
          op: 'change',
          by: systemActorId,
          changes: [
            { field: 'f-gone', from: 1, to: 2 },
            { field: 'f-amount', from: 1.5, to: null },
            { field: 'owner', from: user?.id, to: null },
          ],
        },
        { version: 3, op: 'delete', by: null, changes: [] },
      ])

      const { entries, next } = await reader.history(admin, 'deal', deal, {})

      const common = { id: expect.stringMatching(/^\d+$/), at: '2026-03-01T00:00:00.000Z', through: { kind: 'person' } }
      expect(entries).toEqual([
        { ...common, version: 3, op: 'delete', by: null, changes: [] },
        {
          ...common,
          version: 2,
          op: 'change',
          by: { id: systemActorId, title: 'Tessera' },
          changes: [
            { field: 'amount', label: 'amount 标签', from: 1.5, to: null },
            { field: 'owner', label: '负责人', from: { id: user?.id, title: 'Bob' }, to: null },
          ],
        },
        {
          ...common,
          version: 1,
          op: 'create',
          by: { id: user?.id, title: 'Bob' },
          changes: [
            { field: 'customer', label: 'customer 标签', from: null, to: { id: account?.id, title: account?.name } },
            { field: 'tags', label: 'tags 标签', from: null, to: ['alpha', 'beta'] },
          ],
        },
      ])
      expect(next).toBeNull()
    }))

  test('reads options by today’s key', () =>
    withReader(async ({ reader, pool, admin, data }) => {
      const account = data.accounts[0]?.id ?? ''
      await remember(pool, 'o-account', account, [
        { version: 2, op: 'change', by: admin.id, changes: [{ field: 'f-level', from: 'vip', to: 'key' }] },
      ])

      const { entries } = await reader.history(admin, 'account', account, {})

      expect(entries[0]?.changes).toMatchObject([{ field: 'level', from: 'gold', to: 'key' }])
    }))

  test('is paged by a cursor that belongs to the actor and the record', () =>
    withReader(async ({ reader, pool, admin, colleague, data }) => {
      const [deal, other] = data.deals.map(({ id }) => id)
      const versions = [1, 2, 3, 4, 5]
      await remember(
        pool,
        'o-deal',
        deal ?? '',
        versions.map((version) => ({ version, op: 'change', by: null, changes: [] })),
      )

      const first = await reader.history(admin, 'deal', deal ?? '', { limit: 3 })
      const second = await reader.history(admin, 'deal', deal ?? '', { limit: 3, after: first.next ?? '' })

      expect([...first.entries, ...second.entries].map(({ version }) => version)).toEqual([5, 4, 3, 2, 1])
      expect(second.next).toBeNull()
      const refused = { code: 'request.bad_cursor', status: 400 }
      await expect(reader.history(colleague, 'deal', deal ?? '', { after: first.next ?? '' })).rejects.toMatchObject(
        refused,
      )
      await expect(reader.history(admin, 'deal', other ?? '', { after: first.next ?? '' })).rejects.toMatchObject(
        refused,
      )
    }))

  test('of a record without entries is empty, of a missing one 404', () =>
    withReader(async ({ reader, admin, data }) => {
      expect(await reader.history(admin, 'deal', data.deals[0]?.id ?? '', {})).toEqual({ entries: [], next: null })
      const missing = reader.history(admin, 'deal', '01890000-0003-7000-8000-ffffffffffff', {})
      await expect(missing).rejects.toMatchObject({ code: 'record.not_found', status: 404 })
      await expect(reader.history(admin, 'deal', data.deals[0]?.id ?? '', { limit: 0 })).rejects.toMatchObject({
        code: 'request.invalid_parameter',
      })
    }))
})
