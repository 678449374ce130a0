/**
 * The hand-written limit: one express process with pg handlers for exactly the bench's table, no rights, no history, no
 * events, nothing generic. `/plain` sends SQL text with parameters, `/named` the same as named statements.
 * Started by the bench as a process of its own; prints its port.
 */
import express from 'express'
import pg from 'pg'
import { uuid7 } from '@tessera/engine'
import { findTables } from './tables.js'

pg.types.setTypeParser(1700, Number)
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 })
const t = await findTables(pool)
const c = t.columns
const keys = Object.keys(c)
const columns = keys.map((key) => `o.${c[key]} AS "${key}"`).join(', ')
const system =
  'o.id, o.version, o.created_at AS "createdAt", o.created_by AS "createdBy", o.updated_at AS "updatedAt", o.updated_by AS "updatedBy", o.owner'

const sql = {
  get: `SELECT ${system}, ${columns}, a.${t.accountName} AS "customerName" FROM ${t.opportunity} o LEFT JOIN ${t.account} a ON a.id = o.${c.customer} WHERE o.id = $1 AND o.deleted_at IS NULL`,
  list: `SELECT ${system}, ${columns}, a.${t.accountName} AS "customerName" FROM ${t.opportunity} o LEFT JOIN ${t.account} a ON a.id = o.${c.customer}
    WHERE o.${c.stage} = $1 AND o.deleted_at IS NULL ORDER BY o.${c.amount} DESC NULLS LAST, o.id DESC LIMIT 50`,
  create: `INSERT INTO ${t.opportunity} (id, created_at, updated_at, owner, ${keys.map((key) => c[key]).join(', ')})
    VALUES ($1, now(), now(), $2, ${keys.map((_, index) => `$${index + 3}`).join(', ')}) RETURNING *`,
  change: `UPDATE ${t.opportunity} SET ${c.amount} = $2, ${c.note} = $3, version = version + 1, updated_at = now() WHERE id = $1 AND deleted_at IS NULL RETURNING *`,
  sum: `SELECT ${c.stage} AS stage, sum(${c.amount}) AS total, count(*)::int AS n FROM ${t.opportunity} WHERE owner = $1 AND deleted_at IS NULL GROUP BY 1 ORDER BY 1`,
}

const app = express()
app.disable('x-powered-by')
app.use(express.json())
for (const [base, named] of [
  ['/plain', false],
  ['/named', true],
] as const) {
  const run = (name: keyof typeof sql, values: unknown[]) =>
    pool.query(named ? { name, text: sql[name], values } : { text: sql[name], values })
  app.get(`${base}/opportunity`, async (request, response) => {
    response.json({ records: (await run('list', [request.query['stage']])).rows })
  })
  app.get(`${base}/opportunity/:id`, async (request, response) => {
    const row = (await run('get', [request.params.id])).rows[0] as unknown
    if (row === undefined) response.status(404).end()
    else response.json(row)
  })
  app.post(`${base}/opportunity`, async (request, response) => {
    const body = request.body as Record<string, unknown>
    const values = [uuid7(), process.env['BENCH_OWNER'], ...keys.map((key) => body[key] ?? null)]
    response.status(201).json((await run('create', values)).rows[0])
  })
  app.patch(`${base}/opportunity/:id`, async (request, response) => {
    const body = request.body as Record<string, unknown>
    response.json((await run('change', [request.params.id, body['amount'], body['note']])).rows[0])
  })
  app.post(`${base}/opportunity/sum`, async (_request, response) => {
    response.json({ rows: (await run('sum', [process.env['BENCH_OWNER']])).rows })
  })
}
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`port ${typeof address === 'object' && address !== null ? address.port : 0}`)
})
