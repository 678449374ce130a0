import { expect, test } from '@jest/globals'
import pg from 'pg'
import { fieldTypes } from '@tessera/blocks/server'
import { createEngine } from '../engine.js'
import { count, make } from '../records/sales.testing.js'
import { runs, tell, testActions, withMachines, workflow } from './workflows.testing.js'

/** A peer stands still for a minute here: each of its creates holds one connection and waits for a second. */
test.each([20, 50])('%i creates at once on a pool of 10 do not stall, with a rule before saving and a trigger', (n) =>
  withMachines(
    [
      workflow('number', { type: 'beforeSave', when: 'plant.critical' }, [
        { type: 'setFields', config: { values: [{ field: 'note', value: 'plant.name & name' }] } },
      ]),
      workflow('onCreate', { type: 'recordCreated', when: 'plant.critical' }, [tell]),
    ],
    async (machines) => {
      const plant = await make(machines, 'plant', { name: 'A', critical: true })
      const pool = new pg.Pool({ connectionString: machines.url, max: 10 })
      const engine = createEngine({ pool, fieldTypes, secret: new Uint8Array(32), actions: testActions })
      try {
        const { admin } = machines
        const fast = (name: string): Promise<unknown> =>
          engine.records.create(admin, 'machine', { name, plant: plant.id })
        const slow = (name: string): Promise<unknown> =>
          engine.records.create(
            admin,
            'machine',
            { name, plant: plant.id },
            { idempotency: { key: name, path: '/', fingerprint: name } },
          )
        await fast('first')
        const started = performance.now()
        const writes = Array.from({ length: n }, (_, index) => (index % 4 === 0 ? slow : fast)(`M${index}`))
        const readAt = engine.records.get(admin, 'plant', plant.id).then(() => performance.now() - started)
        await Promise.all(writes)
        const ms = performance.now() - started

        // Quick on a machine of its own; the bound leaves room for a busy one and none for waiting for each other.
        expect(ms).toBeLessThan(8_000)
        expect(await readAt).toBeLessThan(8_000)
        expect(await count(machines, 'machine')).toBe(n + 1)
        const rows = await runs(machines)
        expect([rows.length, new Set(rows.map(({ record_id }) => record_id)).size]).toEqual([n + 1, n + 1])
      } finally {
        await engine.stop()
        await pool.end()
      }
    },
  ),
)
