import { describe, expect, test } from '@jest/globals'
import type { AppError } from '@tessera/metadata'
import { publish } from '../engine.testing.js'
import type { TestEngine } from '../engine.testing.js'
import { make, refusal } from '../records/sales.testing.js'
import { machineDocuments, tell, withMachines, workflow } from '../workflows/workflows.testing.js'

type Json = Record<string, unknown>

const created = { type: 'recordCreated' }
const node = (type: string, config: Json, more: Json = {}): Json => ({ type, config, ...more })
const values = (...rows: readonly (readonly [string, string])[]): Json[] =>
  rows.map(([field, value]) => ({ field, value }))

const wire = async ({ engine, admin }: TestEngine, key: string): Promise<Json> =>
  (await engine.documents.get(admin, 'workflow', key)).document as unknown as Json

/** `code pointer` of what a publish is refused with. */
const problemsOf = (error: AppError): string[] =>
  (error.errors ?? []).map(({ code, path }) => `${code} ${path.replace('/changes/0/document', '')}`)

const machineWith = (change: (fields: Json[]) => Json[]): Json => {
  const document = JSON.parse(JSON.stringify(machineDocuments[1])) as Json & { fields: Json[] }
  return { ...document, fields: change(document.fields) }
}

describe('workflows that do not check', () => {
  test.each([
    ['an unknown node type', [node('notfy', {})], 'workflow.unknown_action /nodes/0/type'],
    ['a run node before saving', [tell], 'workflow.wrong_phase /nodes/0/type', { trigger: { type: 'beforeSave' } }],
    ['a rule node after saving', [node('refuse', { message: 'no' })], 'workflow.wrong_phase /nodes/0/type'],
    [
      'a port that is not there',
      [node('condition', { when: 'true' }, { next: { maybe: 'n2' } }), tell],
      'workflow.unknown_port /nodes/0/next/maybe',
    ],
    [
      'a circle',
      [node('condition', { when: 'true' }), { ...tell, next: { next: 'n1' } }],
      'workflow.in_circle /nodes/1/next/next',
    ],
    [
      'a configuration of another shape',
      [node('notify', { titel: '"x"' })],
      'document.unknown_property /nodes/0/config/titel',
    ],
    [
      'a target that is not there',
      [node('updateRecord', { target: 'n9', values: [] })],
      'reference.unknown /nodes/0/config/target',
    ],
    [
      'a target that comes later',
      [
        node('updateRecord', { target: 'n2', object: 'repair', values: values(['subject', '"x"']) }),
        node('findRecords', { object: 'repair' }),
      ],
      'workflow.not_before /nodes/0/config/target',
    ],
    [
      'a target of another object',
      [
        node('findRecords', { object: 'repair' }),
        node('updateRecord', { target: 'n1', object: 'plant', values: values(['name', '"x"']) }),
      ],
      'workflow.other_object /nodes/1/config/object',
    ],
    [
      'an unknown field',
      [node('updateRecord', { values: values(['nme', '"x"']) })],
      'reference.unknown /nodes/0/config/values/0/field',
    ],
    [
      'a field that nobody writes',
      [node('updateRecord', { values: values(['double', '1']) })],
      'reference.wrong_type /nodes/0/config/values/0/field',
    ],
    [
      'a value of another type',
      [node('updateRecord', { values: values(['priority', 'name']) })],
      'formula.wrong_result /nodes/0/config/values/0/value',
    ],
    [
      'an option that is not there',
      [node('updateRecord', { values: values(['status', '"brokn"']) })],
      'formula.unknown_option /nodes/0/config/values/0/value',
    ],
    [
      'a condition that is no question',
      [node('condition', { when: 'priority' })],
      'formula.wrong_result /nodes/0/config/when',
    ],
    [
      'somebody who is no person',
      [node('notify', { to: ['plant'], title: '"x"' })],
      'formula.wrong_result /nodes/0/config/to/0',
    ],
    ['a record as text', [node('notify', { to: [], title: 'plant' })], 'formula.wrong_result /nodes/0/config/title'],
    [
      'a wait of words',
      [node('wait', { amount: 'name', unit: 'days' })],
      'formula.wrong_result /nodes/0/config/amount',
    ],
    ['a wait until a number', [node('wait', { until: '5' })], 'formula.wrong_result /nodes/0/config/until'],
    [
      'a filter about the wrong record',
      [node('findRecords', { object: 'repair', filter: 'priority > 1' })],
      'formula.unknown_name /nodes/0/config/filter',
    ],
    [
      'a filter that looks back',
      [node('findRecords', { object: 'repair', filter: 'old.subject = "x"' })],
      'formula.old_not_allowed /nodes/0/config/filter',
    ],
    [
      'a schedule that speaks of a record',
      [node('notify', { to: ['owner'], title: '"x"' })],
      'formula.unknown_name /nodes/0/config/to/0',
      { trigger: { type: 'schedule', cron: '0 9 * * *' }, object: undefined },
    ],
  ] as const)('%s', (_, nodes, problem, more: Json = {}) =>
    withMachines([], async ({ engine }) => {
      const document = workflow('bad', created, nodes as never, more)
      const error = await refusal(publish(engine, [document]))
      expect([error.code, problemsOf(error)]).toEqual(['document.invalid', [problem]])
    }),
  )
})

