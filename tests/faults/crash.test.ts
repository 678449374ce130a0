import { expect, test } from '@jest/globals'
import { withDatabase } from '../support/database.js'
import { runCrashes } from './crash-run.js'

const seed = 20_261_123

test(`a server that is killed 4 times during schema changes (seed ${seed}) loses nothing it has acknowledged`, async () => {
  await withDatabase(async ({ url, pool }) => {
    const result = await runCrashes({ url, pool, seed, cases: 4, leastRevisions: 4 })

    expect(result.failures).toEqual([])
    expect(result.revisions).toBeGreaterThanOrEqual(4)
  })
}, 300_000)
