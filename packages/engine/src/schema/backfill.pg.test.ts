import { describe, expect, test } from '@jest/globals'
import type { JobAnswer, WireDocument } from '@tessera/metadata'
import type { Pool } from 'pg'
import type { Engine } from '../contract.js'
import { testAdmin, testEngine, withWorkshop } from './workshop.testing.js'
import type { Workshop } from './workshop.testing.js'

const account = {
  kind: 'object',
  key: 'account',
  label: '客户',
  fields: [{ key: 'name', type: 'text', label: '名称' }],
}
const deal = {
  kind: 'object',
  key: 'deal',
  label: '商机',
  fields: [
    { key: 'customer', type: 'lookup', label: '客户', target: 'account' },
    { key: 'amount', type: 'currency', label: '金额' },
    { key: 'net', type: 'formula', label: '净额', formula: 'amount - 1' },
  ],
}
const total = { key: 'total', type: 'rollup', label: '总额', relation: 'deal.customer', function: 'sum', field: 'net' }
const largest = {
  key: 'largest',
  type: 'rollup',
  label: '最大',
  relation: 'deal.customer',
  function: 'max',
  field: 'amount',
}

async function addFields(
  { object, put }: Workshop,
  key: string,
  ...fields: readonly object[]
): ReturnType<Workshop['put']> {
  const draft = await object(key)
  return put({ ...draft, fields: [...draft.fields, ...fields] })
}

/** Records in masses, straight into the table: 1 account for every 3 deals. */
async function fillTables(pool: Pool, accounts: number): Promise<void> {
  const { rows } = await pool.query<{ kind: string; name: string }>(
    `SELECT kind, name FROM ws_main.physical WHERE kind IN ('table', 'column')`,
  )
  const nameOf = (kind: string, start: string): string =>
    rows.find((row) => row.kind === kind && row.name.startsWith(start))?.name ?? ''
  await pool.query(
    `INSERT INTO ws_main."${nameOf('table', 'account')}" (id, created_at, updated_at)
     SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, now(), now() FROM generate_series(1, ${accounts}) n`,
  )
  await pool.query(
    `INSERT INTO ws_main."${nameOf('table', 'deal')}" (id, created_at, updated_at, "${nameOf('column', 'customer')}", "${nameOf('column', 'amount')}")
     SELECT gen_random_uuid(), now(), now(), ('00000000-0000-7000-8000-' || lpad(((n - 1) / 3 + 1)::text, 12, '0'))::uuid, n % 100
     FROM generate_series(1, ${accounts * 3}) n`,
  )
  await pool.query(`ANALYZE ws_main."${nameOf('table', 'account')}"; ANALYZE ws_main."${nameOf('table', 'deal')}"`)
}

