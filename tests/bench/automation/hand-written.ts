/**
 * The hand-written limit: express and pg, an opportunity and its follow-up in the same transaction; no rights, no history, no
 * events, no journal, nothing generic. `/transaction` with BEGIN and COMMIT, `/statement` both in one statement. `/off` makes
 * the opportunity alone. Started by the bench as a process of its own; prints its port.
 */
import express from 'express'
import pg from 'pg'
import { uuid7 } from '@tessera/engine'
import { physicalNames } from '../../support/physical-names.js'

pg.types.setTypeParser(1700, Number)
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 })
const opportunity = await physicalNames(pool, 'opportunity')
const followUp = await physicalNames(pool, 'followUp')
const owner = process.env['BENCH_OWNER']

const keys = Object.keys(opportunity.columns)
const insertOpportunity = `INSERT INTO ${opportunity.table} (id, created_at, updated_at, owner, ${keys.map((key) => opportunity.columns[key]).join(', ')})
  VALUES ($1, now(), now(), $2, ${keys.map((_, index) => `$${index + 3}`).join(', ')}) RETURNING *`
const { subject, opportunity: lookup, amount } = followUp.columns
const columns = `(id, created_at, updated_at, owner, ${subject}, ${lookup}, ${amount})`
const insertFollowUp = `INSERT INTO ${followUp.table} ${columns} VALUES ($1, now(), now(), $2, $3, $4, $5)`
const last = keys.length + 3
const insertBoth = `WITH made AS (${insertOpportunity}), followed AS (INSERT INTO ${followUp.table} ${columns}
  SELECT $${last}::uuid, now(), now(), $2, $${last + 1}::text, id, ${opportunity.columns['amount']} FROM made) SELECT * FROM made`

const valuesOf = (id: string, body: Record<string, unknown>): unknown[] => [
  id,
  owner,
  ...keys.map((key) => body[key] ?? null),
]

const app = express()
app.disable('x-powered-by')
app.use(express.json())
app.post('/off', async (request, response) => {
  const { rows } = await pool.query(insertOpportunity, valuesOf(uuid7(), request.body as Record<string, unknown>))
  response.status(201).json(rows[0])
})
app.post('/statement', async (request, response) => {
  const body = request.body as Record<string, unknown>
  const values = [...valuesOf(uuid7(), body), uuid7(), `跟进 ${String(body['name'])}`]
  response.status(201).json((await pool.query(insertBoth, values)).rows[0])
})
app.post('/transaction', async (request, response) => {
  const body = request.body as Record<string, unknown>
  const id = uuid7()
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query(insertOpportunity, valuesOf(id, body))
    await client.query(insertFollowUp, [uuid7(), owner, `跟进 ${String(body['name'])}`, id, body['amount']])
    await client.query('COMMIT')
    response.status(201).json(rows[0])
  } finally {
    client.release()
  }
})
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`port ${typeof address === 'object' && address !== null ? address.port : 0}`)
})
