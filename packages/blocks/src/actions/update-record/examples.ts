import type { ActionExamples } from '../../examples/action-examples.js'
import type { UpdateRecordConfig } from './definition.js'

export const examples: ActionExamples<UpdateRecordConfig> = {
  good: [
    {
      config: { values: [{ field: 'status', value: '"broken"' }] },
      sentence: { 'zh-CN': '更新此记录：状态设为故障', en: 'Update this record: Status to Broken' },
      values: { '/values/0/value': 'broken' },
      gives: { do: 'updateRecords', target: { trigger: true }, values: [{ field: 'status', value: 'broken' }] },
    },
    {
      config: {
        target: 'open',
        object: 'task',
        values: [
          { field: 'done', value: 'true' },
          { field: 'owner', value: 'me' },
        ],
      },
      sentence: {
        'zh-CN': '更新「查找未完成」的记录：完成设为true、负责人设为me',
        en: 'Update the records of “Find open ones”: Done to true, Owner to me',
      },
      values: { '/values/0/value': true, '/values/1/value': null },
      gives: {
        do: 'updateRecords',
        target: { node: 'open' },
        values: [
          { field: 'done', value: true },
          { field: 'owner', value: null },
        ],
      },
    },
  ],
  bad: [
    {},
    { values: [] },
    { values: [{ field: 'status' }] },
    { values: [{ field: 'status', value: 7 }] },
    { target: 'open', values: [{ field: 'done', value: 'true' }] },
    { object: 'task', values: [{ field: 'done', value: 'true' }] },
  ],
}