async function finished(engine: Engine, id: string | undefined): Promise<JobAnswer> {
  for (const until = Date.now() + 20_000; Date.now() < until;) {
    const job = await engine.jobs.get(testAdmin, id ?? '')
    if (job.state !== 'queued' && job.state !== 'running') return job
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the job did not finish')
}

/** Accounts whose roll-up is not the sum of their deals. */
async function wrongTotals({ engine }: Workshop): Promise<number> {
  const rows = await engine.records.aggregate(testAdmin, 'account', {
    measures: [{ function: 'sum', field: 'total', as: 'n' }],
  })
  const children = await engine.records.aggregate(testAdmin, 'deal', {
    measures: [{ function: 'sum', field: 'net', as: 'n' }],
  })
  const sum = (json: string): number => (JSON.parse(json) as { n: number }[])[0]?.n ?? 0
  return sum(rows.rowsJson) - sum(children.rowsJson)
}

describe('roll-ups that come to records which exist', () => {
  test('are right when the publish answers, for parents with and without children', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(account, deal)
      const [a] = await workshop.create('account', { name: 'a' }, { name: 'b' })
      await workshop.create('deal', { customer: a, amount: 11 }, { customer: a, amount: 21 }, { amount: 100 })

      const { plan, job } = await addFields(workshop, 'account', total, largest)

      expect(job).toBeUndefined()
      expect(plan.steps.filter((step) => step.do === 'backfill')).toMatchObject([
        { field: 'total', lock: 'short', rows: 2 },
        { field: 'largest', lock: 'short', rows: 2 },
      ])
      expect(await workshop.records('account')).toMatchObject([
        { total: 30, largest: 21 },
        { total: 0, largest: null },
      ])
    })
  })

  test('follow a formula they read, a filter, and their return by undo', async () => {
    await withWorkshop(async (workshop) => {
      const { put, object, undo, create, records } = workshop
      await put(account, deal)
      const [a] = await create('account', { name: 'a' })
      await create('deal', { customer: a, amount: 10 })
      await addFields(workshop, 'account', total)
      const changed = await object('deal')
      changed.fields = changed.fields.map((field) =>
        field.key === 'net' ? { ...field, formula: 'amount * 2' } : field,
      )
      await put(changed)
      const doubled = await records('account')
      const without = await object('account')
      const hidden = await put({ ...without, fields: without.fields.filter(({ key }) => key !== 'total') })
      await create('deal', { customer: a, amount: 1 })
      await undo(hidden.revision)
      const restored = await records('account')
      const filtered = await object('account')
      await put({
        ...filtered,
        fields: filtered.fields.map((field) => (field.key === 'total' ? { ...field, filter: 'amount > 5' } : field)),
      })

      expect([doubled, restored, await records('account')].map((rows) => rows[0]?.total)).toEqual([20, 22, 20])
    })
  })

  test('a date roll-up takes a date column, and another function another one', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(account, { ...deal, fields: [...deal.fields, { key: 'on', type: 'date', label: '日期' }] })
      const [a] = await workshop.create('account', { name: 'a' })
      await workshop.create('deal', { customer: a, on: '2026-01-31' }, { customer: a, on: '2026-02-28' })
      const last = {
        key: 'last',
        type: 'rollup',
        label: '最近',
        relation: 'deal.customer',
        function: 'max',
        field: 'on',
      }
      await addFields(workshop, 'account', last)
      const dated = await workshop.records('account')
      const draft = await workshop.object('account')
      await workshop.put({
        ...draft,
        fields: draft.fields.map((field) => (field.key === 'last' ? { ...field, function: 'countDistinct' } : field)),
      })

      expect(dated).toMatchObject([{ last: '2026-02-28' }])
      expect(await workshop.records('account')).toMatchObject([{ last: 2 }])
    })
  })

  test('of many records are computed by a job while people write, and end right', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(account, deal)
      await fillTables(workshop.pool, 10_500)

      const { job, plan } = await addFields(workshop, 'account', total)
      for (let n = 1; n <= 20; n += 1) {
        await workshop.create('deal', {
          customer: `00000000-0000-7000-8000-${String(n * 500).padStart(12, '0')}`,
          amount: n,
        })
      }
      const done = await finished(workshop.engine, job)

      expect(plan.steps.find((step) => step.do === 'backfill')).toMatchObject({ lock: 'background', rows: 10_500 })
      expect(done).toMatchObject({ state: 'done', done: 10_500, total: 10_500 })
      expect(await wrongTotals(workshop)).toBe(0)
      expect(await workshop.drift()).toEqual([])
    })
  })

  test('a job that was stopped is taken up by the next process; an aborted one is not', async () => {
    await withWorkshop(async (workshop) => {
      const { engine, pool } = workshop
      await workshop.put(account, deal)
      await fillTables(pool, 10_500)
      const { job } = await addFields(workshop, 'account', total, largest)
      await engine.stop()
      const stopped = await engine.jobs.get(testAdmin, job ?? '')
      const next = testEngine(pool)
      await next.migrate()
      const done = await finished(next, job)
      await next.stop()

      expect(stopped.done).toBeLessThan(21_000)
      expect(done).toMatchObject({ state: 'done', done: 21_000 })
      expect(await wrongTotals(workshop)).toBe(0)
    })
  })

  test('an aborted job ends as aborted; the next publish takes up what it left', async () => {
    await withWorkshop(async (workshop) => {
      const { engine, pool } = workshop
      await workshop.put(account, deal)
      await fillTables(pool, 10_500)
      const { job } = await addFields(workshop, 'account', total)

      const aborted = await engine.jobs.abort(testAdmin, job ?? '')

      expect(aborted.state).toBe('aborted')
      await expect(engine.jobs.abort(testAdmin, job ?? '')).rejects.toMatchObject({
        code: 'job.not_abortable',
        status: 409,
      })
      const again = await addFields(workshop, 'account', { key: 'city', type: 'text', label: '城市' })
      expect(again.plan.steps.map((step) => `${step.do} ${step.field}`)).toEqual(['addField city', 'backfill total'])
      expect((await finished(engine, again.job)).state).toBe('done')
      expect(await wrongTotals(workshop)).toBe(0)
    })
  })
})

