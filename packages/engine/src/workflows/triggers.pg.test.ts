import { describe, expect, test } from '@jest/globals'
import { workflowActor } from '../access/actor.js'
import { publish } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'
import { make, read, refusal } from '../records/sales.testing.js'
import { runs, tell, withMachines, workflow } from './workflows.testing.js'

const onFault = workflow('onFault', { type: 'recordChanged', when: 'status = "fault"' }, [tell])
const onCreate = workflow('onCreate', { type: 'recordCreated' }, [tell])

const versionsOf = async (machines: TestEngine, key: string): Promise<number[]> =>
  (await runs(machines)).filter((run) => run.workflow === key).map((run) => run.record_version)

const fieldId = async ({ engine }: TestEngine, key: string): Promise<string> =>
  (await engine.automation.catalog('main')).objectsByKey.get('machine')?.fieldsByKey.get(key)?.id ?? ''

describe('a created record', () => {
  test('starts the workflows whose condition holds, with what it is as snapshot', () =>
    withMachines(
      [
        workflow('any', { type: 'recordCreated' }, [tell]),
        workflow('urgent', { type: 'recordCreated', when: 'double > 8' }, [tell]),
        workflow('critical', { type: 'recordCreated', when: 'plant.critical and createdBy = me' }, [tell]),
        workflow('sleeping', { type: 'recordCreated' }, [tell], { active: false }),
        workflow('change', { type: 'recordChanged' }, [tell]),
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
        expect(rows[0]?.after).toMatchObject({
          id: calm.id,
          version: 1,
          owner: machines.admin.id,
          createdBy: machines.admin.id,
          [await fieldId(machines, 'name')]: 'M1',
        })
      },
    ))

  test('that is refused starts nothing', () =>
    withMachines([onCreate], async (machines) => {
      const { engine, admin } = machines
      await refusal(engine.records.create(admin, 'machine', { priority: 1 }))
      const lost = '01900000-0000-7000-8000-0000000000ff'
      await refusal(engine.records.create(admin, 'machine', { name: 'M', plant: lost }))
      await refusal(engine.records.batch(admin, 'machine', { create: [{ name: 'M' }, {}] }))
      expect(await runs(machines)).toEqual([])
      await engine.records.batch(admin, 'machine', { create: [{ name: 'M' }, {}] }, { partial: true })
      expect(await runs(machines)).toHaveLength(1)
    }))
})

