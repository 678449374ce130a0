import type { Pool } from 'pg'
import { physicalNames } from '../../support/physical-names.js'
import { makeCompany, randomNumbers } from './companies.js'

const batch = 10_000

/** Fills the object `company` by SQL, each record a second after the one before. */
export async function fillCompanies(pool: Pool, rows: number, seed: number): Promise<void> {
  const random = randomNumbers(seed)
  const { table, columns } = await physicalNames(pool, 'company')
  const keys = ['name', 'contact', 'phone', 'email', 'address']
  for (let from = 0; from < rows; from += batch) {
    const companies = Array.from({ length: Math.min(batch, rows - from) }, (_, n) => ({
      n: from + n,
      ...makeCompany(random, from + n),
    }))
    await pool.query(
      `INSERT INTO ${table} (id, created_at, updated_at, ${keys.map((key) => columns[key]).join(', ')})
       SELECT ('01910000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, timestamptz '2025-01-01' + n * interval '1 second', now(),
         ${keys.join(', ')}
       FROM jsonb_to_recordset($1::jsonb) AS c(n int, ${keys.map((key) => `${key} text`).join(', ')})`,
      [JSON.stringify(companies)],
    )
  }
}
