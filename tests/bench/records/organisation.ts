import type { Pool } from 'pg'
import { physicalOf } from './tables.js'
import type { BenchTables } from './tables.js'

const departments = 300

const departmentId = (n: string): string => `('01930000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
const personId = (n: string): string => `('01920000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`

/** People with an even number modulo 3 of 0 stand in the subtree of department 1: a third of all. */
const rootOf = (n: string): string => `1 + (${n}) % 3`

/**
 * 300 departments under three roots, each with some below it, and people in all of them; `seller` works in the first root, so
 * that their departments and those below hold a third of the people.
 */
export async function fillOrganisation(pool: Pool, seller: string, people: number): Promise<void> {
  const department = await physicalOf(pool, 'department')
  const user = await physicalOf(pool, 'user')
  const { columns: d } = department
  const { columns: u } = user
  await pool.query(
    `INSERT INTO ${department.table} (id, created_at, updated_at, ${d.name}, ${d.parent})
     SELECT ${departmentId('n')}, now(), now(), 'D' || n, CASE WHEN n > 3 THEN ${departmentId(
       `CASE WHEN n <= 30 THEN ${rootOf('n - 1')} ELSE 4 + (n - 4) % 27 END`,
     )} END
     FROM generate_series(1, ${departments}) AS n`,
  )
  await pool.query(
    `INSERT INTO ${user.table} (id, created_at, updated_at, ${u.name}, ${u.email}, ${u.department}, ${u.active})
     SELECT ${personId('n')}, now(), now(), 'P' || n, 'p' || n || '@bench.example', ${departmentId(`1 + n % ${departments}`)}, true
     FROM generate_series(0, ${people - 1}) AS n`,
  )
  await pool.query(`UPDATE ${user.table} SET ${u.department} = ${departmentId('1')} WHERE id = $1`, [seller])
  await pool.query('UPDATE ws_main.organisation SET revision = revision + 1')
  await pool.query(`ANALYZE ${user.table}, ${department.table}`)
}

/** Ids of 1,000 opportunities that somebody below the first root owns. */
export async function reached(pool: Pool, tables: BenchTables, rows: number, people: number): Promise<string[]> {
  const department = await physicalOf(pool, 'department')
  const user = await physicalOf(pool, 'user')
  const found = await pool.query<{ id: string }>(
    `WITH RECURSIVE below(id) AS (SELECT ${departmentId('1')} UNION SELECT d.id FROM ${department.table} AS d
       JOIN below AS b ON d.${department.columns.parent} = b.id)
     SELECT o.id FROM ${tables.opportunity} AS o JOIN ${user.table} AS u ON u.id = o.owner
     WHERE u.${user.columns.department} IN (SELECT id FROM below) ORDER BY o.id LIMIT ${Math.max(1000, Math.floor(rows / 4))}`,
  )
  const step = Math.max(1, Math.floor(found.rows.length / 1000))
  console.log(`${found.rows.length} of the first records are in reach of the person, ${people} people`)
  return found.rows.filter((_, index) => index % step === 0).map(({ id }) => id)
}