describe('a changed record', () => {
  test('starts a workflow when its condition becomes true, and not while it stays true', () =>
    withMachines([onFault], async (machines) => {
      const { engine, admin } = machines
      const { id } = await make(machines, 'machine', { name: 'M1' })
      await engine.records.update(admin, 'machine', id, { note: 'x' })
      await engine.records.update(admin, 'machine', id, { status: 'fault' })
      await engine.records.update(admin, 'machine', id, { status: 'fault', note: 'y' })
      await engine.records.update(admin, 'machine', id, { status: 'running' })
      await engine.records.batch(admin, 'machine', { update: [{ id, status: 'fault' }] })
      expect(await versionsOf(machines, 'onFault')).toEqual([3, 6])
      const [first] = await runs(machines)
      const status = await fieldId(machines, 'status')
      expect([first?.before?.[status], first?.after?.[status]]).toEqual(['running', 'fault'])
    }))

  test('starts a workflow when a watched field changes, a formula too', () =>
    withMachines(
      [
        workflow('note', { type: 'recordChanged', watch: ['note', 'plant'] }, [tell]),
        workflow('double', { type: 'recordChanged', watch: ['double'] }, [tell]),
        workflow('high', { type: 'recordChanged', watch: ['priority'], when: 'priority > 5' }, [tell]),
        workflow('each', { type: 'recordChanged' }, [tell]),
      ],
      async (machines) => {
        const { engine, admin } = machines
        const { id } = await make(machines, 'machine', { name: 'M1', priority: 9 })
        for (const values of [{ name: 'M2' }, { note: 'x' }, { priority: 1 }, { priority: 7 }, { note: 'x' }])
          await engine.records.update(admin, 'machine', id, values)
        expect(await versionsOf(machines, 'each')).toEqual([2, 3, 4, 5])
        expect(await versionsOf(machines, 'note')).toEqual([3])
        expect(await versionsOf(machines, 'double')).toEqual([4, 5])
        expect(await versionsOf(machines, 'high')).toEqual([5])
      },
    ))

  test('is one whose lookup was cleared too, and one whose roll-up made a condition true', () =>
    withMachines(
      [
        workflow('often', { type: 'recordChanged', when: 'repairs >= 2' }, [tell]),
        workflow('each', { type: 'recordChanged' }, [tell]),
        workflow('cleared', { type: 'recordChanged', when: 'ISBLANK(machine)' }, [tell], { object: 'repair' }),
      ],
      async (machines) => {
        const { engine, admin } = machines
        const { id } = await make(machines, 'machine', { name: 'M1' })
        for (const subject of ['a', 'b', 'c']) await make(machines, 'repair', { subject, machine: id })
        const [often, ...others] = await runs(machines)
        expect([often?.workflow, often?.record_id, often?.record_version, others]).toEqual(['often', id, 1, []])
        expect(often?.after?.[await fieldId(machines, 'repairs')]).toBe(2)

        await engine.records.remove(admin, 'machine', id)
        expect(await versionsOf(machines, 'cleared')).toEqual([2, 2, 2])
        await engine.records.restore(admin, 'machine', id)
        expect(await runs(machines)).toHaveLength(4)
      },
    ))

  test('keeps its options by id: a run that waited understands them when their keys have changed', () =>
    withMachines([onFault], async (machines) => {
      const { engine, admin } = machines
      const { id } = await make(machines, 'machine', { name: 'M1' })
      await engine.records.update(admin, 'machine', id, { status: 'fault' })
      const { document } = await engine.documents.get(admin, 'object', 'machine')
      const renamed = JSON.parse(JSON.stringify(document).replace('"key":"fault"', '"key":"broken"')) as never
      await engine.changes.publish(admin, {
        changes: [{ op: 'put', document: renamed }],
        accept: ['key.renamed:machine.status.fault'],
      })
      const [run] = await runs(machines)
      const catalog = await engine.automation.catalog('main')
      const object = catalog.objectsByKey.get('machine')?.id
      const expressions = ['status = "broken"', 'old.status', 'status'].map(
        (text) => engine.automation.compile(catalog, object, text, {}).expression,
      )
      const snapshot = { before: run?.before ?? null, after: run?.after ?? null } as never
      const input = { object, snapshots: [snapshot], expressions: expressions as never, me: null }
      expect(await engine.automation.evaluate('main', input)).toEqual([[true, 'running', 'broken']])
      await engine.records.update(admin, 'machine', id, { status: 'running' })
      await engine.records.update(admin, 'machine', id, { status: 'broken' })
      expect(await versionsOf(machines, 'onFault')).toEqual([2, 4])
    }))
})

describe('what workflows cost a write', () => {
  test('is no statement, and not a word where none starts', () =>
    withMachines(
      [
        onCreate,
        workflow('rule', { type: 'beforeSave', when: 'priority > 99' }, [
          { type: 'refuse', config: { message: 'no' } },
        ]),
      ],
      async (machines) => {
        const { engine, admin, pool } = machines
        const texts: string[] = []
        const query = pool.query.bind(pool) as (...args: unknown[]) => unknown
        Object.assign(pool, {
          query: (...args: unknown[]) => {
            texts.push(JSON.stringify(args[0]))
            return query(...args)
          },
        })
        const asked = async (work: Promise<unknown>): Promise<readonly [number, boolean]> => {
          texts.length = 0
          await work
          return [texts.length, texts.some((text) => text.includes('runs'))]
        }
        expect(await asked(make(machines, 'plant', { name: 'A' }))).toEqual([1, false])
        const { id } = await make(machines, 'machine', { name: 'M' })
        expect(await asked(make(machines, 'machine', { name: 'M' }))).toEqual([1, true])
        expect(await asked(engine.records.update(admin, 'machine', id, { note: 'x' }))).toEqual([2, false])
      },
    ))
})

