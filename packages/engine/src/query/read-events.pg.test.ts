import { describe, expect, test } from '@jest/globals'
import type { Actor, Engine, RecordEvent } from '../contract.js'
import { withDatabase } from '../../../../tests/support/database.js'
import { make, refusal, withSales } from '../records/sales.testing.js'

const essence = ({ object, op, version }: RecordEvent): string => `${object} ${op} ${version}`

type Page = Awaited<ReturnType<Engine['events']>>

/** The events after a position, once there are so many: a transaction of any other test on the server holds them back. */
async function eventsAfter(engine: Engine, actor: Actor, after: string, count: number): Promise<Page> {
  for (const deadline = Date.now() + 20_000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const page = await engine.events(actor, { after, limit: 10 })
    if (page.events.length >= count || Date.now() > deadline) return page
  }
}

describe('events', () => {
  test('come in order from a position on, those of the named objects only, and none twice', () =>
    withSales(async (sales) => {
      const { engine, admin } = sales
      const { next: start, events: none, reset } = await engine.events(admin, { limit: 10 })
      expect([none, reset]).toEqual([[], false])
      const { id } = await make(sales, 'account', { name: 'A' })
      await engine.records.update(admin, 'account', id, { name: 'B' })
      await make(sales, 'line', { product: 'P' })
      await engine.records.remove(admin, 'account', id)

      const all = await eventsAfter(engine, admin, start, 4)
      expect(all.events.map(essence)).toEqual([
        'account create 1',
        'account change 2',
        'line create 1',
        'account delete 3',
      ])
      expect(all.events[0]?.id).toBe(id)
      const lines = await engine.events(admin, { after: start, limit: 10, objects: ['line', 'nothing'] })
      expect(lines.events.map(essence)).toEqual(['line create 1'])
      expect((await engine.events(admin, { after: all.next, limit: 10 })).events).toEqual([])

      const seen: string[] = []
      for (let after = start; seen.length < 4;) {
        const page = await engine.events(admin, { after, limit: 3 })
        seen.push(...page.events.map(essence))
        after = page.next
      }
      expect(seen).toEqual(all.events.map(essence))
      const middle = await engine.events(admin, { after: all.events[1]?.position ?? '', limit: 10 })
      expect(middle.events.map(essence)).toEqual(['line create 1', 'account delete 3'])
    }))

  test('of a transaction that commits late are not passed over', () =>
    withSales(async (sales) => {
      const { engine, admin } = sales
      const { next: start } = await engine.events(admin, { limit: 1 })
      let release: (() => void) | undefined
      const held = new Promise<void>((resolve) => (release = resolve))
      let begun: (() => void) | undefined
      const isBegun = new Promise<void>((resolve) => (begun = resolve))
      const late = engine.records.create(
        admin,
        'account',
        { name: 'late' },
        {
          alongside: async () => {
            begun?.()
            await held
          },
        },
      )
      await isBegun
      await make(sales, 'account', { name: 'early' })
      const first = await engine.events(admin, { after: start, limit: 10 })
      release?.()
      const { id } = await late
      const second = await eventsAfter(engine, admin, first.next, 2 - first.events.length)
      expect([...first.events, ...second.events].filter((event) => event.id === id)).toHaveLength(1)
      expect([...first.events, ...second.events]).toHaveLength(2)
    }))

  test('are not held back by a transaction in another database of the server', () =>
    withSales((sales) =>
      withDatabase(async ({ pool }) => {
        const { engine, admin } = sales
        const { next: start } = await engine.events(admin, { limit: 1 })
        const holder = await pool.connect()
        await holder.query('BEGIN')
        await holder.query('SELECT pg_current_xact_id()')
        await make(sales, 'account', { name: 'A' })
        const { events } = await eventsAfter(engine, admin, start, 1)
        await holder.query('COMMIT')
        holder.release()

        expect(events.map(essence)).toEqual(['account create 1'])
      }),
    ))

  test('of an object that another process has published are seen', () =>
    withSales(async ({ engine, admin, another }) => {
      const other = another()
      const { next: start } = await other.events(admin, { limit: 1 })
      const document = { kind: 'object', key: 'fresh', label: '新', fields: [{ key: 'a', type: 'text', label: 'a' }] }
      await engine.changes.publish(admin, { changes: [{ op: 'put', document: document as never }] })
      await engine.records.create(admin, 'fresh', { a: 'x' })
      expect((await eventsAfter(other, admin, start, 1)).events.map(essence)).toEqual(['fresh create 1'])
    }))

  test('are nobody’s who sees no object; a position of another database asks to start again', () =>
    withSales(async (sales) => {
      const { engine, admin, nobody } = sales
      const { next: start } = await engine.events(admin, { limit: 1 })
      await make(sales, 'account', { name: 'A' })
      expect((await engine.events(nobody, { after: start, limit: 10 })).events).toEqual([])
      const ahead = await engine.events(admin, { after: '999999999.1', limit: 10 })
      expect([ahead.reset, ahead.events]).toEqual([true, []])
      expect((await engine.events(admin, { after: ahead.next, limit: 10 })).reset).toBe(false)
      expect((await refusal(engine.events(admin, { after: 'x', limit: 10 }))).code).toBe('request.bad_cursor')
      expect((await refusal(engine.events(admin, { limit: 0 }))).code).toBe('request.invalid_parameter')
    }))
})
