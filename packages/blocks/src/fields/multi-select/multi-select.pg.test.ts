import { expect, test } from '@jest/globals'
import type { ServerFieldContext } from '@tessera/metadata'
import { withDatabase } from '../../../../../tests/support/database.js'
import { toNumbered } from '../../examples/to-numbered.testing.js'
import { server } from './server.js'

/** The options were b, a when the rows were written; `gone` is hidden. */
const field: ServerFieldContext = {
  id: 'f1',
  key: 'tags',
  label: '标签',
  required: false,
  options: {
    options: [
      { id: 'a', key: 'a', label: 'A' },
      { id: 'b', key: 'b', label: 'B' },
    ],
  },
  optionKeys: new Map([
    ['gone', 'gone'],
    ['a', 'a'],
    ['b', 'b'],
  ]),
}

const stored = ['b', 'gone', 'a']

test('reads in the option order of today, hidden options last, the same from JSON and from the driver', async () => {
  const json = toNumbered(server.toJsonSql('k."value"', field))

  await withDatabase(async ({ pool }) => {
    const { rows } = await pool.query(
      `SELECT k.value, ${json.text} AS keys FROM (VALUES ($${json.values.length + 1}::text[]), (NULL)) AS k(value)`,
      [...json.values, stored],
    )

    expect(rows.map(({ keys }) => keys)).toEqual([['a', 'b', 'gone'], null])
    expect(rows.map(({ value }) => server.fromDatabase(value, field))).toEqual([['a', 'b', 'gone'], null])
  })
})

test('keeps no empty array: nothing chosen is NULL', () => {
  expect(server.toDatabase([], field)).toBeNull()
  expect(server.toDatabase(['b'], field)).toEqual(['b'])
})

test('drops an id that no option has any more from both ways of reading', async () => {
  const json = toNumbered(server.toJsonSql(`'{purged,b}'::text[]`, field))

  await withDatabase(async ({ pool }) => {
    const { rows } = await pool.query(`SELECT ${json.text} AS keys`, json.values)

    expect(rows[0].keys).toEqual(['b'])
    expect(server.fromDatabase(['purged', 'b'], field)).toEqual(['b'])
  })
})
