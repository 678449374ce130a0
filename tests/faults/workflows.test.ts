import { expect, test } from '@jest/globals'
import { withDatabase } from '../support/database.js'
import { runWorkflowKills } from './workflow-kills.js'

const seed = 20_261_127

test(`server and worker are killed twice during 60 new records (seed ${seed}), and each effect happens exactly once`, async () => {
  await withDatabase(async ({ url, pool }) => {
    const result = await runWorkflowKills({ url, pool, seed, kills: 2, records: 60, hurry: true })

    expect(result.failures).toEqual([])
    expect(result.runs).toBe(60)
  })
}, 300_000)
