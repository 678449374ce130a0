import type { WireDocument } from '@tessera/metadata'
import type { Pool } from 'pg'
import type { CrashClient } from './crash-client.js'

/** The table whose texts are converted: `amount` holds numbers as people write them, and some that are none. */
export interface ConversionTable {
  readonly table: string
  /** The column of `amount` as it is now. */
  column(): Promise<string>
  /** One hash over all amounts but those of the records that people write to. */
  hash(): Promise<string>
}

/** The records that people write to while the others are converted. */
export const writtenTo = 1_000

/** Id of the nth record, from 1. */
export const recordId = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** Publishes an object of three texts and fills its table past the API; `refused` amounts are no numbers. */
export async function fillConversionTable(
  client: CrashClient,
  pool: Pool,
  rows: number,
  refused: number,
): Promise<ConversionTable> {
  const text = (key: string): object => ({ key, type: 'text', label: key })
  const payment = {
    kind: 'object',
    key: 'payment',
    label: 'payment',
    fields: [text('payer'), text('amount'), text('memo')],
  } as unknown as WireDocument
  await client.publish({ changes: [{ op: 'put', document: payment }] })
  const nameOf = async (kind: string, start: string): Promise<string> => {
    const { rows: found } = await pool.query<{ name: string }>(
      `SELECT name FROM ws_main.physical WHERE kind = $1 AND name LIKE $2 AND hidden_at IS NULL`,
      [kind, `${start}%`],
    )
    return `"${found[0]?.name}"`
  }
  const table = `ws_main.${await nameOf('table', 'payment')}`
  const column = (): Promise<string> => nameOf('column', 'amount')
  const every = Math.floor((rows - writtenTo) / refused)
  await pool.query(
    `INSERT INTO ${table} (id, created_at, updated_at, ${await nameOf('column', 'payer')}, ${await column()}, ${await nameOf('column', 'memo')})
     SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, timestamptz '2026-01-01' + n * interval '1 second', now(),
       '付款 ' || n,
       CASE WHEN n > ${writtenTo} AND (n - ${writtenTo}) % ${every} = 0 AND (n - ${writtenTo}) / ${every} <= ${refused} THEN '约 ' || n
            WHEN n % 3 = 0 THEN to_char(n, 'FM9,999,999') || '.50' WHEN n % 3 = 1 THEN ' ' || n ELSE n::text END,
       repeat('备注', n % 20)
     FROM generate_series(1, ${rows}) AS n`,
  )
  await pool.query(`VACUUM ANALYZE ${table}`)
  return {
    table,
    column,
    hash: async () => {
      const { rows: found } = await pool.query<{ hash: string }>(
        `SELECT md5(string_agg(md5(coalesce(${await column()}::text, '')), '' ORDER BY id)) AS hash FROM ${table}
         WHERE id > '${recordId(writtenTo)}'`,
      )
      return found[0]?.hash ?? ''
    },
  }
}
