import { expect, test } from '@jest/globals'
import { withWorkshop } from '../schema/workshop.testing.js'

const name = { key: 'name', type: 'text', label: '名称' }

test('whom a record pointed to is erased in every lookup it is kept in, that of an object that was taken away too', () =>
  withWorkshop(async ({ engine, admin, pool, put, create, object, records }) => {
    const related = { key: 'related', type: 'anyLookup', label: '相关', targets: ['firm', 'human'], personal: true }
    await put(
      { kind: 'object', key: 'firm', label: '客户', fields: [name] },
      { kind: 'object', key: 'human', label: '联系人', fields: [name] },
      { kind: 'object', key: 'note', label: '备注', fields: [name, related] },
    )
    const [firm = ''] = await create('firm', { name: 'F' })
    const [human = ''] = await create('human', { name: 'H' })
    const [first = '', second = ''] = await create('note', { related: human }, { related: firm })
    await engine.records.update(admin, 'note', second, { related: human })
    await engine.records.update(admin, 'note', second, { related: firm })
    const document = await object('note')
    const fewer = document.fields.map((field) => (field.key === 'related' ? { ...field, targets: ['firm'] } : field))
    await put({ ...document, fields: fewer })

    for (const id of [first, second]) await engine.personal.erase(admin, 'note', id, {})

    expect((await records('note')).map((note) => note['related'])).toEqual([null, null])
    const { rows } = await pool.query<{ name: string }>(
      `SELECT p.name FROM ws_main.physical AS p WHERE p.kind = 'table' AND p.name LIKE 'note%'`,
    )
    for (const table of [rows[0]?.name ?? '', 'history']) {
      const { rows: kept } = await pool.query<{ row: string }>(
        `SELECT t::text AS row FROM ws_main."${table}" AS t ${table === 'history' ? 'WHERE record_id = ANY($1)' : 'WHERE $1::uuid[] IS NOT NULL'}`,
        [[first, second]],
      )
      expect(kept.filter(({ row }) => row.includes(human) || row.includes(firm))).toEqual([])
    }
  }))
