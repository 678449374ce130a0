import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { publish, withEngine, type TestEngine } from '../engine.testing.js'
import { DisjointPeriods } from './disjoint-periods.js'

const room = {
  kind: 'object',
  key: 'room',
  label: { 'zh-CN': '会议室', en: 'Room' },
  fields: [{ key: 'name', type: 'text', label: '名称' }],
}
const state = {
  key: 'state',
  type: 'select',
  label: '状态',
  options: [
    { key: 'booked', label: '已预订' },
    { key: 'cancelled', label: '已取消' },
  ],
}
const booking = (noOverlap: readonly object[]) => ({
  kind: 'object',
  key: 'booking',
  label: { 'zh-CN': '预订', en: 'Booking' },
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    { key: 'room', type: 'lookup', target: 'room', label: { 'zh-CN': '会议室', en: 'Room' } },
    { key: 'startsAt', type: 'dateTime', label: '开始' },
    { key: 'endsAt', type: 'dateTime', label: '结束' },
    { key: 'firstDay', type: 'date', label: '首日' },
    { key: 'lastDay', type: 'date', label: '末日' },
    state,
  ],
  noOverlap,
})
const once = { key: 'once', fields: ['room'], from: 'startsAt', to: 'endsAt', when: 'state <> "cancelled"' }
const days = { key: 'days', from: 'firstDay', to: 'lastDay', message: '这几天已经排满' }

const withRooms = (body: (test: TestEngine & { rooms: readonly string[] }) => Promise<void>): Promise<void> =>
  withEngine('overlaps', [room, booking([once, days])], async (test) => {
    const rooms: string[] = []
    for (const name of ['一号', '二号']) rooms.push((await test.engine.records.create(test.admin, 'room', { name })).id)
    await body({ ...test, rooms })
  })

const at = (hour: number): string => new Date(Date.UTC(2026, 10, 30, hour)).toISOString()
const period = (room: string | undefined, from: number, to: number | null, more: object = {}) => ({
  room: room ?? null,
  startsAt: at(from),
  endsAt: to === null ? null : at(to),
  ...more,
})

describe('periods of the same thing', () => {
  test('do not overlap; they may touch, be cancelled, be elsewhere, or be in the bin', () =>
    withRooms(async ({ engine, admin, rooms: [one, two] }) => {
      const make = (values: object) => engine.records.create(admin, 'booking', values as Record<string, unknown>)
      const first = await make(period(one, 8, 10))
      const refused = { code: 'record.overlaps', status: 409, errors: [{ path: 'startsAt', code: 'record.overlaps' }] }
      await expect(make(period(one, 9, 11))).rejects.toMatchObject(refused)
      await expect(make(period(one, 7, null))).rejects.toMatchObject(refused)
      await make(period(one, 10, 11))
      await make(period(two, 8, 10))
      await make(period(one, 8, 10, { state: 'cancelled' }))
      await make(period(undefined, 8, 10))
      await make(period(one, 9, 9))

      const open = await make(period(one, 20, null))
      await expect(make(period(one, 23, 24))).rejects.toMatchObject(refused)
      await engine.records.update(admin, 'booking', open.id, { endsAt: at(21) })
      const late = await make(period(one, 23, 24))
      await expect(engine.records.update(admin, 'booking', late.id, { startsAt: at(20) })).rejects.toMatchObject(
        refused,
      )

      await engine.records.remove(admin, 'booking', first.id)
      const instead = await make(period(one, 9, 10))
      await expect(engine.records.restore(admin, 'booking', first.id)).rejects.toMatchObject({
        code: 'record.overlaps',
      })
      await engine.records.update(admin, 'booking', instead.id, { state: 'cancelled' })
      await engine.records.restore(admin, 'booking', first.id)
      await expect(engine.records.update(admin, 'booking', instead.id, { state: 'booked' })).rejects.toMatchObject(
        refused,
      )
    }))

  test('of days count to their end, and have the words of the constraint', () =>
    withRooms(async ({ engine, admin }) => {
      const make = (firstDay: string, lastDay: string | null) =>
        engine.records.create(admin, 'booking', { firstDay, lastDay })
      await make('2026-11-01', '2026-11-03')
      await expect(make('2026-11-03', '2026-11-04')).rejects.toMatchObject({
        code: 'record.overlaps',
        errors: [{ path: 'firstDay', message: { 'zh-CN': '这几天已经排满' } }],
      })
      await make('2026-11-04', null)
      await expect(make('2031-01-01', '2031-01-01')).rejects.toMatchObject({ code: 'record.overlaps' })
    }))

  test('do not end before they start', () =>
    withRooms(async ({ engine, admin, rooms: [one] }) => {
      await expect(engine.records.create(admin, 'booking', period(one, 10, 9))).rejects.toMatchObject({
        code: 'record.invalid',
        errors: [
          { path: 'endsAt', code: 'record.ends_before_start', message: { 'zh-CN': '「结束」不能早于「开始」。' } },
        ],
      })
    }))

  test('are compared within a batch too: records may change places, and a partial batch writes what fits', () =>
    withRooms(async ({ engine, admin, rooms: [one] }) => {
      const early = await engine.records.create(admin, 'booking', period(one, 8, 9))
      const late = await engine.records.create(admin, 'booking', period(one, 9, 10))
      const { id: earlyId } = early
      await engine.records.batch(admin, 'booking', {
        update: [
          { id: earlyId, startsAt: at(9), endsAt: at(10) },
          { id: late.id, startsAt: at(8), endsAt: at(9) },
        ],
      })
      const create = [period(one, 12, 14), period(one, 13, 15), period(one, 14, 15), period(one, 8, 9)]
      await expect(engine.records.batch(admin, 'booking', { create })).rejects.toMatchObject({ code: 'batch.invalid' })
      const { results } = (await engine.records.batch(admin, 'booking', { create }, { partial: true })) as unknown as {
        results: { ok: boolean; errors?: { path: string; code: string }[] }[]
      }
      expect(results.map(({ ok }) => ok)).toEqual([true, false, true, false])
      expect(results[1]?.errors).toMatchObject([{ path: 'create/1/startsAt', code: 'record.overlaps' }])
    }))

  test('of two people who book at the same time one gets the room', () =>
    withRooms(async ({ engine, admin, another, rooms: [one] }) => {
      const engines = [engine, another()]
      for (let round = 0; round < 10; round += 1) {
        const taken = await Promise.allSettled(
          [0, 1, 2, 3].map((n) =>
            engines[n % 2]!.records.create(admin, 'booking', period(one, round * 4 + (n % 3), round * 4 + 3)),
          ),
        )
        expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
        for (const one of taken)
          if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'record.overlaps' })
      }
    }))
})

