import type { ActionExamples } from '../../examples/action-examples.js'
import type { FindRecordsConfig } from './definition.js'

const device = '01900000-0000-7000-8000-00000000000a'

export const examples: ActionExamples<FindRecordsConfig> = {
  good: [
    {
      config: {
        object: 'task',
        match: [{ field: 'device', value: 'id' }],
        filter: 'not done',
        sort: ['-createdAt'],
        limit: 100,
      },
      sentence: {
        'zh-CN': '查找维修任务，其中设备等于此记录、not done，最多 100 条',
        en: 'Find Task where Device is this record, not done, at most 100',
      },
      values: { '/match/0/value': device },
      gives: {
        do: 'findRecords',
        object: 'task',
        match: [{ field: 'device', value: device }],
        filter: 'not done',
        sort: ['-createdAt'],
        limit: 100,
      },
    },
    {
      config: { object: 'task' },
      sentence: { 'zh-CN': '查找维修任务，最多 10 条', en: 'Find Task, at most 10' },
      values: {},
      gives: { do: 'findRecords', object: 'task', match: [], limit: 10 },
    },
  ],
  bad: [{}, { object: 'task', limit: 0 }, { object: 'task', limit: 101 }, { object: 'task', sort: 'createdAt' }],
}
