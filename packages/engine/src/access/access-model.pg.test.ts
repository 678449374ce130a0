import { expect, test } from '@jest/globals'
import { withEngine } from '../engine.testing.js'
import { AccessCases, runAccessCases } from './access-cases.testing.js'
import { modelDocuments } from './model-documents.testing.js'
import { randomOf } from './access-world.testing.js'

/** The full form is `npm run prove:access`. */
test('2,000 random questions of people with random roles, departments and shares are answered as the model answers them (seed 20261201)', () =>
  withEngine('access_model', modelDocuments, async ({ engine, pool }) => {
    const cases = new AccessCases(engine, pool, randomOf(20261201))

    await runAccessCases(cases, 2_000, 200)

    expect(cases.differences).toEqual([])
    expect(cases.cases).toBe(2_000)
  }))
