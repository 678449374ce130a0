import { describe, expect, test } from '@jest/globals'
import { actionDefinitions, triggerDefinitions } from '@tessera/blocks/definitions'
import { validateDocument } from '@tessera/metadata'
import { flowProblems } from '../checks/flow-problems'
import { deviceWorld } from '../flow-world.testing'
import { objectModel } from '@/model/objects'
import type { FlowWorld } from '../flow-world'
import { freeKey } from './free-key'
import { emptyChoice, type Recipe } from './recipe'
import { choiceFor, fieldsFor, isAnswered, optionsOf, peopleOf } from './recipe-values'
import { recipes } from './recipes'

const device = deviceWorld.objects.get('device')!
/** The task as the platform has it. */
const task = objectModel({
  kind: 'object',
  key: 'task',
  label: '任务',
  fields: [
    { key: 'subject', type: 'text', label: '主题', required: true },
    { key: 'assignee', type: 'user', label: '执行人' },
    { key: 'relatedObject', type: 'text', label: '相关模块' },
    { key: 'relatedRecord', type: 'text', label: '相关记录' },
  ],
} as unknown as typeof device.document)
const world: FlowWorld = { ...deviceWorld, objects: new Map([...deviceWorld.objects, ['task', task]]) }

const recipeNamed = (id: string): Recipe => recipes.find((one) => one.id === id)!
const answered = (recipe: Recipe) => {
  const guessed = choiceFor(recipe, device, emptyChoice)
  const [option] = optionsOf(device.fieldsByKey.get(guessed.field)).slice(-1)
  return { ...guessed, option: option?.key ?? '', url: 'https://example.com/hook' }
}

describe('recipes', () => {
  test.each(recipes.map((recipe) => [recipe.id, recipe] as const))(
    '%s makes a workflow that can be published as it is',
    (_, recipe) => {
      const choice = answered(recipe)
      expect(isAnswered(recipe, choice)).toBe(true)
      const flow = { ...recipe.make(choice, device, 'zh-CN'), key: 'made' }

      expect(flowProblems(flow, world)).toEqual([])
      const workflows = { actions: actionDefinitions, triggers: triggerDefinitions }
      expect(validateDocument(flow, { fieldTypes: new Map(), ...workflows })).toEqual([])
      expect(JSON.stringify(flow)).not.toContain('undefined')
    },
  )

  test('what stalls is counted from when it came to its stage, while that is an open one', () => {
    const stages = [
      {
        key: 's',
        label: '流程',
        field: 'status',
        since: 'movedAt',
        steps: [{ option: 'running' }, { option: 'broken', kind: 'lost' }],
      },
    ]
    const moved = { key: 'movedAt', type: 'dateTime', label: '进入时间' }
    const { fields } = device.document
    const staged = objectModel({ ...device.document, fields: [...fields, moved], stages } as never)
    const choice = { ...choiceFor(recipeNamed('stalled'), staged, emptyChoice), dateField: 'movedAt', days: 7 }

    expect(recipeNamed('stalled').make(choice, staged, 'zh-CN').trigger.when).toBe(
      'TODAY() - DATE(movedAt) > 0 and MOD(TODAY() - DATE(movedAt), 7) = 0 and status in ["running"]',
    )
  })

  test('what can be guessed is filled in, what a person must know is left open', () => {
    const choice = choiceFor(recipeNamed('becomesTask'), device, emptyChoice)

    expect(choice).toMatchObject({ object: 'device', field: 'status', option: '', person: 'owner' })
    expect(isAnswered(recipeNamed('becomesTask'), choice)).toBe(false)
  })

  test('the golden path says what it does', () => {
    const flow = recipeNamed('becomesTask').make(
      { ...choiceFor(recipeNamed('becomesTask'), device, emptyChoice), option: 'broken', task: '维修' },
      device,
      'zh-CN',
    )

    expect(flow).toMatchObject({
      label: { 'zh-CN': '设备状态变为故障时通知并创建任务' },
      trigger: { type: 'recordChanged', when: 'status = "broken"' },
      nodes: [
        { config: { to: ['owner'], title: '"设备状态变为故障：" & name' } },
        {
          config: {
            object: 'task',
            values: [
              { field: 'subject', value: '"维修：" & name' },
              { field: 'assignee', value: 'owner' },
              { field: 'relatedObject', value: '"device"' },
              { field: 'relatedRecord', value: 'RECORDID(id)' },
            ],
          },
        },
      ],
    })
  })

  test('an answer is kept when the module changes only where it still fits', () => {
    const choice = choiceFor(recipeNamed('becomesNotify'), device, {
      ...emptyChoice,
      option: 'broken',
      person: 'keeper',
    })
    const other = choiceFor(recipeNamed('becomesNotify'), world.objects.get('task')!, choice)

    expect(choice).toMatchObject({ option: 'broken', person: 'keeper' })
    expect(other).toMatchObject({ object: 'task', field: '', option: '', person: 'owner' })
  })

  test('each line offers the fields that fit', () => {
    const keys = (id: string, need: 'field' | 'dateField' | 'target') =>
      fieldsFor(recipeNamed(id), need, device).map(({ key }) => key)

    expect(keys('becomesNotify', 'field')).toEqual(['status', 'isRented'])
    expect(keys('dueReminder', 'dateField')).toEqual(['checkOn'])
    expect(keys('fillIn', 'target')).toEqual(['checkOn', 'keeper'])
    expect(peopleOf(device).map(({ value }) => value)).toEqual(['owner', 'keeper', 'createdBy', 'me'])
  })

  test('keys are free whatever their case', () => {
    expect(freeKey('deviceStatus', [])).toBe('deviceStatus')
    expect(freeKey('deviceStatus', ['DEVICESTATUS', 'deviceStatus2'])).toBe('deviceStatus3')
    expect(freeKey('设备', ['flow'])).toBe('flow2')
  })
})
