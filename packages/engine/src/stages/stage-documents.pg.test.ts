import { describe, expect, test } from '@jest/globals'
import { errorOf, testAdmin, withWorkshop } from '../schema/workshop.testing.js'
import type { ObjectDraft, Workshop } from '../schema/workshop.testing.js'

const options = ['lead', 'quote', 'won'].map((key) => ({ key, label: key }))
const stage = { key: 'stage', type: 'select', label: '阶段', options }
const deal = {
  kind: 'object',
  key: 'deal',
  label: '商机',
  fields: [
    { key: 'name', type: 'text', label: '名称' },
    stage,
    { key: 'budget', type: 'number', label: '预算' },
    { key: 'signedAt', type: 'dateTime', label: '签约时间' },
  ],
}
const since = { key: 'since', type: 'dateTime', label: '进入阶段时间' }
const steps = [
  { option: 'lead', moves: ['quote'] },
  { option: 'quote', required: ['budget'], criteria: [{ key: 'big', formula: 'budget > 9', message: '预算太小' }] },
  { option: 'won', kind: 'won' },
]
const set = { key: 'sales', label: '销售', field: 'stage', since: 'since', steps }
const staged = { ...deal, fields: [...deal.fields, since], stages: [set] }

const setsOf = (document: ObjectDraft): Record<string, unknown>[] => document.stages as Record<string, unknown>[]

async function problemsOf({ engine }: Workshop, document: object): Promise<string[]> {
  const error = await errorOf(
    engine.changes.publish(testAdmin, { changes: [{ op: 'put', document: document as never }] }),
  )
  return (error.errors ?? []).map(({ path, code }) => `${path.replace('/changes/0/document', '')} ${code}`)
}

