import { describe, expect, test } from '@jest/globals'
import { withWorkshop, type Workshop } from '../workshop.testing.js'

const offer = {
  kind: 'object',
  key: 'offer',
  label: { 'zh-CN': '报价', en: 'Offer' },
  titleField: 'name',
  fields: [
    { key: 'name', type: 'text', label: { 'zh-CN': '名称', en: 'Name' } },
    { key: 'note', type: 'text', label: { 'zh-CN': '旧备注', en: 'Old note' } },
    { key: 'price', type: 'text', label: { 'zh-CN': '价格', en: 'Price' } },
  ],
}

const withoutNote = (object: { fields: { key: string }[] }): object => ({
  ...object,
  fields: object.fields.filter(({ key }) => key !== 'note'),
})

/** Makes everything that is hidden so many days older. */
const age = ({ pool }: Workshop, days: number) =>
  pool.query("UPDATE ws_main.physical SET hidden_at = hidden_at - $1 * interval '1 day' WHERE hidden_at IS NOT NULL", [
    days,
  ])

const columnsOf = async ({ pool }: Workshop, table: string): Promise<string[]> => {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'ws_main' AND table_name LIKE $1",
    [`${table}%`],
  )
  return rows.map(({ name }) => name)
}

describe('what a publish took away', () => {
  test('is kept for 60 days and dropped afterwards, with a revision that says so; undo brings the field back, blank', () =>
    withWorkshop(async (workshop) => {
      const { engine, admin } = workshop
      await workshop.put(offer)
      await workshop.create('offer', { name: 'A', note: '老客户', price: '12,800' })
      const { revision } = await workshop.put(withoutNote(await workshop.object('offer')))
      const has = async () => (await columnsOf(workshop, 'offer')).some((name) => name.includes('.note_'))

      await age(workshop, 59)
      await engine.upkeep()
      expect(await has()).toBe(true)
      await age(workshop, 2)
      await engine.upkeep()
      expect(await has()).toBe(false)
      expect(await workshop.drift()).toEqual([])
      const { changes } = await engine.changes.list(admin, {})
      expect(changes[0]).toMatchObject({
        revision: revision + 1,
        message: '清除隐藏超过 60 天的数据 · Removed what was hidden for 60 days: 报价 · 旧备注',
        author: { title: 'Tessera' },
      })

      await workshop.undo(revision)
      expect(await workshop.records('offer')).toMatchObject([{ name: 'A', note: null, price: '12,800' }])
      await workshop.create('offer', { name: 'B', note: '新客户' })
    }))

  test('goes with its tables when it was a module', () =>
    withWorkshop(async (workshop) => {
      await workshop.put(offer)
      await workshop.create('offer', { name: 'A' })
      await workshop.publish([{ op: 'delete', kind: 'object', key: 'offer' }])
      await age(workshop, 61)
      await workshop.engine.upkeep()

      expect(await columnsOf(workshop, 'offer')).toEqual([])
      expect(await workshop.drift()).toEqual([])
      await workshop.put(offer)
      expect(await workshop.records('offer')).toEqual([])
    }))

  test('is left where another process plans with it: its publish plans anew', () =>
    withWorkshop(async (workshop) => {
      const { engine, admin } = workshop
      await workshop.put(offer)
      await workshop.create('offer', { name: 'A', note: '老客户' })
      const { revision } = await workshop.put(withoutNote(await workshop.object('offer')))
      await engine.changes.planUndo(admin, revision)
      await age(workshop, 61)
      await Promise.all([engine.upkeep(), engine.upkeep()])
      await workshop.undo(revision)
      expect(await workshop.records('offer')).toMatchObject([{ name: 'A', note: null }])
    }))
})

test('old values of a converted field are dropped; what was entered since stays, and undo makes texts of it', () =>
  withWorkshop(async (workshop) => {
    await workshop.put(offer)
    await workshop.create('offer', { name: 'A', price: '12,800' }, { name: 'B', price: '面议' })
    const object = await workshop.object('offer')
    const fields = object.fields.map((field) => (field.key === 'price' ? { ...field, type: 'number' } : field))
    const { revision } = await workshop.put({ ...object, fields })
    expect((await workshop.engine.conversions.list(workshop.admin, 'offer')).length).toBe(1)
    await age(workshop, 61)
    await workshop.engine.upkeep()

    expect(await workshop.engine.conversions.list(workshop.admin, 'offer')).toEqual([])
    await workshop.undo(revision)
    expect(await workshop.records('offer')).toMatchObject([{ price: '12800' }, { price: null }])
  }))

test('a table in use is left for the next time', () =>
  withWorkshop(async (workshop) => {
    await workshop.put(offer)
    await workshop.put(withoutNote(await workshop.object('offer')))
    await age(workshop, 61)
    const [table = ''] = (await columnsOf(workshop, 'offer')).filter((name) => name.includes('.note_'))
    const reader = await workshop.pool.connect()
    await reader.query(`BEGIN; LOCK TABLE ws_main."${table.split('.')[0] ?? ''}" IN ACCESS SHARE MODE`)
    await workshop.engine.upkeep()
    const before = await columnsOf(workshop, 'offer')
    await reader.query('COMMIT')
    reader.release()
    await workshop.engine.upkeep()

    expect(before.some((name) => name.includes('.note_'))).toBe(true)
    expect((await columnsOf(workshop, 'offer')).some((name) => name.includes('.note_'))).toBe(false)
  }))
