import { describe, expect, test } from '@jest/globals'
import type { JobAnswer } from '@tessera/metadata'
import type { Pool } from 'pg'
import { errorOf, testAdmin, testEngine, withWorkshop } from '../workshop.testing.js'
import type { Workshop } from '../workshop.testing.js'

const count = 10_500

const note = {
  kind: 'object',
  key: 'note',
  label: '记录',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'amount', type: 'text', label: '金额' },
  ],
}

const named =
  (start: string, kind: string) =>
  async (pool: Pool): Promise<string> => {
    const { rows } = await pool.query<{ name: string }>(
      `SELECT name FROM ws_main.physical WHERE kind = $1 AND name LIKE $2 AND hidden_at IS NULL`,
      [kind, `${start}%`],
    )
    return `"${rows[0]?.name}"`
  }
const noteTable = async (pool: Pool): Promise<string> => `ws_main.${await named('note', 'table')(pool)}`
const amountColumn = named('amount', 'column')
const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** More records than a publish converts while writers wait; every five hundredth amount is not a number. */
async function withMany(body: (workshop: Workshop) => Promise<void>): Promise<void> {
  await withWorkshop(async (workshop) => {
    const { pool } = workshop
    await workshop.put(note)
    await pool.query(
      `INSERT INTO ${await noteTable(pool)} (id, created_at, updated_at, ${await amountColumn(pool)})
       SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, now(), now(),
         CASE WHEN n % 500 = 0 THEN '约' || n ELSE to_char(n, 'FM999,999') END FROM generate_series(1, ${count}) AS n`,
    )
    await pool.query(`ANALYZE ${await noteTable(pool)}`)
    await body(workshop)
  })
}

async function toNumber({ object, put }: Workshop): ReturnType<Workshop['put']> {
  const draft = await object('note')
  draft.fields = draft.fields.map((field) => (field.key === 'amount' ? { ...field, type: 'number' } : field))
  return put(draft)
}

async function over({ engine }: Pick<Workshop, 'engine'>, id: string | undefined): Promise<JobAnswer> {
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    const job = await engine.jobs.get(testAdmin, id ?? '')
    if (job.state !== 'queued' && job.state !== 'running') return job
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the job did not finish')
}

const amountOf = async ({ engine }: Workshop, n: number): Promise<unknown> =>
  (JSON.parse((await engine.records.get(testAdmin, 'note', idOf(n))).json) as { amount: unknown }).amount

/** One hash of every amount. */
async function amounts(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ hash: string }>(
    `SELECT md5(string_agg(coalesce(${await amountColumn(pool)}::text, ''), ',' ORDER BY id)) AS hash FROM ${await noteTable(pool)}`,
  )
  return rows[0]?.hash ?? ''
}

