import { expect, test } from '@jest/globals'
import { withEngine } from '../engine.testing.js'
import { AccessCases, runAccessCases } from './access-cases.testing.js'
import { runAccessPairs } from './access-pairs.testing.js'
import { randomOf } from './access-world.testing.js'
import { modelDocuments } from './model-documents.testing.js'

/** The full forms are `npm run prove:access`. About 12 s together where nothing else runs. */
const patienceMs = 240_000

test(
  '2,000 random questions of people with random roles, departments and shares are answered as the model answers them (seed 20261201)',
  () =>
    withEngine('access_model', modelDocuments, async ({ engine, pool }) => {
      const cases = new AccessCases(engine, pool, randomOf(20261201))

      await runAccessCases(cases, 2_000, 200)

      expect(cases.differences).toEqual([])
      expect(cases.cases).toBe(2_000)
    }),
  patienceMs,
)

test(
  'two databases that differ in what a person may not see give that person the same answers to the byte (seed 20261202)',
  async () => {
    const pairs = await runAccessPairs(20261202, 2, 2)

    expect(pairs.differences).toEqual([])
    expect(pairs.questions).toBeGreaterThan(400)
    expect(pairs.hidden).toBeGreaterThan(30)
  },
  patienceMs,
)