describe('stages of an object', () => {
  test('come to records that exist with the time their history tells, and leave them where they are', async () => {
    await withWorkshop(async (workshop) => {
      const { engine, put, create, records, undo } = workshop
      await put(deal)
      const [a, b] = await create('deal', { stage: 'lead' }, { stage: 'won', name: 'b' }, {})
      await engine.records.update(testAdmin, 'deal', a ?? '', { stage: 'quote' })
      await engine.records.update(testAdmin, 'deal', b ?? '', { name: 'c' })
      const before = await records('deal')
      const { entries } = await engine.records.history(testAdmin, 'deal', a ?? '', { limit: 1 })

      const { plan, revision } = await put({ ...(await workshop.object('deal')), ...staged })

      expect(plan.steps).toMatchObject([
        { do: 'addField', field: 'since' },
        { do: 'backfill', field: 'since', rows: 3 },
      ])
      const after = await records('deal')
      expect(after.map((record) => record.since)).toEqual([entries[0]?.at, before[1]?.createdAt, null])
      expect(after.map(({ version, stage: at }) => [version, at])).toEqual([
        [2, 'quote'],
        [2, 'won'],
        [1, null],
      ])
      // A criterion that is new does not touch who is in the stage already.
      await engine.records.update(testAdmin, 'deal', a ?? '', { name: 'still here' })

      await undo(revision)
      await engine.records.update(testAdmin, 'deal', b ?? '', { stage: 'lead' })
      const again = await undo(revision + 1)
      expect((await records('deal')).map((record) => record.since)).toEqual([
        entries[0]?.at,
        (await records('deal'))[1]?.updatedAt,
        null,
      ])
      expect(again.plan.steps.map(({ do: what }) => what)).toEqual(['restoreField', 'backfill'])
    })
  })

  test('are kept by ids: fields and options may be renamed, and are found where they are used', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(staged)
      const draft = await workshop.object('deal')
      const renamed = structuredClone(draft)
      for (const field of renamed.fields) {
        if (field.key === 'budget') field.key = 'money'
        if (field.key === 'stage')
          field.options = (field.options as { key: string }[]).map((one) => ({ ...one, key: `${one.key}2` }))
      }
      const [old] = setsOf(draft)
      renamed.stages = [
        {
          ...old,
          steps: (old?.steps as Record<string, unknown>[]).map((step) => ({
            ...step,
            option: `${String(step.option)}2`,
            ...(step.moves === undefined ? {} : { moves: ['quote2'] }),
            ...(step.required === undefined ? {} : { required: ['money'] }),
            ...(step.criteria === undefined
              ? {}
              : { criteria: (step.criteria as object[]).map((one) => ({ ...one, formula: 'money > 9' })) }),
          })),
        },
      ]
      await workshop.put(renamed)

      const [now] = setsOf(await workshop.object('deal'))
      expect((now?.steps as { id: string; option: string }[]).map(({ id }) => id)).toEqual(
        (old?.steps as { id: string }[]).map(({ id }) => id),
      )
      expect(now).toMatchObject({ steps: [{ option: 'lead2', moves: ['quote2'] }, { required: ['money'] }, {}] })
      const { usages } = await workshop.engine.documents.usages(testAdmin, 'object', 'deal', 'money')
      expect(usages.map(({ path }) => path)).toEqual([
        '/stages/0/steps/1/required/0',
        '/stages/0/steps/1/criteria/0/formula',
      ])
    })
  })

  test('are refused where they name what is not there or of the wrong type, each at its place', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(deal)
      const withSet = (...sets: object[]): object => ({ ...staged, stages: sets })

      expect(
        await problemsOf(
          workshop,
          withSet({
            ...set,
            steps: [
              { option: 'leed', moves: ['won', 'nowhere'] },
              {
                option: 'won',
                required: ['bugdet'],
                criteria: [{ key: 'a', formula: 'true', field: 'x', message: 'x' }],
              },
              { option: 'won', moves: ['quote'] },
            ],
          }),
        ),
      ).toEqual([
        '/stages/0/steps/0/option reference.unknown',
        '/stages/0/steps/0/moves/1 reference.unknown',
        '/stages/0/steps/2/option stages.repeated',
        '/stages/0/steps/2/moves/0 stages.not_a_stage',
        '/stages/0/steps/1/required/0 reference.unknown',
        '/stages/0/steps/1/criteria/0/field reference.unknown',
      ])
      expect(await problemsOf(workshop, withSet(set, { ...set, key: 'other' }))).toEqual([
        '/stages/1 stages.unreachable_set',
      ])
      expect(
        await problemsOf(
          workshop,
          withSet({ ...set, since: 'budget', probability: 'name', when: 'budget', steps: [{ option: 'lead' }] }),
        ),
      ).toEqual([
        '/stages/0/since reference.wrong_type',
        '/stages/0/probability reference.wrong_type',
        '/stages/0/when formula.wrong_result',
      ])
      expect(await problemsOf(workshop, withSet({ ...set, field: 'name', steps: [{ option: 'lead' }] }))).toEqual([
        '/stages/0/steps/0/option reference.unknown',
      ])
    })
  })

  test('say what they mean for records: values written over must be accepted, a stage that goes is told', async () => {
    await withWorkshop(async (workshop) => {
      const { engine, put, create, object } = workshop
      await put(deal)
      await create('deal', { stage: 'quote', signedAt: '2026-01-01T00:00:00Z', budget: 20 })
      const plan = async (document: object): Promise<readonly (readonly [string, string, number])[]> => {
        const changes = [{ op: 'put', document: document as never }] as const
        const { hazards } = await engine.changes.plan(testAdmin, { changes })
        return hazards.map(({ id, severity, rows }) => [id, severity, rows] as const)
      }

      const over = { ...staged, stages: [{ ...set, since: 'signedAt' }] }
      expect(await plan(over)).toEqual([['stages.since_overwrites:deal.signedAt', 'warn', 1]])

      await put(staged)
      const without = await object('deal')
      const [first] = setsOf(without)
      without.stages = [{ ...first, steps: [{ option: 'lead' }, { option: 'won' }] }]
      expect(await plan(without)).toEqual([['stages.left_behind:deal.sales', 'info', 1]])

      const gone = await object('deal')
      gone.stages = without.stages
      gone.fields = gone.fields.map((field) =>
        field.key === 'stage' ? { ...field, options: options.filter(({ key }) => key !== 'quote') } : field,
      )
      expect(await plan(gone)).toEqual([['option.hide:deal.stage', 'warn', 1]])
    })
  })

  test('a field of stages that goes while they name it is refused with the place', async () => {
    await withWorkshop(async (workshop) => {
      await workshop.put(staged)
      const draft = await workshop.object('deal')
      draft.fields = draft.fields.filter(({ key }) => key !== 'budget')

      expect(await problemsOf(workshop, draft)).toEqual(['/stages/0/steps/1/required/0 reference.unknown'])
    })
  })

  test('since when is written by a job where there are many records', async () => {
    await withWorkshop(async (workshop) => {
      const { engine, pool } = workshop
      await workshop.put(deal)
      const { rows } = await pool.query<{ kind: string; name: string }>(
        `SELECT kind, name FROM ws_main.physical WHERE kind IN ('table', 'column')`,
      )
      const nameOf = (kind: string, start: string): string =>
        rows.find((row) => row.kind === kind && row.name.startsWith(start))?.name ?? ''
      await pool.query(
        `INSERT INTO ws_main."${nameOf('table', 'deal')}" (id, created_at, updated_at, "${nameOf('column', 'stage')}")
         SELECT gen_random_uuid(), now() - n * interval '1 minute', now(), 'lead' FROM generate_series(1, 10100) n`,
      )
      await pool.query(`ANALYZE ws_main."${nameOf('table', 'deal')}"`)

      const { job } = await workshop.put({ ...(await workshop.object('deal')), ...staged })
      for (const until = Date.now() + 20_000; Date.now() < until;) {
        const { state } = await engine.jobs.get(testAdmin, job ?? '')
        if (state === 'done') break
        await new Promise((resolve) => setTimeout(resolve, 20))
      }

      const wrong = await engine.records.aggregate(testAdmin, 'deal', {
        measures: [{ function: 'count', as: 'n' }],
        filter: 'since <> createdAt or since = blank',
      })
      expect([job === undefined, JSON.parse(wrong.rowsJson)]).toEqual([false, [{ n: 0 }]])
    })
  })
})