describe('a field with more values than a publish can convert while writers wait', () => {
  test('is converted ahead by a job, which publishes then; what cannot be converted waits, and undo brings every original back', () =>
    withMany(async (workshop) => {
      const { engine, pool, undo, drift } = workshop
      const originals = await amounts(pool)
      const answer = await toNumber(workshop)

      expect(answer).toMatchObject({ revision: 2, pending: true })
      expect(answer.plan.hazards).toMatchObject([{ id: 'field.convert:note.amount', severity: 'warn', rows: 21 }])
      expect(answer.plan.steps).toContainEqual(expect.objectContaining({ do: 'convert', lock: 'background' }))
      expect(await over(workshop, answer.job)).toMatchObject({
        state: 'done',
        kind: 'prepare',
        done: count,
        total: count,
        result: { revision: 3 },
      })
      expect(await drift()).toEqual([])
      expect([await amountOf(workshop, 1_234), await amountOf(workshop, 2_000)]).toEqual([1234, null])
      expect(await engine.conversions.list(testAdmin, 'note')).toMatchObject([
        { field: 'amount', revision: 3, waiting: 21 },
      ])

      const back = await undo(3)
      expect(await over(workshop, back.job)).toMatchObject({ state: 'done', result: { revision: 4 } })
      expect(await amounts(pool)).toBe(originals)
      expect(await drift()).toEqual([])
    }))

  test('keeps what is written while the job is at work, in the old type and in the new', () =>
    withMany(async (workshop) => {
      const { engine, pool } = workshop
      const write = (n: number, amount: string): Promise<unknown> =>
        engine.records.update(testAdmin, 'note', idOf(n), { amount })
      const report = await pool.connect()
      // A reader of the table holds the new column up: the writes below come before, and after its first batches.
      await report.query(`BEGIN; LOCK TABLE ${await noteTable(pool)} IN ACCESS SHARE MODE`)
      const { job } = await toNumber(workshop)
      await write(1, '11')
      await report.query('COMMIT')
      report.release()
      const writes: Promise<unknown>[] = []
      while ((await engine.jobs.get(testAdmin, job ?? '')).state !== 'done' && writes.length < 300) {
        const n = 20 + writes.length * 30
        writes.push(write(n, n % 60 === 20 ? '不详' : String(n + 0.5)).catch((error: unknown) => error))
        await writes.at(-1)
      }
      const refused = (await Promise.all(writes)).filter((one) => one instanceof Error)

      expect(await over(workshop, job)).toMatchObject({ state: 'done' })
      // Only what came after the publish, as a text where a number is wanted.
      expect(refused.length).toBeLessThanOrEqual(1)
      const kept = writes.length - refused.length
      const held = await Promise.all(Array.from({ length: kept }, (_, at) => amountOf(workshop, 20 + at * 30)))
      expect(held).toEqual(Array.from({ length: kept }, (_, at) => (at % 2 === 0 ? null : 20 + at * 30 + 0.5)))
      expect(await amountOf(workshop, 1)).toBe(11)
      const left = Array.from({ length: kept }, (_, at) => 20 + at * 30)
      const changed = left.filter((n) => n % 500 === 0).length
      const waiting = await engine.conversions.list(testAdmin, 'note')
      expect(waiting[0]?.waiting).toBe(21 - changed + Math.ceil(kept / 2))
    }))

  test('changes nothing when the job is aborted, and may be converted later', () =>
    withMany(async (workshop) => {
      const { engine, pool, drift } = workshop
      const originals = await amounts(pool)
      const idle = testEngine(pool, { runsJobs: false })
      const draft = await workshop.object('note')
      draft.fields = draft.fields.map((field) => (field.key === 'amount' ? { ...field, type: 'number' } : field))
      const changes = [{ op: 'put' as const, document: draft as never }]
      const accept = ['field.convert:note.amount']
      const { job } = await idle.changes.publish(testAdmin, { changes, accept })
      const second = await errorOf(idle.changes.publish(testAdmin, { changes, accept }))
      await idle.jobs.abort(testAdmin, job ?? '')

      expect(second.code).toBe('field.converting')
      expect(await amounts(pool)).toBe(originals)
      expect(await drift()).toEqual([])
      expect(await over(workshop, (await toNumber(workshop)).job)).toMatchObject({ state: 'done' })
      expect(await engine.conversions.list(testAdmin, 'note')).toMatchObject([{ waiting: 21 }])
      await idle.stop()
    }))

  test('is published together with what others have published meanwhile', () =>
    withMany(async (workshop) => {
      const { pool, object, put, drift } = workshop
      const report = await pool.connect()
      await report.query(`BEGIN; LOCK TABLE ${await noteTable(pool)} IN ACCESS SHARE MODE`)
      const { job } = await toNumber(workshop)
      const rival = await object('note')
      await put({
        ...rival,
        label: '便笺',
        fields: rival.fields.map((field) => ({ ...field, label: `${String(field.label)}一` })),
      })
      await report.query('COMMIT')
      report.release()

      expect(await over(workshop, job)).toMatchObject({ state: 'done', result: { revision: 4 } })
      const now = await object('note')
      expect([now.label, now.fields.map(({ label, type }) => [label, type])]).toEqual([
        '便笺',
        [
          ['名称一', 'text'],
          ['金额一', 'number'],
        ],
      ])
      expect(await drift()).toEqual([])
    }))

  test('fails with the reason, and leaves nothing behind, when the field is gone meanwhile', () =>
    withMany(async (workshop) => {
      const { pool, object, put, drift } = workshop
      const report = await pool.connect()
      await report.query(`BEGIN; LOCK TABLE ${await noteTable(pool)} IN ACCESS SHARE MODE`)
      const { job } = await toNumber(workshop)
      const rival = await object('note')
      await put({ ...rival, fields: rival.fields.filter(({ key }) => key !== 'amount') })
      await report.query('COMMIT')
      report.release()

      expect(await over(workshop, job)).toMatchObject({ state: 'failed', error: { code: 'revision.conflict' } })
      expect(await drift()).toEqual([])
    }))
})

describe('a uniqueness that comes to more records than writers can wait for', () => {
  const uniqueAmount = async ({ object }: Workshop): Promise<object> => ({
    ...(await object('note')),
    unique: [{ fields: ['amount'] }],
  })

  test('is built by a job beside the writers, and holds from the publish on', () =>
    withMany(async (workshop) => {
      const { engine, put, drift, records, undo } = workshop
      const answer = await put(await uniqueAmount(workshop))

      expect(answer).toMatchObject({ revision: 2, pending: true })
      expect(answer.plan.steps).toContainEqual(expect.objectContaining({ do: 'addUnique', lock: 'background' }))
      expect(await over(workshop, answer.job)).toMatchObject({ state: 'done', result: { revision: 3 } })
      expect(await drift()).toEqual([])
      const twice = await errorOf(engine.records.create(testAdmin, 'note', { amount: '17' }))
      expect([twice.code, twice.errors?.[0]?.path]).toEqual(['record.duplicate', 'amount'])
      expect((await records('note')).length).toBe(500)

      // Taking it away and back needs no waiting, and a job again.
      expect(await undo(3)).not.toHaveProperty('job')
      const again = await undo(4)
      expect(await over(workshop, again.job)).toMatchObject({ state: 'done', result: { revision: 5 } })
      expect(await drift()).toEqual([])
    }))

  test('is not published when an equal value comes while it is built, and nothing of it stays', () =>
    withMany(async (workshop) => {
      const { engine, pool, put, drift } = workshop
      const writer = await pool.connect()
      // A writer that is not done yet keeps the index from being built; what it writes is found twice then.
      await writer.query('BEGIN')
      await writer.query(
        `INSERT INTO ${await noteTable(pool)} (id, created_at, updated_at, ${await amountColumn(pool)}) VALUES (gen_random_uuid(), now(), now(), '17')`,
      )
      const { job } = await put(await uniqueAmount(workshop))
      const second = await errorOf(put(await uniqueAmount(workshop)))
      await writer.query('COMMIT')
      writer.release()

      expect(second.code).toBe('unique.building')
      expect(await over(workshop, job)).toMatchObject({ state: 'failed', error: { code: 'unique.found' } })
      expect(await drift()).toEqual([])
      const refused = await errorOf(put(await uniqueAmount(workshop)))
      expect(refused.errors).toMatchObject([{ code: 'unique.duplicates' }])
      await engine.records.create(testAdmin, 'note', { amount: '17' })
    }))
})
