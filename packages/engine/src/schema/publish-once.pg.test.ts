import { describe, expect, test } from '@jest/globals'
import type { Change, WireDocument } from '@tessera/metadata'
import type { IdempotencyKey } from '../contract.js'
import { errorOf, hazardsOf, testAdmin, testEngine, withWorkshop } from './workshop.testing.js'

const visit = (...fields: readonly string[]): Change => ({
  op: 'put',
  document: {
    kind: 'object',
    key: 'visit',
    label: '拜访',
    fields: ['name', ...fields].map((key) => ({ key, type: 'text', label: key })),
  } as unknown as WireDocument,
})
const keyed = (key: string, fingerprint = 'body'): { idempotency: IdempotencyKey } => ({
  idempotency: { key, path: '/api/changes', fingerprint },
})

describe('a publish with an idempotency key', () => {
  test('that is repeated, also to another process and after others have published, gives the same answer', async () => {
    await withWorkshop(async ({ engine, pool, put }) => {
      const other = testEngine(pool)
      const first = await engine.changes.publish(testAdmin, { changes: [visit()], ...keyed('a') })
      await put((visit('place') as { document: WireDocument }).document)
      const again = await other.changes.publish(testAdmin, { changes: [visit()], ...keyed('a') })
      await other.stop()

      expect(again).toEqual(first)
      expect(await engine.documents.revision(testAdmin)).toBe(first.revision + 1)
      const undone = await engine.changes.undo(testAdmin, first.revision + 1, { accept: [], ...keyed('u') })
      expect(await engine.changes.undo(testAdmin, first.revision + 1, { accept: [], ...keyed('u') })).toEqual(undone)
    })
  })

  test('that is sent at once many times publishes one revision; those that meet it are told to wait', async () => {
    await withWorkshop(async ({ engine }) => {
      const before = await engine.documents.revision(testAdmin)
      const sent = await Promise.allSettled(
        Array.from({ length: 6 }, () => engine.changes.publish(testAdmin, { changes: [visit()], ...keyed('a') })),
      )

      for (const one of sent) {
        if (one.status === 'fulfilled') expect(one.value.revision).toBe(before + 1)
        else expect(one.reason).toMatchObject({ code: 'request.in_progress' })
      }
      expect(sent.some(({ status }) => status === 'fulfilled')).toBe(true)
      expect(await engine.documents.revision(testAdmin)).toBe(before + 1)
    })
  })

  test('of another body is refused', async () => {
    await withWorkshop(async ({ engine }) => {
      await engine.changes.publish(testAdmin, { changes: [visit()], ...keyed('a') })
      const error = await errorOf(
        engine.changes.publish(testAdmin, { changes: [visit('b')], ...keyed('a', 'other body') }),
      )

      expect(error).toMatchObject({ status: 422, code: 'request.idempotency_mismatch' })
    })
  })

  test('that was refused is refused again with the same plan, although it would be possible now', async () => {
    await withWorkshop(async ({ engine, put, create }) => {
      await put((visit('place') as { document: WireDocument }).document)
      const [id] = await create('visit', { name: 'a', place: 'b' })
      const refused = await errorOf(engine.changes.publish(testAdmin, { changes: [visit()], ...keyed('a') }))
      await engine.records.update(testAdmin, 'visit', id ?? '', { place: null })
      const again = await errorOf(engine.changes.publish(testAdmin, { changes: [visit()], ...keyed('a') }))

      expect(again).toMatchObject({ status: 422, code: 'schema.hazards' })
      expect(hazardsOf(again)).toEqual(hazardsOf(refused))
      expect(again.errors).toEqual(refused.errors)
    })
  })

  test('that changes nothing is answered the same again', async () => {
    await withWorkshop(async ({ engine, put }) => {
      const { revision } = await put((visit() as { document: WireDocument }).document)
      const same = await engine.changes.publish(testAdmin, { changes: [visit()], ...keyed('a') })
      await put((visit('b') as { document: WireDocument }).document)

      expect(same.revision).toBe(revision)
      expect(await engine.changes.publish(testAdmin, { changes: [visit()], ...keyed('a') })).toEqual(same)
    })
  })
})
