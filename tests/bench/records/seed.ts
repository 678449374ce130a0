import type { Pool } from 'pg'
import { stages } from './fixture.js'
import type { BenchTables } from './tables.js'

const accounts = 50_000

/**
 * Fills the tables by SQL: the same rows for everybody who reads them. One owner of 100 has 10,000 of 1,000,000 rows, and so has a second one.
 *
 * Gives the ids of 1,000 opportunities and of 100 accounts to ask for.
 */
export async function seed(
  pool: Pool,
  tables: BenchTables,
  rows: number,
  owner: string,
  owners: { readonly second: string; readonly others: number } = { second: owner, others: 100 },
): Promise<{ ids: string[]; accountIds: string[] }> {
  const c = tables.columns
  const id = (prefix: string, n: string): string => `('${prefix}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
  await pool.query(
    `INSERT INTO ${tables.account} (id, created_at, updated_at, ${tables.accountName})
     SELECT ${id('01900000', 'n')}, now(), now(), '客户 ' || n FROM generate_series(1, ${accounts}) AS n`,
  )
  const stageList = stages.map((stage) => `'${stage}'`).join(', ')
  const values: Readonly<Record<string, string>> = {
    name: `'商机 ' || n`,
    customer: id('01900000', `1 + n % ${accounts}`),
    amount: `(n::bigint * 7919 % 1000000) / 100.0`,
    probability: `(n % 100) / 100.0`,
    stage: `(ARRAY[${stageList}])[1 + n % ${stages.length}]`,
    closeOn: `date '2026-01-01' + (n % 365)::int`,
    nextCallAt: `timestamptz '2026-01-01' + n * interval '1 minute'`,
    source: `'来源 ' || n % 10`,
    region: `'区域 ' || n % 30`,
    contact: `'联系人 ' || n % 5000`,
    email: `'c' || n || '@example.com'`,
    won: `n % 6 = 4`,
    quantity: `n % 500`,
    discount: `(n % 20) / 100.0`,
    note: `'备注 ' || n`,
  }
  const keys = Object.keys(values)
  await pool.query(
    `INSERT INTO ${tables.opportunity} (id, created_at, updated_at, owner, ${keys.map((key) => c[key]).join(', ')})
     SELECT ${id('01910000', 'n')}, timestamptz '2025-01-01' + n * interval '1 second', now(),
       CASE n % 100 WHEN 0 THEN $1::uuid WHEN 50 THEN $2::uuid ELSE ${id('01920000', `n % ${owners.others}`)} END, ${keys.map((key) => values[key]).join(', ')}
     FROM generate_series(1, ${rows}) AS n`,
    [owner, owners.second],
  )
  // What an operator would add for the grouped sum: with it the line shows the cost of the servers, not of 10,000 heap reads.
  await pool.query(
    `CREATE INDEX bench_own_sums ON ${tables.opportunity} (owner, ${c.stage}, ${c.amount}) WHERE deleted_at IS NULL`,
  )
  await pool.query('VACUUM ANALYZE')
  const step = Math.max(1, Math.floor(rows / 1000))
  const opportunity = await pool.query<{ id: string }>(
    `SELECT ${id('01910000', 'n')} AS id FROM generate_series(1, ${rows}, ${step}) AS n LIMIT 1000`,
  )
  const account = await pool.query<{ id: string }>(
    `SELECT ${id('01900000', 'n')} AS id FROM generate_series(1, 100) AS n`,
  )
  return { ids: opportunity.rows.map((row) => row.id), accountIds: account.rows.map((row) => row.id) }
}
