import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import pg from 'pg'
import { withDatabase } from '../../../../tests/support/database.js'
import { compareBatch } from '../agreement/compare-batch.testing.js'
import { rowArbitrary } from '../agreement/rows.testing.js'
import type { Request } from '../agreement/rows.testing.js'
import { columnOf, createWorldSql, worldPaths } from '../agreement/world.testing.js'
import { edgeFormulas } from './support/edge-formulas.testing.js'
import { edgeRow, edgeZones } from './support/edge-values.testing.js'

const ROWS = 8
const types = new Map(worldPaths.map(({ path, version, type }) => [columnOf(path, version), type]))
const seed = Number(process.env['TESSERA_SEED'] ?? 31_415)

function requestFor(run: number): Request {
  return {
    me: null,
    now: Date.parse('2026-03-15T02:30:00Z'),
    today: '2026-03-15',
    timeZone: edgeZones[run % edgeZones.length] as string,
    calendar: {
      weekend: [[6, 7], [5, 6], [7], []][run % 4] as number[],
      // Repeated days, a holiday on the weekend, and a day that is both: all of them allowed, none counted twice.
      holidays: ['2024-01-01', '2024-02-12', '2024-02-12', '2024-02-17', '2024-02-18'],
      workdays: ['2024-02-04', '2024-02-18', '2024-02-18', '2024-02-13'],
    },
  }
}

function rowsFor(run: number) {
  const rows = fc.sample(rowArbitrary, { seed: seed + run, numRuns: ROWS })
  const edges = fc.sample(edgeRow, { seed: seed + run, numRuns: ROWS })
  return rows.map((row, index) => {
    const values = Object.entries(edges[index] ?? {}).map(([key, value]) => [`current__${key}`, value] as const)
    return { ...row, ...Object.fromEntries(values) }
  })
}

describe('functions at the edges of their arguments', () => {
  test(`give the same in JavaScript and in PostgreSQL (seed ${seed})`, () =>
    withDatabase(async ({ url }) => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      try {
        await client.query("SET jit = off; SET TimeZone = 'America/Caracas'")
        await client.query(createWorldSql())

        const found = []
        for (let run = 0; run < 2; run++) {
          found.push(...(await compareBatch(client, edgeFormulas, rowsFor(run), types, requestFor(seed + run))))
        }

        expect(found).toEqual([])
      } finally {
        await client.end()
      }
    }))
})
