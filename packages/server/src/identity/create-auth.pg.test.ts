import { expect, test } from '@jest/globals'
import { getMigrations } from 'better-auth/db/migration'
import { withDatabase } from '../../../../tests/support/database.js'
import { migratePlatform } from '../platform/migrate-platform.js'
import { openPools } from '../platform/pools.js'
import { createAuth } from './create-auth.js'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

test('better-auth finds all its tables and columns after our migrations', async () => {
  await withDatabase(async ({ url }) => {
    await migratePlatform(url)
    const pools = openPools(url, silent, { engine: 1, platform: 2, automation: 1 })
    try {
      const auth = createAuth({ pool: pools.platform, secret: 'x'.repeat(43), secure: false })

      const missing = await getMigrations(auth.options)

      expect(missing.toBeCreated).toEqual([])
      expect(missing.toBeAdded).toEqual([])
    } finally {
      await pools.end()
    }
  })
})
