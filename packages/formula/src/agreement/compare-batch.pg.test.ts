import { expect, test } from '@jest/globals'
import { withDatabase } from '../../../../tests/support/database.js'
import { compareBatch } from './compare-batch.testing.js'
import type { Request, Row } from './rows.testing.js'
import { columnOf, createWorldSql, level, worldPaths } from './world.testing.js'

const row: Row = {
  ...Object.fromEntries(worldPaths.map(({ path, version }) => [columnOf(path, version), null])),
  current__n1: 1,
  current__o1: 'late',
}
const request: Request = {
  me: null,
  now: 0,
  today: '2026-01-31',
  timeZone: 'UTC',
  calendar: { weekend: [], holidays: [], workdays: [] },
}

test('a planted difference is found, in every position where it shows', () =>
  withDatabase(async ({ pool }) => {
    await pool.query(createWorldSql())
    const types = new Map(worldPaths.map(({ path, version, type }) => [columnOf(path, version), type]))
    // The row is stored with the options of another field, in which "late" does not exist.
    types.set('current__o1', level)
    const client = await pool.connect()
    const found = await compareBatch(client, ['n1 + 1', 'o1', 'o1 = "late"', 'nope'], [row], types, request)
    client.release()

    expect(found.map(({ text, position, javascript, postgres }) => [text, position, javascript, postgres])).toEqual([
      ['nope', 'compile', ['formula.unknown_name: There is no field `nope`.'], undefined],
      ['o1', 'value', 'late', null],
      ['o1 = "late"', 'value', true, false],
    ])
  }))
