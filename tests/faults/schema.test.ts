import { expect, test } from '@jest/globals'
import { withDatabase } from '../support/database.js'
import { runSchemaUnderLoad } from './schema-under-load.js'

const seed = 20_261_130

test(`20 random schema changes and undos under steady writes (seed ${seed}) lose no value and fail no write`, async () => {
  await withDatabase(async ({ url, pool }) => {
    const result = await runSchemaUnderLoad({ url, pool, seed, cases: 20 })

    expect(result.failures).toEqual([])
    expect(result.published).toBeGreaterThan(5)
    expect(result.acknowledged).toBeGreaterThan(0)
  })
}, 180_000)
