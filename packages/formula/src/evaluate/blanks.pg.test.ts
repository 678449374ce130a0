import { expect, test } from '@jest/globals'
import { withDatabase } from '../../../../tests/support/database.js'
import { compareBatch } from '../agreement/compare-batch.testing.js'
import { environmentOf } from '../agreement/rows.testing.js'
import type { Request, Row } from '../agreement/rows.testing.js'
import { columnOf, createWorldSql, scope, worldPaths } from '../agreement/world.testing.js'
import { readCases } from '../cases/read-cases.testing.js'
import { compile } from '../compile.js'
import type { Expression } from '../types/expression.js'
import { evaluate } from './evaluate.js'

const blankRow: Row = Object.fromEntries(worldPaths.map(({ path, version }) => [columnOf(path, version), null]))
const request: Request = {
  me: null,
  now: 0,
  today: '2026-01-31',
  timeZone: 'Asia/Shanghai',
  calendar: { weekend: [6, 7], holidays: [], workdays: [] },
}
const cases = readCases<[string, unknown]>('blanks')

test.each(cases)('%s gives %j where every field is blank', (text, gives) => {
  const { expression } = compile(text, scope)

  expect(evaluate(expression as Expression)(environmentOf(blankRow, request))).toEqual(gives)
})

test('PostgreSQL gives the same for all of them', () =>
  withDatabase(async ({ pool }) => {
    await pool.query(createWorldSql())
    const client = await pool.connect()
    const types = new Map(worldPaths.map(({ path, version, type }) => [columnOf(path, version), type]))
    const found = await compareBatch(
      client,
      cases.map(([text]) => text),
      [blankRow],
      types,
      request,
    )
    client.release()

    expect(found).toEqual([])
  }))