const rich = workflow(
  'rich',
  { type: 'recordChanged', watch: ['status'], when: 'status = "fault" and old.priority < 5' },
  [
    node('findRecords', {
      object: 'repair',
      match: values(['machine', 'id']),
      filter: 'by = me or subject <> "x"',
      sort: ['-subject'],
      limit: 5,
    }),
    node('updateRecord', { target: 'n1', object: 'repair', values: values(['subject', 'name & "!"']) }),
    node('updateRecord', { values: values(['status', 'IF(plant.critical, "stopped", "fault")'], ['plant', 'blank']) }),
    node('createRecord', {
      object: 'task',
      values: values(
        ['subject', '"修" & name'],
        ['assignee', 'owner'],
        ['priority', '"high"'],
        ['dueOn', 'TODAY() + 2'],
      ),
    }),
    node(
      'notify',
      { to: ['owner', '[plant.createdBy, me]'], title: '"故障：" & name', text: 'priority' },
      { label: '告诉' },
    ),
    node('wait', { until: 'createdAt' }),
  ],
)

describe('the references of workflows', () => {
  test('are kept by id and read with today’s keys, whatever is renamed', () =>
    withMachines([rich], async (machines) => {
      const { engine, admin } = machines
      const before = await wire(machines, 'rich')
      expect(before.nodes).toEqual(rich.nodes)
      expect(before.trigger).toEqual(rich.trigger)

      const { document } = await engine.documents.get(admin, 'object', 'machine')
      const renamed = JSON.parse(
        JSON.stringify(document).replace('"key":"status"', '"key":"state"').replace('"key":"fault"', '"key":"broken"'),
      ) as never
      const accept = ['key.renamed:machine.status', 'key.renamed:machine.status.fault']
      await engine.changes.publish(admin, { changes: [{ op: 'put', document: renamed }], accept })
      const after = JSON.stringify(await wire(machines, 'rich'))
      expect(after).toBe(
        JSON.stringify(before)
          .replaceAll('"status"', '"state"')
          .replaceAll('status =', 'state =')
          .replaceAll('\\"fault\\"', '\\"broken\\"'),
      )
      expect(after).toContain('state = \\"broken\\"')
      // What is read can be published as it is, and says the same.
      const { revision } = await engine.changes.publish(admin, {
        changes: [{ op: 'put', document: JSON.parse(after) as never }],
      })
      expect(revision).toBe(4)
    }))

  test('are listed where a field is used, by the label of their node', () =>
    withMachines([rich], async ({ engine, admin }) => {
      const { usages } = await engine.documents.usages(admin, 'object', 'machine', 'name')
      expect(usages.map(({ kind, path, label }) => [kind, path, label])).toEqual(
        expect.arrayContaining([
          ['object', '/titleField', '设备'],
          ['workflow', '/nodes/1/config/values/0/value', 'rich'],
          ['workflow', '/nodes/4/config/title', '告诉'],
        ]),
      )
      const subject = await engine.documents.usages(admin, 'object', 'repair', 'subject')
      expect(subject.usages.map(({ path }) => path)).toEqual(
        expect.arrayContaining(['/nodes/0/config/filter', '/nodes/0/config/sort/0', '/nodes/1/config/values/0/field']),
      )
      const repair = await engine.documents.usages(admin, 'object', 'repair')
      expect(repair.usages.map(({ path }) => path)).toContain('/nodes/0/config/object')
    }))

  test('keep a field and an option from being deleted, node by node', () =>
    withMachines([rich], async ({ engine, admin }) => {
      const hazardsOf = async (document: Json): Promise<(readonly [string, string])[]> =>
        (await engine.changes.plan(admin, { changes: [{ op: 'put', document: document as never }] })).hazards.map(
          ({ id, severity }) => [severity, id] as const,
        )
      const withoutPlant = machineWith((fields) => fields.filter(({ key }) => key !== 'plant'))
      expect((await hazardsOf(withoutPlant)).sort()).toEqual([
        ['block', 'reference.broken:rich.n3'],
        ['block', 'reference.broken:rich.n5'],
      ])
      const withoutFault = machineWith((fields) =>
        fields.map((field) =>
          field.key === 'status'
            ? { ...field, options: (field.options as Json[]).filter(({ key }) => key !== 'fault') }
            : field,
        ),
      )
      expect(await hazardsOf(withoutFault)).toEqual(
        expect.arrayContaining([
          ['block', 'reference.broken:rich'],
          ['block', 'reference.broken:rich.n3'],
        ]),
      )
      const { hazards, usages } = await engine.changes.plan(admin, {
        changes: [{ op: 'delete', kind: 'object', key: 'repair' }],
      })
      expect(hazards.map(({ id }) => id)).toEqual(expect.arrayContaining(['reference.broken:rich.n1']))
      expect(usages.map(({ path }) => path)).toContain('/nodes/0/config/object')
    }))
})

