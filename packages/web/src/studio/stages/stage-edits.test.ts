import { describe, expect, test } from '@jest/globals'
import { validateDocument, type ObjectDocument } from '@tessera/metadata'
import { fieldTypeDefinitions } from '@tessera/blocks/definitions'
import { withoutFields } from '../fields/field-edits'
import {
  addStage,
  movedStage,
  placedStage,
  shownStages,
  withoutLostStages,
  withoutStep,
  withSet,
  withStage,
} from './stage-edits'
import { stageProblems, unreachable } from './stage-problems'
import { changeOfStage, formOfStage, usualMoves } from './stage-schema'
import { stageTemplates, withFieldAsStages, withFurtherSet, withTemplate } from './stage-templates'

const empty: ObjectDocument = {
  kind: 'object',
  key: 'deal',
  label: '商机',
  fields: [{ key: 'name', type: 'text', label: '名称' }],
}
const [sales, service] = stageTemplates
if (sales === undefined || service === undefined) throw new Error('no templates')
const deal = withTemplate(empty, sales)
const set = deal.stages?.[0]
if (set === undefined) throw new Error('no set')
const optionsNow = (object: ObjectDocument): unknown =>
  shownStages(object, object.stages?.[0] ?? set).map(({ option }) => option.key)

describe('templates', () => {
  test('make a module that is sound: select, time, probability and what they ask for', () => {
    for (const template of stageTemplates)
      expect(validateDocument(withTemplate(empty, template), { fieldTypes: fieldTypeDefinitions })).toEqual([])
    expect(deal.fields.map(({ key }) => key)).toEqual(['name', 'stage', 'stageSince', 'probability', 'lostReason'])
    expect(set.steps.at(-1)).toEqual({ option: 'lost', kind: 'lost', probability: 0, required: ['lostReason'] })
  })

  test('stand beside each other under free names', () => {
    const twice = withTemplate(withTemplate(deal, service), sales)

    expect(validateDocument(twice, { fieldTypes: fieldTypeDefinitions })).toEqual([])
    expect(twice.stages?.map(({ key, field }) => [key, field])).toEqual([
      ['sales', 'stage'],
      ['service', 'stage2'],
      ['sales2', 'stage3'],
    ])
  })

  test('take a select that is there, and see what is won and lost by its names', () => {
    const options = ['未开始', '成交', '失败'].map((label, n) => ({ key: `o${n}`, label }))
    const object = { ...empty, fields: [...empty.fields, { key: 'state', type: 'select', label: '状态', options }] }
    const taken = withFieldAsStages(object, 'state')

    expect(taken.stages?.[0]).toMatchObject({
      field: 'state',
      since: 'stateSince',
      steps: [{ option: 'o0' }, { option: 'o1', kind: 'won' }, { option: 'o2', kind: 'lost' }],
    })
    const further = withFurtherSet(taken, 'state', { 'zh-CN': '另一个', en: 'Other' })
    expect(further.stages?.map(({ key, when, since }) => [key, when, since])).toEqual([
      ['further', '', 'stateSince'],
      ['stages', undefined, 'stateSince'],
    ])
    expect(stageProblems(further).map(({ pointer }) => pointer)).toEqual(['/stages/0/when'])
  })
})

describe('stages', () => {
  test('are added behind another with an option at the same place, and moved with it', () => {
    const { object, option } = addStage(deal, set, '试用', 'need')
    expect(optionsNow(object)).toEqual(['contact', 'need', option, 'proposal', 'negotiation', 'won', 'lost'])

    const moved = movedStage(object, object.stages?.[0] ?? set, option, 1)
    expect(optionsNow(moved)).toEqual(['contact', 'need', 'proposal', option, 'negotiation', 'won', 'lost'])
    expect((moved.fields[1]?.options as { key: string }[]).map(({ key }) => key)).toEqual(optionsNow(moved))
    expect(movedStage(deal, set, 'contact', -1)).toBe(deal)
    expect(optionsNow(placedStage(deal, set, 'won', 'need'))).toEqual([
      'contact',
      'won',
      'need',
      'proposal',
      'negotiation',
      'lost',
    ])
  })

  test('change in their option and their rules at once; what is blank goes', () => {
    const shown = shownStages(deal, set)[1]
    if (shown === undefined) throw new Error('no stage')
    const before = formOfStage(shown)
    const { days: _days, ...rest } = before
    const change = changeOfStage(before, { ...rest, label: '需求', percent: 35, go: 'some' }, usualMoves(set, 'need'))
    const after = withStage(deal, 'sales', 'need', change)

    expect(shownStages(after, after.stages?.[0] ?? set)[1]).toMatchObject({
      option: { key: 'need', label: '需求' },
      step: { option: 'need', probability: 0.35, moves: ['contact', 'proposal', 'lost'] },
    })
    expect(after.stages?.[0]?.steps[1]).not.toHaveProperty('days')
  })

  test('a criterion that is new gets a key; none left is none', () => {
    const before = { label: 'a', kind: 'open', go: 'any' } as const
    const criteria = [{ formula: 'a > 1', message: 'x' }] as never

    expect(changeOfStage(before, { ...before, criteria }, []).step?.criteria).toEqual([
      { key: 'criterion1', formula: 'a > 1', message: 'x' },
    ])
    expect(changeOfStage(before, { ...before, criteria: [] }, []).step?.criteria).toBeUndefined()
  })

  test('that go take moves to them along, and fields that go take what rests on them', () => {
    const limited = withSet(deal, 'sales', (one) => ({
      ...one,
      steps: one.steps.map((step) => (step.option === 'contact' ? { ...step, moves: ['need', 'lost'] } : step)),
    }))
    expect(withoutStep(limited.stages?.[0] ?? set, 'need').steps[0]?.moves).toEqual(['lost'])

    const fields = limited.fields.map((field) =>
      field.key === 'stage' ? { ...field, options: (field.options as { key: string }[]).slice(1) } : field,
    )
    expect(withoutLostStages({ ...limited, fields }).stages?.[0]?.steps.map(({ option }) => option)).toEqual([
      'need',
      'proposal',
      'negotiation',
      'won',
      'lost',
    ])
    const without = withoutFields(deal, new Set(['lostReason', 'probability']))
    expect(without.stages?.[0]).not.toHaveProperty('probability')
    expect(without.stages?.[0]?.steps.at(-1)?.required).toEqual([])
    expect(withoutFields(deal, new Set(['stage']))).not.toHaveProperty('stages')
  })
})

test('a stage that no way leads to from the first one is told with its place', () => {
  const limited = withSet(deal, 'sales', (one) => ({
    ...one,
    steps: one.steps.map((step) => (step.kind === undefined ? { ...step, moves: ['won'] } : step)),
  }))
  const [only] = limited.stages ?? []

  expect(unreachable(only ?? set)).toEqual([])
  const ended = withSet(limited, 'sales', (one) => ({
    ...one,
    steps: one.steps.map((step) => (step.kind === undefined ? step : { ...step, moves: [] })),
  }))
  expect(stageProblems(ended)).toMatchObject([
    { pointer: '/stages/0/steps/1/option', grade: 'warn', message: { 'zh-CN': '没有阶段可以推进到「需求确认」。' } },
    { pointer: '/stages/0/steps/2/option' },
    { pointer: '/stages/0/steps/3/option' },
    { pointer: '/stages/0/steps/5/option' },
  ])
})
