import { describe, expect, test } from '@jest/globals'
import { objectModel } from '@/model/objects'
import { flowProblems } from '../checks/flow-problems'
import { brokenDevice, deviceWorld } from '../flow-world.testing'
import { suggestedValues } from './suggest-values'

const device = deviceWorld.objects.get('device')!
const task = deviceWorld.objects.get('task')!

describe('suggested values of a new record', () => {
  test('are what is required, who does it, and the way back', () => {
    expect(suggestedValues(task, device)).toEqual([
      { field: 'subject', value: 'name' },
      { field: 'device', value: 'id' },
      { field: 'relatedObject', value: '"device"' },
      { field: 'relatedRecord', value: 'RECORDID(id)' },
    ])
  })

  test('leave out what has a default or cannot be guessed', () => {
    const order = objectModel({
      kind: 'object',
      key: 'order',
      label: '工单',
      fields: [
        { key: 'title', type: 'text', label: '标题', required: true },
        { key: 'state', type: 'select', label: '状态', required: true, default: '"new"', options: [] },
        { key: 'kind', type: 'select', label: '类别', required: true, options: [] },
        { key: 'by', type: 'user', label: '处理人', required: true },
        { key: 'on', type: 'date', label: '日期', required: true },
        { key: 'note', type: 'longText', label: '备注' },
      ],
    } as unknown as typeof device.document)
    const rows = suggestedValues(order, device)

    expect(rows).toEqual([
      { field: 'title', value: 'name' },
      { field: 'by', value: 'owner' },
      { field: 'on', value: 'TODAY()' },
    ])
    const world = { ...deviceWorld, objects: new Map([...deviceWorld.objects, ['order', order]]) }
    const flow = {
      ...brokenDevice,
      nodes: [{ id: 'tell', type: 'createRecord', config: { object: 'order', values: rows } }],
    }
    expect(flowProblems(flow, world)).toEqual([])
  })
})