describe('runs', () => {
  test('wake the queue once per transaction, and their own process after the commit', async () => {
    const woken: (readonly string[])[] = []
    const commits: string[] = []
    const automation = {
      wakeSql: (workspace: string) => `nextval('public.woken') || '${workspace}'`,
      wake: (workspace: string, ids: readonly string[]) => void woken.push([workspace, ...ids]),
    }
    const onCommit = (workspace: string): void => void commits.push(workspace)
    await withMachines(
      [onCreate, onFault],
      async (machines) => {
        const { engine, admin, pool } = machines
        await pool.query('CREATE SEQUENCE public.woken')
        const asked = async (): Promise<number> => {
          const { rows } = await pool.query<{ n: string }>(
            'SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS n FROM public.woken',
          )
          return Number(rows[0]?.n)
        }
        commits.length = 0
        const { id } = await make(machines, 'machine', { name: 'M1' })
        expect([await asked(), woken.length, commits]).toEqual([1, 1, ['main']])
        await engine.records.update(admin, 'machine', id, { note: 'x' })
        expect([await asked(), woken.length, commits.length]).toEqual([1, 1, 2])
        const create = Array.from({ length: 50 }, (_, index) => ({ name: `B${index}` }))
        await engine.records.batch(admin, 'machine', { create, update: [{ id, status: 'fault' }] })
        expect([await asked(), woken.length, commits.length]).toEqual([2, 2, 3])
        expect(woken[1]).toHaveLength(52)
        expect(new Set(woken.flatMap(([, ...ids]) => ids))).toEqual(
          new Set((await runs(machines)).map((run) => run.id)),
        )
        await refusal(engine.records.create(admin, 'machine', {}))
        expect([await asked(), woken.length, commits.length]).toEqual([2, 2, 3])
        await publish(engine, [{ ...onCreate, active: false }])
        expect(commits.length).toBe(4)
      },
      { automation, onCommit },
    )
  })

  test('that start each other are one deeper each, and beyond eight they are shown as stopped', () =>
    withMachines([onFault], async (machines) => {
      const { engine, admin } = machines
      const { id } = await make(machines, 'machine', { name: 'M1' })
      await engine.records.update(admin, 'machine', id, { status: 'fault' })
      for (let depth = 1; depth <= 9; depth += 1) {
        const cause = (await runs(machines)).at(-1)
        const workflowId = [...(await engine.automation.catalog('main')).documents.values()].find(
          ({ key }) => key === 'onFault',
        )?.id
        const actor = workflowActor('main', {
          workflow: workflowId ?? '',
          title: '旧名',
          run: cause?.id ?? '',
          depth,
          by: admin.id,
        })
        await engine.records.update(actor, 'machine', id, { status: 'running' })
        await engine.records.update(actor, 'machine', id, { status: 'fault' })
      }
      const rows = await runs(machines)
      expect(rows.map(({ depth, state }) => [depth, state])).toEqual([
        ...[1, 2, 3, 4, 5, 6, 7, 8].map((depth) => [depth, 'waiting']),
        [9, 'limited'],
        [10, 'limited'],
      ])
      expect(rows.map(({ cause }) => cause)).toEqual([null, ...rows.slice(0, 9).map((row) => row.id)])
      expect(rows.every(({ by_id }) => by_id === admin.id)).toBe(true)
      expect(rows[8]?.error?.code).toBe('workflow.too_deep')

      const { entries } = await engine.records.history(admin, 'machine', id, { limit: 1 })
      const named = { id: entries[0]?.through.id, title: 'onFault' }
      expect(entries[0]).toMatchObject({ by: named, through: { kind: 'workflow', ...named } })
      expect(Object.keys(entries[0]?.through ?? {}).sort()).toEqual(['id', 'kind', 'title'])
      expect(await read(machines, 'machine', id)).toMatchObject({ updatedBy: null })
    }))

  test('of a workflow on one record are stopped after twenty within a minute, visibly, and go on later', async () => {
    let now = new Date('2026-03-01T08:00:00Z')
    await withMachines(
      [workflow('each', { type: 'recordChanged' }, [tell])],
      async (machines) => {
        const { engine, admin } = machines
        const { id } = await make(machines, 'machine', { name: 'M1' })
        const other = await make(machines, 'machine', { name: 'M2' })
        for (let priority = 1; priority <= 22; priority += 1)
          await engine.records.update(admin, 'machine', id, { priority })
        await engine.records.batch(admin, 'machine', {
          update: [
            { id, note: 'x' },
            { id: other.id, note: 'x' },
          ],
        })
        now = new Date('2026-03-01T08:01:01Z')
        await engine.records.update(admin, 'machine', id, { note: 'y' })
        const rows = await runs(machines)
        const states = rows.filter(({ record_id }) => record_id === id).map(({ state }) => state)
        expect(states).toEqual([
          ...Array.from({ length: 20 }, () => 'waiting'),
          ...Array.from({ length: 3 }, () => 'limited'),
          'waiting',
        ])
        expect(rows.find(({ state }) => state === 'limited')?.error?.code).toBe('workflow.too_often')
        expect(rows.filter(({ record_id }) => record_id === other.id).map(({ state }) => state)).toEqual(['waiting'])
      },
      { clock: () => now },
    )
  })

  test('belong to the graph that was published when the record changed', () =>
    withMachines([onFault], async (machines) => {
      const { engine, admin, another } = machines
      const other = another()
      const { id } = await make(machines, 'machine', { name: 'M1' })
      await other.records.update(admin, 'machine', id, { status: 'fault' })
      await publish(engine, [workflow('onFault', { type: 'recordChanged', when: 'status = "stopped"' }, [tell, tell])])
      await other.records.update(admin, 'machine', id, { status: 'running' })
      await other.records.update(admin, 'machine', id, { status: 'fault' })
      await other.records.update(admin, 'machine', id, { status: 'stopped' })
      const rows = await runs(machines)
      expect(rows.map(({ version, record_version }) => [version, record_version])).toEqual([
        [3, 2],
        [4, 5],
      ])
      const [old, current] = await Promise.all(
        [3, 4].map((version) => engine.automation.workflowAt('main', rows[0]?.workflow_id ?? '', version)),
      )
      expect([(old?.nodes as unknown[]).length, (current?.nodes as unknown[]).length]).toEqual([1, 2])
    }))
})