test('what an aborted job left is filled at once when few records are left, and once', async () => {
  await withWorkshop(async (workshop) => {
    const { pool } = workshop
    await workshop.put(account, deal)
    await fillTables(pool, 10_500)
    const idle = testEngine(pool, { runsJobs: false })
    const draft = await workshop.object('account')
    draft.fields.push(total)
    const { job } = await idle.changes.publish(testAdmin, {
      changes: [{ op: 'put', document: draft as unknown as WireDocument }],
    })
    await idle.jobs.abort(testAdmin, job ?? '')
    await idle.stop()
    for (const key of ['deal', 'account']) {
      const { rows } = await pool.query<{ name: string }>(
        `SELECT name FROM ws_main.physical WHERE kind = 'table' AND name LIKE '${key}%'`,
      )
      await pool.query(`DELETE FROM ws_main."${rows[0]?.name}" WHERE id <> ALL (
        SELECT id FROM ws_main."${rows[0]?.name}" ORDER BY id LIMIT 3)`)
      await pool.query(`ANALYZE ws_main."${rows[0]?.name}"`)
    }

    const first = await addFields(workshop, 'account', { key: 'city', type: 'text', label: '城市' })
    const second = await addFields(workshop, 'account', { key: 'zip', type: 'text', label: '邮编' })

    const steps = [first, second].map(({ plan }) => plan.steps.map((step) => `${step.do} ${step.field}`))
    expect(steps).toEqual([['addField city', 'backfill total'], ['addField zip']])
  })
})

describe('indexes and numbers that come to many records', () => {
  test('an index whose job was given up is made by the next publish, whatever that is about', async () => {
    await withWorkshop(async (workshop) => {
      const { pool } = workshop
      await workshop.put(account, deal)
      await fillTables(pool, 5_000)
      const idle = testEngine(pool, { runsJobs: false })
      const draft = await workshop.object('deal')
      draft.fields.push({ key: 'partner', type: 'lookup', label: '伙伴', target: 'account' })
      const { job } = await idle.changes.publish(testAdmin, {
        changes: [{ op: 'put', document: draft as unknown as WireDocument }],
      })
      await idle.jobs.abort(testAdmin, job ?? '')
      await idle.stop()

      const next = await addFields(workshop, 'account', { key: 'city', type: 'text', label: '城市' })

      expect(next.plan.steps.map((step) => `${step.do} ${step.field}`)).toEqual(['addField city', 'addIndex partner'])
      expect((await finished(workshop.engine, next.job)).state).toBe('done')
      expect(await workshop.drift()).toEqual([])
    })
  })

  test('a lookup on a big table gets its index by a job, without an invalid remainder', async () => {
    await withWorkshop(async (workshop) => {
      const { engine, pool } = workshop
      await workshop.put(account, deal)
      await fillTables(pool, 5_000)

      const { job, plan } = await addFields(workshop, 'deal', {
        key: 'partner',
        type: 'lookup',
        label: '伙伴',
        target: 'account',
      })
      const done = await finished(engine, job)

      expect(plan.steps.find((step) => step.do === 'addIndex')).toMatchObject({ field: 'partner', lock: 'background' })
      expect(done.state).toBe('done')
      expect(await workshop.drift()).toEqual([])
    })
  })

  test('an auto-number is given to old records in the order of their creation, and goes on from there', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(account)
      await workshop.create('account', { name: 'a' })
      await workshop.create('account', { name: 'b' })

      await addFields(workshop, 'account', { key: 'number', type: 'autoNumber', label: '编号', format: 'A-{000}' })
      await workshop.create('account', { name: 'c' })

      expect((await workshop.records('account')).map(({ number }) => number)).toEqual(['A-001', 'A-002', 'A-003'])
    })
  })

  test('a view gets an index for its filter and first sort field', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(account, deal)

      const { plan } = await workshop.put({
        kind: 'view',
        key: 'big',
        object: 'deal',
        type: 'table',
        label: '大单',
        fields: ['amount'],
        filter: 'customer = blank or amount > 5',
        sort: ['-amount'],
      })

      const { rows } = await workshop.pool.query<{ definition: { spec: string } }>(
        `SELECT definition FROM ws_main.physical WHERE kind = 'index' AND name LIKE 'deal_big%'`,
      )
      expect(plan.steps.map((step) => step.do)).toEqual(['addIndex', 'metadata'])
      expect(rows[0]?.definition.spec).toMatch(
        /^\("amount_\w+" DESC NULLS LAST, "id" DESC\) WHERE "deleted_at" IS NULL$/,
      )
    })
  })
})
