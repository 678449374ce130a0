import { describe, expect, test } from '@jest/globals'
import { objectModel } from '@/model/objects'
import { brokenDevice, deviceWorld } from '../flow-world.testing'
import type { FlowWorld } from '../flow-world'
import { TRIGGER } from '../graph/flow'
import { nodeWords } from './flow-sentences'
import { formulaWords } from './formula-words'
import { namedRecords } from './named-records'

describe('a flow in words', () => {
  test('reads as sentences in both languages', () => {
    const said = (locale: 'zh-CN' | 'en') =>
      [TRIGGER, 'tell', 'make'].map((id) => nodeWords(brokenDevice, id, deviceWorld, locale).sentence)

    expect(said('zh-CN')).toEqual([
      '设备变更，变为满足「状态等于 故障」时',
      '通知负责人：“设备 「名称」 故障”',
      '创建任务，主题为“维修 「名称」”、设备为此记录',
    ])
    expect(said('en')[0]).toBe('When a Device is changed and it becomes true that Status is Broken')
  })

  test('uses the labels of the draft, also when a field was renamed a moment ago', () => {
    const device = deviceWorld.objects.get('device')!
    const fields = device.document.fields.map((field) =>
      field.key === 'status' ? { ...field, label: '健康状况' } : field,
    )
    const renamed = objectModel({ ...device.document, fields } as typeof device.document)
    const world: FlowWorld = { ...deviceWorld, objects: new Map([...deviceWorld.objects, ['device', renamed]]) }

    expect(nodeWords(brokenDevice, TRIGGER, world, 'zh-CN').sentence).toBe('设备变更，变为满足「健康状况等于 故障」时')
  })

  test('names what is not chosen yet instead of leaving a hole', () => {
    const flow = { ...brokenDevice, nodes: [{ id: 'new', type: 'createRecord', config: { object: '', values: [] } }] }

    expect(nodeWords(flow, 'new', deviceWorld, 'zh-CN').sentence).toBe('创建（未选模块）')
  })

  test('does not break on steps nobody knows and configurations nobody expects', () => {
    const flow = {
      ...brokenDevice,
      trigger: { type: 'moonPhase' } as unknown as typeof brokenDevice.trigger,
      nodes: [
        { id: 'a', type: 'teleport', config: {} },
        { id: 'b', type: 'notify', config: { to: 7 } },
      ],
    }

    expect(nodeWords(flow, TRIGGER, deviceWorld, 'zh-CN').sentence).toBe('未知的触发方式')
    expect(nodeWords(flow, 'a', deviceWorld, 'zh-CN').sentence).toBe('这个版本不认识的步骤')
    expect(nodeWords(flow, 'b', deviceWorld, 'zh-CN').sentence).toBe('发送通知')
  })

  test('a formula that cannot be read is shown as it is written', () => {
    expect(formulaWords('status = ', 'device', deviceWorld, 'zh-CN')).toBe('status =')
    expect(formulaWords('gone > 3', 'device', deviceWorld, 'zh-CN')).toBe('gone > 3')
  })

  test('records named by id are found with the object they are of', () => {
    const id = (n: number): string => `0b0a6a58-4a0e-4c3f-9f5f-00000000000${n}`
    const flow = {
      ...brokenDevice,
      trigger: { type: 'recordChanged' as const, when: `keeper = "${id(1)}" or keeper in ["${id(2)}"]` },
      nodes: [
        { id: 'a', type: 'notify', config: { to: [`"${id(1)}"`, 'owner'], title: '"x-y"' } },
        {
          id: 'b',
          type: 'createRecord',
          config: { object: 'task', values: [{ field: 'device', value: `"${id(3)}"` }] },
        },
      ],
    }

    expect(namedRecords(flow, deviceWorld)).toEqual([
      { object: 'user', id: id(1) },
      { object: 'user', id: id(2) },
      { object: 'device', id: id(3) },
    ])
  })

  test('records named by id have their titles', () => {
    const id = '0b0a6a58-4a0e-4c3f-9f5f-000000000001'
    const world: FlowWorld = { ...deviceWorld, titleOf: (one) => (one === id ? '李明' : undefined) }

    expect(formulaWords(`keeper = "${id}"`, 'device', world, 'zh-CN')).toBe('保管人等于 李明')
    expect(formulaWords(`keeper = "${id}"`, 'device', deviceWorld, 'en')).toBe('Keeper is the chosen record')
    expect(formulaWords(`"${id}"`, 'device', world, 'zh-CN')).toBe('李明')
  })
})
