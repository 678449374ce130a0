import { expect, test } from '@jest/globals'
import { testContext, withWorkshop } from '../schema/workshop.testing.js'
import { StaleCatalog } from './catalog-cache.js'

test('work that meets one publish after the other is done over, and gives up as busy when they do not end', () =>
  withWorkshop(async ({ pool }) => {
    const { catalogs } = testContext(pool)
    let tries = 0
    const meeting = (publishes: number) => (): Promise<number> => {
      tries += 1
      return tries <= publishes ? Promise.reject(new StaleCatalog()) : Promise.resolve(tries)
    }

    expect(await catalogs.with('main', meeting(3))).toBe(4)
    tries = 0
    await expect(catalogs.with('main', meeting(1_000))).rejects.toMatchObject({ code: 'request.busy' })
    expect(tries).toBe(5)
  }))
