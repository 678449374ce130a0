import { describe, expect, test } from '@jest/globals'
import type { Change } from '@tessera/metadata'
import { createJobs } from './jobs.js'
import { PlanMemory } from './plan-memory.js'
import { proposeChanges } from './propose-changes.js'
import { publish } from './publish.js'
import type { PublishWork } from './publish.js'
import { errorOf, testContext, testEngine, withWorkshop } from './workshop.testing.js'
import type { ObjectDraft } from './workshop.testing.js'

const note = { kind: 'object', key: 'note', label: '便签', fields: [{ key: 'title1', type: 'text', label: '标题' }] }
const put = (document: object): Change => ({ op: 'put', document: document as never })

const withField = (draft: ObjectDraft, key: string): ObjectDraft => ({
  ...draft,
  fields: [...draft.fields, { key, type: 'text', label: key }],
})

describe('publishing at the same time', () => {
  test('two processes that add different fields to one object both succeed and both fields are there', async () => {
    await withWorkshop(async ({ engine, pool, admin, put: publishNow, object, drift }) => {
      await publishNow(note)
      const draft = await object('note')
      const other = testEngine(pool)

      const answers = await Promise.all([
        engine.changes.publish(admin, { base: 2, changes: [put(withField(draft, 'one'))] }),
        other.changes.publish(admin, { base: 2, changes: [put(withField(draft, 'two'))] }),
      ])
      await other.stop()

      expect(answers.map(({ revision }) => revision).sort()).toEqual([3, 4])
      expect((await object('note')).fields.map(({ key }) => key).sort()).toEqual(['one', 'title1', 'two'])
      expect(await drift()).toEqual([])
    })
  })

  test('of two that change the same property one is answered with a conflict and its place', async () => {
    await withWorkshop(async ({ engine, pool, admin, put: publishNow, object }) => {
      await publishNow(note)
      const draft = await object('note')
      const other = testEngine(pool)

      const outcomes = await Promise.allSettled([
        engine.changes.publish(admin, { base: 2, changes: [put({ ...draft, label: '一' })] }),
        other.changes.publish(admin, { base: 2, changes: [put({ ...draft, label: '二' })] }),
      ])
      await other.stop()

      const failed = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
      expect(failed).toMatchObject([
        { code: 'revision.conflict', status: 409, errors: [{ path: '/changes/0/document/label' }] },
      ])
    })
  })

  test('two that add a field of the same key conflict', async () => {
    await withWorkshop(async ({ engine, admin, put: publishNow, object }) => {
      await publishNow(note)
      const draft = await object('note')
      await engine.changes.publish(admin, { base: 2, changes: [put(withField(draft, 'one'))] })

      const error = await errorOf(engine.changes.publish(admin, { base: 2, changes: [put(withField(draft, 'one'))] }))

      expect([error.code, error.status]).toEqual(['revision.conflict', 409])
    })
  })

  test('a change of a field that someone else has hidden conflicts', async () => {
    await withWorkshop(async ({ engine, admin, put: publishNow, object }) => {
      await publishNow({ ...note, fields: [...note.fields, { key: 'city', type: 'text', label: '城市' }] })
      const draft = await object('note')
      await publishNow({ ...draft, fields: draft.fields.slice(0, 1) })
      const changed = { ...draft, fields: draft.fields.map((field) => ({ ...field, label: 'x' })) }

      const error = await errorOf(engine.changes.publish(admin, { base: 2, changes: [put(changed)] }))

      expect(error.errors).toMatchObject([{ path: '/changes/0/document/fields/1', code: 'revision.place_conflict' }])
    })
  })

  test('a process with an old catalog writes and reads by the new one without noticing', async () => {
    await withWorkshop(async ({ engine, pool, admin, put: publishNow, object, create, records }) => {
      await publishNow(note)
      await create('note', { title1: 'a' })
      const other = testEngine(pool)
      await other.records.create(admin, 'note', { title1: 'b' })
      const draft = await object('note')
      await publishNow({ ...draft, fields: [...draft.fields, { key: 'city', type: 'text', label: '城市' }] })

      await other.records.create(admin, 'note', { title1: 'c', city: 'X' })
      const page = await other.records.query(admin, 'note', { filter: 'city = "X"' })
      await other.stop()

      expect(JSON.parse(page.recordsJson)).toHaveLength(1)
      expect(await records('note')).toHaveLength(3)
      expect((await engine.records.query(admin, 'note', { filter: 'city = "X"', count: 'exact' })).count).toBe(1)
    })
  })
})

describe('tables in use', () => {
  test('a publish waits for a long reader without holding up the readers that come after', async () => {
    await withWorkshop(async ({ engine, pool, admin, put: publishNow, object, create }) => {
      await publishNow(note)
      await create('note', { title1: 'a' })
      const reader = await pool.connect()
      await reader.query('BEGIN')
      const table = await tableOf(pool)
      await reader.query(`SELECT * FROM ${table}`)

      const publishing = publishNow(withField(await object('note'), 'city'))
      const waits: number[] = []
      for (const until = performance.now() + 2_000; performance.now() < until;) {
        const started = performance.now()
        await engine.records.query(admin, 'note', {})
        waits.push(performance.now() - started)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      await reader.query('COMMIT')
      reader.release()
      const { revision } = await publishing

      expect(revision).toBe(3)
      expect(Math.max(...waits)).toBeLessThan(300)
    })
  })

  test('a table that stays locked ends in a clear answer to try again, and nothing has changed', async () => {
    await withWorkshop(async ({ engine, pool, admin, put: publishNow, object, hash }) => {
      await publishNow(note)
      const before = await hash()
      const changes = [put(withField(await object('note'), 'city'))]
      const context = testContext(pool)
      const table = await tableOf(pool)
      const holder = await pool.connect()
      await holder.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`)

      const work: PublishWork = {
        note: { actor: admin, message: undefined, undoes: undefined },
        accept: [],
        key: undefined,
        propose: (input) => proposeChanges(input, { changes }),
      }
      const memory = new PlanMemory(context)
      const error = await errorOf(
        publish(context, createJobs(context, memory, engine.records, true), memory, admin, work, 3_000),
      )
      await holder.query('COMMIT')
      holder.release()

      expect([error.code, error.status, error.retryAfterSeconds]).toEqual(['schema.busy', 503, 5])
      expect(await hash()).toBe(before)
    })
  })
})

async function tableOf(pool: { query(sql: string): Promise<{ rows: { name: string }[] }> }): Promise<string> {
  const { rows } = await pool.query(`SELECT name FROM ws_main.physical WHERE kind = 'table' AND name LIKE 'note%'`)
  return `ws_main."${rows[0]?.name}"`
}
