import { expect, test } from '@jest/globals'
import type { ServerFieldContext } from '@tessera/metadata'
import { withDatabase } from '../../../../../tests/support/database.js'
import { toNumbered } from '../../examples/to-numbered.testing.js'
import { server } from './server.js'

/** Two live options, the second renamed, and a hidden one whose key a live option uses again. */
const field: ServerFieldContext = {
  id: 'f1',
  key: 'stage',
  label: '阶段',
  required: false,
  options: {
    options: [
      { id: 'won_2', key: 'won', label: '赢单' },
      { id: 'open', key: 'active', label: '进行中' },
    ],
  },
  optionKeys: new Map([
    ['won', 'won'],
    ['lost', 'lost'],
    ['won_2', 'won'],
    ['open', 'active'],
  ]),
}

test('writes the id of the live option when a hidden one had the same key', () => {
  expect(server.toDatabase('won', field)).toBe('won_2')
  expect(server.toDatabase('lost', field)).toBe('lost')
  expect(server.toDatabase(null, field)).toBeNull()
})

test('reads renamed and hidden options by key, and sorts in option order with hidden ones behind and blanks last', async () => {
  const json = server.toJsonSql('k."value"', field)
  const sort = server.sortSql('k."value"', field)
  const merged = toNumbered({
    sql: `SELECT ${json.sql} AS key FROM (VALUES ('lost'), ('open'), (NULL), ('won'), ('won_2')) AS k(value) ORDER BY ${sort.sql}`,
    bindings: [...json.bindings, ...sort.bindings],
  })
  expect(json).toEqual({
    sql: 'CASE k."value" WHEN ?::text THEN ?::text WHEN ?::text THEN ?::text ELSE k."value" END',
    bindings: ['won_2', 'won', 'open', 'active'],
  })

  await withDatabase(async ({ pool }) => {
    const { rows } = await pool.query(merged.text, merged.values)

    expect(rows.map(({ key }) => key)).toEqual(['won', 'active', 'won', 'lost', null])
  })
})

test('leaves the column alone when every id is its key, so that nothing is spent on reading', () => {
  const plain = { ...field, optionKeys: new Map([['open', 'open']]) }

  expect(server.toJsonSql('k."value"', plain)).toEqual({ sql: 'k."value"', bindings: [] })
})