describe('runs of earlier versions', () => {
  test('that wait and use what is hidden are told, counted, and to be accepted', () =>
    withMachines(
      [workflow('earlier', created, [node('notify', { to: ['owner'], title: 'note' })])],
      async (machines) => {
        const { engine, admin } = machines
        for (const name of ['a', 'b']) await make(machines, 'machine', { name })
        await publish(engine, [workflow('earlier', created, [tell])])
        const change = (gone: string): { op: 'put'; document: never }[] => [
          { op: 'put', document: machineWith((fields) => fields.filter(({ key }) => key !== gone)) as never },
        ]
        const { hazards } = await engine.changes.plan(admin, { changes: change('note') })
        expect(hazards).toMatchObject([{ id: 'workflow.waiting_runs:earlier', severity: 'warn', rows: 2 }])
        const ids = async (gone: string): Promise<string[]> =>
          (await engine.changes.plan(admin, { changes: change(gone) })).hazards.map(({ id }) => id)
        expect(await ids('double')).toEqual([])
        await machines.pool.query(`UPDATE ws_main.runs SET state = 'done'`)
        expect(await ids('note')).toEqual([])
      },
    ))
})

describe('a published workflow', () => {
  test('may have nodes that nothing leads to; the plan tells so', () =>
    withMachines([], async ({ engine, admin }) => {
      const lonely = workflow('lonely', created, [
        { ...tell, next: {} },
        { ...tell, label: '没人来' },
      ])
      const plan = await engine.changes.plan(admin, { changes: [{ op: 'put', document: lonely as never }] })
      expect(plan.hazards).toMatchObject([
        {
          id: 'workflow.unreachable:lonely.n2',
          severity: 'info',
          message: { 'zh-CN': expect.stringContaining('没人来') },
        },
      ])
      await publish(engine, [lonely])
    }))

  test('waits for the saves in progress when it takes part in saves, and for nobody else', () =>
    withMachines([], async (machines) => {
      const { engine, admin } = machines
      let release: (() => void) | undefined
      let begun: (() => void) | undefined
      const isBegun = new Promise<void>((resolve) => (begun = resolve))
      const held = new Promise<void>((resolve) => (release = resolve))
      const alongside = async (): Promise<void> => {
        begun?.()
        await held
      }
      const saving = engine.records.create(admin, 'machine', { name: 'M' }, { alongside })
      await isBegun
      await publish(engine, [workflow('after', created, [tell])])
      let isPublished = false
      const rule = workflow('before', { type: 'beforeSave' }, [node('refuse', { message: 'no' })])
      const publishing = publish(engine, [rule]).then(() => (isPublished = true))
      await engine.changes.list(admin, {})
      await new Promise((resolve) => setImmediate(resolve))
      expect(isPublished).toBe(false)
      release?.()
      await saving.catch(() => undefined)
      await publishing
      expect((await refusal(make(machines, 'machine', { name: 'N' }))).errors?.[0]?.code).toBe('workflow.before')
    }))

  test('is not checked against node types where the engine was given none', () =>
    withMachines(
      [],
      async ({ engine, admin }) => {
        await publish(engine, [workflow('free', { type: 'beforeSave' }, [node('anything', { x: 1 })])])
        await engine.records.create(admin, 'machine', { name: 'M' })
      },
      { actions: undefined as never },
    ))
})
