import { expect, test } from '@jest/globals'
import { withDatabase } from '../support/database.js'
import { runBigConversion } from './big-conversion.js'

const seed = 20_261_130

test(`a text field of 12,000 records becomes a number and a text again while people work and the server dies twice (seed ${seed})`, async () => {
  await withDatabase(async ({ url, pool }) => {
    const result = await runBigConversion({ url, pool, seed, rows: 12_000, refused: 7 })

    expect(result.failures).toEqual([])
    expect(result.amounts.size).toBeGreaterThan(0)
  })
}, 120_000)
