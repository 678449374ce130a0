import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { count, make, problemsOf, read, refusal } from '../records/sales.testing.js'
import { publish } from '../engine.testing.js'
import { testActions, withMachines, workflow } from './workflows.testing.js'

const set = (...values: readonly (readonly [string, string])[]): Record<string, unknown> => ({
  type: 'setFields',
  config: { values: values.map(([field, value]) => ({ field, value })) },
})
const refuse = (message: unknown, field?: string): Record<string, unknown> => ({
  type: 'refuse',
  config: { message, ...(field === undefined ? {} : { field }) },
})
const before = { type: 'beforeSave' }

describe('rules before saving', () => {
  test('set fields in the order of their keys, each seeing what earlier ones set, and history keeps what they set', () =>
    withMachines(
      [
        workflow('b', before, [set(['note', '"P" & priority'])]),
        workflow('a', before, [set(['priority', 'IFBLANK(priority, 0) + 1'], ['name', 'name & priority'])]),
        workflow('c', { type: 'beforeSave', when: 'note = "P2"' }, [set(['status', '"fault"'])]),
      ],
      async (machines) => {
        const { engine, admin } = machines
        const machine = await make(machines, 'machine', { name: 'M', priority: 1 })
        expect(machine).toMatchObject({ name: 'M2', priority: 2, note: 'P2', status: 'fault', double: 4 })

        await engine.records.update(admin, 'machine', machine.id, { plant: null, status: 'stopped' })
        expect(await read(machines, 'machine', machine.id)).toMatchObject({ name: 'M23', priority: 3, note: 'P3' })
        const { entries } = await engine.records.history(admin, 'machine', machine.id, { limit: 1 })
        expect(entries[0]).toMatchObject({ by: { id: admin.id }, through: { kind: 'person' } })
        expect(entries[0]?.changes.map(({ field, from, to }) => [field, from, to])).toEqual([
          ['name', 'M2', 'M23'],
          ['status', 'fault', 'stopped'],
          ['priority', 2, 3],
          ['note', 'P2', 'P3'],
        ])
      },
    ))

  test('refuse with their message at the field, in a single write and in a batch, and leave other records alone', () =>
    withMachines(
      [
        workflow('needsNote', before, [
          { type: 'condition', config: { when: 'status = "stopped" and ISBLANK(note)' } },
          refuse({ 'zh-CN': '停用须写备注', en: 'Say why it is stopped' }, 'note'),
        ]),
      ],
      async (machines) => {
        const { engine, admin } = machines
        const error = await refusal(engine.records.create(admin, 'machine', { name: 'M', status: 'stopped' }))
        expect([error.code, error.errors]).toEqual([
          'record.invalid',
          [
            {
              path: 'note',
              code: 'workflow.needsNote',
              message: { 'zh-CN': '停用须写备注', en: 'Say why it is stopped' },
            },
          ],
        ])
        const create = [{ name: 'M1' }, { name: 'M2', status: 'stopped' }, { name: 'M3', status: 'stopped', note: 'x' }]
        const refused = await refusal(engine.records.batch(admin, 'machine', { create }))
        expect(problemsOf(refused)).toEqual(['create/1/note workflow.needsNote'])
        expect(await count(machines, 'machine')).toBe(0)
        const partial = await engine.records.batch(admin, 'machine', { create }, { partial: true })
        expect(partial).toMatchObject({ ok: 2, failed: 1 })
      },
    ))

  test('check what they set as if it were written, before required fields and rules are judged', () =>
    withMachines(
      [
        workflow('blankName', { type: 'beforeSave', when: 'note = "blank"' }, [set(['name', 'blank'])]),
        workflow('lost', { type: 'beforeSave', when: 'note = "lost"' }, [
          set(['plant', '"01900000-0000-7000-8000-0000000000ff"']),
        ]),
        workflow('long', { type: 'beforeSave', when: 'note = "long"' }, [set(['name', 'REPT("x", 300)'])]),
      ],
      async (machines) => {
        const { engine, admin } = machines
        const { id } = await make(machines, 'machine', { name: 'M' })
        for (const [note, problem] of [
          ['blank', 'name field.required'],
          ['lost', 'plant field.unknown_record'],
          ['long', 'name field.too_long'],
        ] as const) {
          const single = await refusal(engine.records.update(admin, 'machine', id, { note }))
          expect(problemsOf(single)).toEqual([problem])
          const batch = await refusal(engine.records.batch(admin, 'machine', { create: [{ name: 'N', note }] }))
          expect(problemsOf(batch)).toEqual([`create/0/${problem}`])
        }
      },
    ))

  test('read over lookups, also over one that an earlier row set, and know who writes which record', () =>
    withMachines(
      [
        workflow('critical', { type: 'beforeSave', when: 'plant.critical' }, [
          set(['priority', '9'], ['note', 'TEXT(plant.name) & "/" & createdBy.name & "/" & me.name']),
        ]),
        workflow('later', { type: 'beforeSave', watch: ['priority'], when: 'createdBy = me and id <> blank' }, [
          set(['status', '"fault"']),
        ]),
      ],
      async (machines) => {
        const { engine, admin } = machines
        const plant = await make(machines, 'plant', { name: 'A', critical: true })
        const first = await make(machines, 'machine', { name: 'M', plant: plant.id })
        expect(first).toMatchObject({ priority: 9, note: 'A/管理员/管理员', status: 'fault' })
        const { id } = await make(machines, 'machine', { name: 'N', status: 'stopped' })
        expect(await read(machines, 'machine', id)).toMatchObject({ priority: null, status: 'fault' })
        await engine.records.update(admin, 'machine', id, { status: 'stopped' })
        expect(await read(machines, 'machine', id)).toMatchObject({ status: 'stopped' })
        await engine.records.batch(admin, 'machine', { update: [{ id, plant: plant.id }] })
        expect(await read(machines, 'machine', id)).toMatchObject({ priority: 9, status: 'fault' })
      },
    ))

  test('do nothing when inactive, on a change that changes nothing, on the way to the bin and back', () =>
    withMachines(
      [
        workflow('off', before, [refuse('no')], { active: false }),
        workflow('counts', before, [set(['priority', 'IFBLANK(priority, 0) + 1'])]),
      ],
      async (machines) => {
        const { engine, admin } = machines
        const { id } = await make(machines, 'machine', { name: 'M' })
        await engine.records.update(admin, 'machine', id, { name: 'M' })
        await engine.records.remove(admin, 'machine', id)
        await engine.records.restore(admin, 'machine', id)
        expect(await read(machines, 'machine', id)).toMatchObject({ priority: 1, version: 3 })
      },
    ))

  test('count from the moment they are published, in other processes too', () =>
    withMachines([], async (machines) => {
      const { engine, admin, another } = machines
      const other = another()
      const { id } = await make(machines, 'machine', { name: 'M' })
      await other.records.update(admin, 'machine', id, { note: 'a' })
      const rule = workflow('stop', before, [refuse('no')])
      await publish(engine, [rule])
      for (const each of [engine, other]) {
        expect(problemsOf(await refusal(each.records.update(admin, 'machine', id, { note: 'b' })))).toEqual([
          ' workflow.stop',
        ])
      }
      await publish(engine, [{ ...rule, active: false }])
      for (const each of [other, engine]) await each.records.update(admin, 'machine', id, { note: `c${Math.random()}` })
    }))

  test('make the same of records one by one and at once, whatever the graph', () =>
    withMachines([], async (machines) => {
      const { engine, admin } = machines
      const when = fc.constantFrom('priority > 2', 'status = "fault"', 'ISBLANK(note)', 'double < 9', 'plant.critical')
      const value = fc.constantFrom(
        ['priority', 'IFBLANK(priority, 1) + 1'] as const,
        ['note', 'name & priority'] as const,
        ['status', 'IF(priority > 3, "stopped", "running")'] as const,
      )
      const node = fc.oneof(
        fc.record({ type: fc.constant('condition'), config: fc.record({ when }) }),
        fc.array(value, { minLength: 1, maxLength: 2 }).map((values) => set(...values)),
      )
      const links = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 6, maxLength: 6 })
      const plant = await make(machines, 'plant', { name: 'A', critical: true })
      await fc.assert(
        fc.asyncProperty(fc.array(node, { minLength: 1, maxLength: 6 }), links, async (nodes, ways) => {
          const graph = nodes.map((each, index) => {
            const ports = testActions.get(String(each.type))?.ports ?? []
            const next = Object.fromEntries(
              ports.flatMap(({ key }, port) => {
                const target = index + 1 + port
                return ways[index]?.[port] === false || target >= nodes.length ? [] : [[key, `n${target + 1}`]]
              }),
            )
            return { ...each, id: `n${index + 1}`, next }
          })
          await publish(engine, [{ ...workflow('any', before, []), nodes: graph }])
          const bodies = [
            { name: 'a' },
            { name: 'b', priority: 3, status: 'fault' },
            { name: 'c', plant: plant.id, note: 'x' },
          ]
          const single = []
          for (const body of bodies) single.push(await make(machines, 'machine', body))
          const { created } = (await engine.records.batch(admin, 'machine', { create: bodies })) as unknown as {
            created: { id: string }[]
          }
          const essence = ({ name, priority, note, status }: Record<string, unknown>): unknown => [
            name,
            priority,
            note,
            status,
          ]
          const batch = await Promise.all(created.map(({ id }) => read(machines, 'machine', id)))
          expect(batch.map(essence)).toEqual(single.map(essence))
        }),
        { seed: 20_261_130, numRuns: 12 },
      )
    }))
})
