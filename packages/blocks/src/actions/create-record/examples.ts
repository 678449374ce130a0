import type { ActionExamples } from '../../examples/action-examples.js'
import type { CreateRecordConfig } from './definition.js'

const device = '01900000-0000-7000-8000-00000000000a'

export const examples: ActionExamples<CreateRecordConfig> = {
  good: [
    {
      config: {
        object: 'task',
        values: [
          { field: 'device', value: 'id' },
          { field: 'owner', value: 'owner' },
        ],
      },
      sentence: {
        'zh-CN': '创建维修任务，设备为此记录、负责人为owner',
        en: 'Create Task with Device this record, Owner owner',
      },
      values: { '/values/0/value': device, '/values/1/value': null },
      gives: {
        do: 'createRecords',
        object: 'task',
        records: [
          [
            { field: 'device', value: device },
            { field: 'owner', value: null },
          ],
        ],
      },
    },
    {
      config: { object: 'task', values: [] },
      sentence: { 'zh-CN': '创建维修任务', en: 'Create Task' },
      values: {},
      gives: { do: 'createRecords', object: 'task', records: [[]] },
    },
  ],
  bad: [{ values: [] }, { object: '', values: [] }, { object: 'task' }, { object: 'task', values: { device: 'id' } }],
}