test('a publish says which records overlap already; they stay, and are checked when their period changes', () =>
  withEngine('overlaps_later', [room, booking([])], async ({ engine, admin }) => {
    const { id } = await engine.records.create(admin, 'room', { name: '一号' })
    const make = (name: string, from: number, to: number) =>
      engine.records.create(admin, 'booking', { ...period(id, from, to), name })
    await make('晨会', 8, 10)
    const second = await make('评审', 9, 11)
    await make('周会', 11, 12)
    const plain = { key: 'once', fields: ['room'], from: 'startsAt', to: 'endsAt' }
    const changes = [{ op: 'put', document: booking([plain]) as never }] as const
    const { hazards } = await engine.changes.plan(admin, { changes })
    expect(hazards).toMatchObject([
      { id: 'overlap.found:booking.once', severity: 'warn', rows: 1, samples: [{ title: '评审' }] },
    ])
    await engine.changes.publish(admin, { changes, accept: ['overlap.found:booking.once'] })

    await engine.records.update(admin, 'booking', second.id, { name: '评审会' })
    await expect(engine.records.update(admin, 'booking', second.id, { endsAt: at(12) })).rejects.toMatchObject({
      code: 'record.overlaps',
    })
    await engine.records.update(admin, 'booking', second.id, { startsAt: at(10) })
    expect((await engine.changes.plan(admin, { changes })).hazards).toEqual([])
  }))

test('a constraint over a value that is computed, of another kind, or over other records is refused with its place', () =>
  withEngine('overlaps_refused', [room], async ({ engine }) => {
    const wrong = booking([
      { key: 'a', fields: ['room'], from: 'startsAt', to: 'lastDay' },
      { key: 'b', from: 'name', to: 'name' },
      { key: 'c', from: 'startsAt', to: 'endsAt', when: 'room.name = "x"' },
      { key: 'd', from: 'startsAt', to: 'gone' },
    ])
    await expect(publish(engine, [wrong])).rejects.toMatchObject({
      errors: [{ path: '/changes/0/document/noOverlap/3/to', code: 'reference.unknown' }],
    })
    const { noOverlap } = wrong
    await expect(publish(engine, [{ ...wrong, noOverlap: noOverlap.slice(0, 3) }])).rejects.toMatchObject({
      errors: [
        { path: '/changes/0/document/noOverlap/2/when', code: 'formula.not_own_record' },
        { path: '/changes/0/document/noOverlap/0/to', code: 'reference.wrong_type' },
        { path: '/changes/0/document/noOverlap/1/from', code: 'reference.wrong_type' },
        { path: '/changes/0/document/noOverlap/1/to', code: 'reference.wrong_type' },
      ],
    })
  }))

test('periods of one call are taken exactly where they overlap none that was taken', () => {
  const end = fc.nat(12)
  const periods = fc.array(
    fc.record({ key: fc.constantFrom('a', 'b'), from: end, length: fc.option(fc.integer({ min: 1, max: 4 })) }),
  )
  fc.assert(
    fc.property(periods, fc.boolean(), (asked, closed) => {
      const taken: { key: string; from: number; to: number }[] = []
      const disjoint = new DisjointPeriods(closed)
      for (const { key, from, length } of asked) {
        const to = length === null ? Infinity : from + length
        const isFree = taken.every(
          (one) => one.key !== key || !(closed ? one.from <= to && from <= one.to : one.from < to && from < one.to),
        )
        expect(disjoint.add(key, from, length === null ? null : to)).toBe(isFree)
        if (isFree) taken.push({ key, from, to })
      }
    }),
    { numRuns: 300 },
  )
})
