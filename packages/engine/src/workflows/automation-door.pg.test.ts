import { describe, expect, test } from '@jest/globals'
import type { TestEngine } from '../engine.testing.js'
import { make } from '../records/sales.testing.js'
import { withMachines } from './workflows.testing.js'

async function evaluateOn(
  { engine, admin }: TestEngine,
  ids: readonly string[],
  texts: readonly string[],
): Promise<readonly (readonly unknown[])[]> {
  const { automation } = engine
  const catalog = await automation.catalog('main')
  const object = catalog.objectsByKey.get('machine')?.id ?? ''
  const expressions = texts.map((text) => {
    const { expression, problems } = automation.compile(catalog, object, text, {})
    expect(problems).toEqual([])
    return expression as NonNullable<typeof expression>
  })
  const known = await automation.snapshots('main', object, ids)
  const snapshots = ids.flatMap((id) => known.get(id) ?? [])
  return automation.evaluate('main', { object, snapshots, expressions, me: admin.id })
}

describe('the door for automation', () => {
  test('gives the values of expressions on snapshots, what lies over lookups read in one statement for all', () =>
    withMachines([], async (machines) => {
      const plant = await make(machines, 'plant', { name: 'A', critical: true })
      const first = await make(machines, 'machine', { name: 'M1', plant: plant.id, priority: 2 })
      const second = await make(machines, 'machine', { name: 'M2', status: 'fault' })
      let statements = 0
      const query = machines.pool.query.bind(machines.pool) as (...args: unknown[]) => unknown
      Object.assign(machines.pool, {
        query: (...args: unknown[]) => {
          statements += 1
          return query(...args)
        },
      })
      const texts = ['id', 'plant.critical', 'TITLE(plant)', 'double', 'status', 'createdBy.name', 'me.name & name']
      expect(await evaluateOn(machines, [first.id, second.id], texts)).toEqual([
        [first.id, true, 'A', 4, 'running', '管理员', '管理员M1'],
        [second.id, null, null, null, 'fault', '管理员', '管理员M2'],
      ])
      // Revision, snapshots, plants, people: authors and the one who acts.
      expect(statements).toBe(4)
    }))

  test('knows no snapshot of a record that is gone or of an object that is not there', () =>
    withMachines([], async ({ engine, admin, ...machines }) => {
      const { id } = await make({ engine, admin, ...machines }, 'machine', { name: 'M1' })
      await engine.records.remove(admin, 'machine', id)
      const catalog = await engine.automation.catalog('main')
      const object = catalog.objectsByKey.get('machine')?.id ?? ''
      expect([...(await engine.automation.snapshots('main', object, [id, 'x']))]).toEqual([])
      expect([...(await engine.automation.snapshots('main', 'nothing', [id]))]).toEqual([])
      expect(await engine.automation.workflowAt('main', object, 2)).toBeUndefined()
    }))

  test('evaluates what is about nothing, and says what it cannot read', () =>
    withMachines([], async ({ engine, admin }) => {
      const { automation } = engine
      const catalog = await automation.catalog('main')
      expect(automation.compile(catalog, undefined, 'name', {}).problems).toMatchObject([
        { code: 'formula.unknown_name' },
      ])
      const expressions = ['1 + 1', 'me.name', 'me', 'TODAY() > DATE(2020, 1, 1)'].map(
        (text) => automation.compile(catalog, undefined, text, {}).expression as never,
      )
      const input = { object: undefined, snapshots: [{ before: null, after: null }], expressions }
      expect(await automation.evaluate('main', { ...input, me: admin.id })).toEqual([[2, '管理员', admin.id, true]])
      expect(await automation.evaluate('main', { ...input, me: null })).toEqual([[2, null, null, true]])
    }))
})