describe('work alongside a write', () => {
  test('commits with it or not at all, and is not done again for a repeated request', () =>
    withMachines([onCreate], async (machines) => {
      const { engine, admin, pool } = machines
      await pool.query('CREATE TABLE public.steps (record uuid)')
      const step = async (
        client: { query(sql: string, values: unknown[]): Promise<unknown> },
        ids: readonly string[],
      ) => {
        for (const id of ids) await client.query('INSERT INTO public.steps VALUES ($1)', [id])
      }
      const steps = async (): Promise<string[]> =>
        (await pool.query<{ record: string }>('SELECT record FROM public.steps')).rows.map(({ record }) => record)
      const options = {
        alongside: step,
        idempotency: { key: 'run:n1', path: '/runs', fingerprint: 'x' },
      }
      const made = await engine.records.create(admin, 'machine', { name: 'M1' }, options)
      const again = await engine.records.create(admin, 'machine', { name: 'M1' }, options)
      expect([again.id, await steps(), (await runs(machines)).length]).toEqual([made.id, [made.id], 1])

      const failing = async (): Promise<void> => {
        await Promise.resolve()
        throw new Error('no step')
      }
      await expect(
        engine.records.update(admin, 'machine', made.id, { name: 'M2' }, { alongside: failing }),
      ).rejects.toThrow('no step')
      expect(await read(machines, 'machine', made.id)).toMatchObject({ name: 'M1', version: 1 })

      await engine.records.update(admin, 'machine', made.id, { name: 'M1' }, { alongside: step })
      expect(await steps()).toEqual([made.id, made.id])
      const second = await make(machines, 'machine', { name: 'M2' })
      const { created } = (await engine.records.batch(
        admin,
        'machine',
        { create: [{ name: 'A' }, {}, { name: 'B' }], update: [{ id: second.id, note: 'x' }], delete: [made.id] },
        { alongside: step, partial: true },
      )) as never as { created: undefined }
      expect(created).toBeUndefined()
      const [, , a, b, c, d] = await steps()
      expect([c, d]).toEqual([second.id, made.id])
      expect([await read(machines, 'machine', a ?? ''), await read(machines, 'machine', b ?? '')]).toMatchObject([
        { name: 'A' },
        { name: 'B' },
      ])
    }))
})
