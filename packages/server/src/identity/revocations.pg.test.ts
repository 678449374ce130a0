import { describe, expect, test } from '@jest/globals'
import { withDatabase } from '../../../../tests/support/database.js'
import { migratePlatform } from '../platform/migrate-platform.js'
import { Revocations } from './revocations.js'

/** Two processes with a clock of the test. */
async function withTwo<Result>(
  body: (world: {
    here: Revocations
    there: Revocations
    forgotten: (readonly string[] | 'all')[]
    clock: { ms: number }
    statements: () => number
  }) => Promise<Result>,
): Promise<Result> {
  return withDatabase(async ({ url, pool }) => {
    await migratePlatform(url)
    const clock = { ms: 1_000_000 }
    const forgotten: (readonly string[] | 'all')[] = []
    let statements = 0
    const counting = { query: (...args: [never]) => (statements++, pool.query(...args)) } as unknown as typeof pool
    const here = new Revocations(
      pool,
      () => undefined,
      () => clock.ms,
    )
    const there = new Revocations(
      counting,
      (subjects) => forgotten.push(subjects),
      () => clock.ms,
    )
    return body({ here, there, forgotten, clock, statements: () => statements })
  })
}

describe('revocations', () => {
  test('are asked for before anything remembered is used, and everything older is forgotten', async () => {
    await withTwo(async ({ there, forgotten }) => {
      const first = there.refresh()
      expect(first).toBeInstanceOf(Promise)
      await first

      expect(forgotten).toEqual(['all'])
      expect(there.refresh()).toBeUndefined()
    })
  })

  test('of one process are known to the other within its next look', async () => {
    await withTwo(async ({ here, there, forgotten, clock }) => {
      await there.refresh()
      await here.revoke('one', 'two')

      clock.ms += 950
      await there.refresh()

      expect(forgotten.at(-1)).toEqual(expect.arrayContaining(['one', 'two']))
    })
  })

  test('cost one statement in 400 ms at most, and none while nobody asks', async () => {
    await withTwo(async ({ there, clock, statements }) => {
      await there.refresh()
      for (let n = 0; n < 100; n++) there.refresh()
      expect(statements()).toBe(1)

      clock.ms += 399
      there.refresh()
      expect(statements()).toBe(1)
      clock.ms += 1
      expect(there.refresh()).toBeUndefined()
      expect(statements()).toBe(2)
    })
  })

  test('make a process that has not looked for long forget everything', async () => {
    await withTwo(async ({ there, forgotten, clock }) => {
      await there.refresh()
      clock.ms += 60_000
      await there.refresh()

      expect(forgotten).toEqual(['all', 'all'])
    })
  })
})
