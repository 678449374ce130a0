import type { Pool } from 'pg'
import { id, parents } from './product.js'

/** The same table made by hand, and what an administrator of the database would type. */
export class HandWritten {
  constructor(private readonly pool: Pool) {}

  async fill(rows: number): Promise<void> {
    await this.pool.query(`
      CREATE SCHEMA hand;
      CREATE TABLE hand.client (id uuid PRIMARY KEY, name text);
      CREATE TABLE hand.payment (id uuid PRIMARY KEY, version int NOT NULL DEFAULT 1, payer text, amount text, code text, worth numeric, client uuid);
      INSERT INTO hand.client SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, '客户 ' || n FROM generate_series(1, ${parents}) AS n;
      INSERT INTO hand.payment SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 1, '付款 ' || n, n::text, 'C-' || n, n % 100,
        ('00000000-0000-7000-8000-' || lpad((1 + n % ${parents})::text, 12, '0'))::uuid FROM generate_series(1, ${rows}) AS n;
      CREATE INDEX ON hand.payment (client);
      CREATE TABLE hand.history (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, record uuid, at timestamptz, version int, changes jsonb);
      CREATE INDEX ON hand.history (record, id);
      CREATE TABLE hand.events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, txid xid8 DEFAULT pg_current_xact_id(), record uuid, version int);
      CREATE INDEX ON hand.events (txid, id);
    `)
    await this.pool.query('VACUUM ANALYZE hand.payment')
  }

  async write(n: number): Promise<void> {
    await this.pool.query('UPDATE hand.payment SET payer = $2, version = version + 1 WHERE id = $1', [
      id(1 + (n % 1_000)),
      `付款 ${n}`,
    ])
  }

  async run(sql: string): Promise<void> {
    await this.pool.query(sql)
  }

  /** Children with their history and events, and both sums of their parents, in one transaction. Milliseconds. */
  async batch(count: number): Promise<number> {
    const rows = Array.from({ length: count }, (_, n) => ({ worth: n % 7, client: id(1 + (n % 3_000)) }))
    const started = performance.now()
    const client = await this.pool.connect()
    try {
      await client.query('BEGIN')
      await client.query(
        `WITH made AS (INSERT INTO hand.payment (id, worth, client)
           SELECT gen_random_uuid(), r.worth, r.client FROM jsonb_to_recordset($1::jsonb) AS r(worth numeric, client uuid) RETURNING id, worth, client),
           kept AS (INSERT INTO hand.history (record, at, version, changes)
             SELECT id, now(), 1, jsonb_build_array(jsonb_build_object('field', 'worth', 'to', worth), jsonb_build_object('field', 'client', 'to', client)) FROM made),
           told AS (INSERT INTO hand.events (record, version) SELECT id, 1 FROM made)
         UPDATE hand.client AS c SET total = coalesce(c.total, 0) + m.total, count = coalesce(c.count, 0) + m.count
         FROM (SELECT client, sum(worth) AS total, count(*) AS count FROM made GROUP BY client) AS m WHERE c.id = m.client`,
        [JSON.stringify(rows)],
      )
      await client.query('COMMIT')
    } finally {
      client.release()
    }
    return performance.now() - started
  }
}
