import { expect, test } from '@jest/globals'
import { withDatabase } from '../support/database.js'
import { runDraftKills } from './draft-kills/draft-kills.js'

const seed = 20_261_127

test(`a tab dies in fields, layout, workflow and form (seed ${seed}), and the next one has every edit older than 3 s`, async () => {
  await withDatabase(async ({ url }) => {
    const { failures, owed } = await runDraftKills({ url, seed, cases: 4, most: 6 })

    expect(failures).toEqual([])
    expect(owed).toBeGreaterThan(0)
  })
}, 300_000)
