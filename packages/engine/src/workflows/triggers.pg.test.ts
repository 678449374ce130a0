import { describe, expect, test } from '@jest/globals'
import { make } from '../records/sales.testing.js'
import { runs, tell, withMachines, workflow } from './workflows.testing.js'

const fault = { type: 'recordChanged', when: 'status = "fault"' }

describe('runs of workflows', () => {
  test('a created record starts the workflows whose condition holds, with what it is as snapshot', () =>
    withMachines(
      [
        workflow('any', { type: 'recordCreated' }, [tell]),
        workflow('urgent', { type: 'recordCreated', when: 'double > 8' }, [tell]),
        workflow('critical', { type: 'recordCreated', when: 'plant.critical' }, [tell]),
        workflow('sleeping', { type: 'recordCreated' }, [tell], { active: false }),
      ],
      async (machines) => {
        const plant = await make(machines, 'plant', { name: 'A', critical: true })
        const calm = await make(machines, 'machine', { name: 'M1', priority: 4 })
        const urgent = await make(machines, 'machine', { name: 'M2', priority: 5, plant: plant.id })
        const rows = await runs(machines)
        expect(rows.map(({ workflow: key, record_id }) => [key, record_id])).toEqual([
          ['any', calm.id],
          ['any', urgent.id],
          ['critical', urgent.id],
          ['urgent', urgent.id],
        ])
        expect(rows[0]).toMatchObject({
          state: 'waiting',
          depth: 1,
          cause: null,
          by_id: machines.admin.id,
          record_version: 1,
          before: null,
          version: 3,
        })
        const catalog = await machines.engine.automation.catalog('main')
        const machine = catalog.objectsByKey.get('machine')
        expect(rows[0]?.after).toMatchObject({
          id: calm.id,
          version: 1,
          owner: machines.admin.id,
          [machine?.fieldsByKey.get('name')?.id ?? '']: 'M1',
        })
      },
    ))

  test('a changed record starts a workflow when its condition becomes true, and not while it stays true', () =>
    withMachines([workflow('onFault', fault, [tell])], async (machines) => {
      const { engine, admin } = machines
      const { id } = await make(machines, 'machine', { name: 'M1' })
      await engine.records.update(admin, 'machine', id, { note: 'x' })
      await engine.records.update(admin, 'machine', id, { status: 'fault' })
      await engine.records.update(admin, 'machine', id, { status: 'fault', note: 'y' })
      await engine.records.update(admin, 'machine', id, { status: 'running' })
      await engine.records.update(admin, 'machine', id, { status: 'fault' })
      expect((await runs(machines)).map(({ record_version }) => record_version)).toEqual([3, 6])
    }))
})
