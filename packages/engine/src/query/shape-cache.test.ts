import { describe, expect, test } from '@jest/globals'
import { definerAccess } from '../access/access.js'
import { fixtureCatalog } from './reader-fixture.testing.js'
import { ShapeCache } from './shape-cache.js'

describe('what was compiled for a shape', () => {
  test('is made once for each catalog and access, and not kept when making it fails', () => {
    const cache = new ShapeCache<number>()
    const [catalog, next] = [fixtureCatalog(), fixtureCatalog()]
    let made = 0
    const make = (): number => (made += 1)

    expect(() =>
      cache.get(catalog, definerAccess, 'a', () => {
        throw new Error('refused')
      }),
    ).toThrow('refused')
    expect([cache.get(catalog, definerAccess, 'a', make), cache.get(catalog, definerAccess, 'a', make)]).toEqual([1, 1])
    expect(cache.get(next, definerAccess, 'a', make)).toBe(2)
    expect(cache.get(catalog, { ...definerAccess }, 'a', make)).toBe(3)
  })

  test('is forgotten when 500 others were used since', () => {
    const cache = new ShapeCache<string>()
    const catalog = fixtureCatalog()
    const use = (shape: string): string => cache.get(catalog, definerAccess, shape, () => `made ${shape}`)
    const again = (shape: string): string => cache.get(catalog, definerAccess, shape, () => 'made again')
    use('kept')
    use('lost')
    for (let n = 0; n < 499; n += 1) {
      use(`other ${n}`)
      use('kept')
    }

    expect([again('kept'), again('lost')]).toEqual(['made kept', 'made again'])
  })
})
