import { describe, expect, test } from '@jest/globals'
import { deviceWorld } from '../flow-world.testing'
import { inputRows, isTrimmed, outputRows, recordRows } from './step-data'
import { trailOf } from './trail'

const device = deviceWorld.objects.get('device')

describe('data of steps', () => {
  test('what a step was given reads as its panel does, whether fields are named by id or by key', () => {
    const input = {
      object: 'o-device',
      values: [
        { field: 'f-status', value: 'broken' },
        { field: 'name', value: '泵' },
      ],
    }
    const rows = inputRows(input, 'createRecord', 'device', deviceWorld, 'zh-CN')

    expect(rows.map(({ label, value, field }) => [label, value, field?.key])).toEqual([
      ['创建哪个模块的记录', '设备', undefined],
      ['状态', 'broken', 'status'],
      ['名称', '泵', 'name'],
    ])
  })

  test('people are records, conditions yes or no, other values as they are', () => {
    expect(inputRows({ to: ['u1'], title: '故障' }, 'notify', 'device', deviceWorld, 'zh-CN')).toEqual([
      { label: '通知谁', value: ['u1'], records: 'user' },
      { label: '标题', value: '故障' },
    ])
    expect(inputRows({ when: true }, 'condition', 'device', deviceWorld, 'en')).toEqual([
      { label: 'Condition', value: true },
    ])
    expect(inputRows(null, 'condition', 'device', deviceWorld, 'en')).toEqual([])
  })

  test('what a step gave names its records and its changes before and after', () => {
    const output = {
      object: 'device',
      ids: ['r1'],
      changes: [{ id: 'r1', field: 'status', from: 'broken', to: 'normal' }],
    }

    expect(outputRows(output, 'device', deviceWorld, 'zh-CN')).toMatchObject([
      { label: '设备', value: ['r1'], records: 'device' },
      { label: '状态', value: 'normal', before: { value: 'broken' } },
    ])
    expect(outputRows({ people: ['u1'], skipped: [] }, 'device', deviceWorld, 'zh-CN')).toEqual([
      { label: '通知到', value: ['u1'], records: 'user' },
    ])
    expect(outputRows(null, 'device', deviceWorld, 'zh-CN')).toEqual([])
  })

  test('of a record what changed comes first', () => {
    const before = { name: '泵', status: 'normal', price: null }
    const after = { name: '泵', status: 'broken', price: null }

    expect(recordRows(before, after, device, 'zh-CN').map(({ label, isChanged }) => [label, isChanged])).toEqual([
      ['状态', true],
      ['名称', false],
    ])
    expect(recordRows(null, after, device, 'zh-CN').every(({ before: was }) => was === undefined)).toBe(true)
  })

  test('what was cut short is known by its end', () => {
    expect(isTrimmed({ body: 'abc…' })).toBe(true)
    expect(isTrimmed({ list: [1, 2, '…'] })).toBe(true)
    expect(isTrimmed({ body: 'abc' })).toBe(false)
  })

  test('the trail of a run is the last word on each step and the ways they left by', () => {
    const step = { type: 'x', attempt: 1, at: '', input: null, output: null }
    const trail = trailOf([
      { ...step, node: 'a', state: 'done', port: 'next' },
      { ...step, node: 'b', state: 'failed' },
      { ...step, node: 'b', state: 'done', port: 'yes', attempt: 2 },
    ])

    expect(Object.fromEntries(trail.states)).toEqual({ $trigger: 'done', a: 'done', b: 'done' })
    expect([...trail.ways]).toEqual(['$trigger/next', 'a/next', 'b/yes'])
    expect(trailOf([]).ways.size).toBe(0)
  })
})
