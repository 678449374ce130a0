import type { ActionExamples } from '../../examples/action-examples.js'
import type { SetFieldsConfig } from './definition.js'

export const examples: ActionExamples<SetFieldsConfig> = {
  good: [
    {
      config: {
        values: [
          { field: 'status', value: '"planned"' },
          { field: 'done', value: 'false' },
          { field: 'owner', value: 'me' },
          { field: 'note', value: 'blank' },
        ],
      },
      sentence: {
        'zh-CN': '把状态设为"planned"、完成设为false、负责人设为me 等 4 项',
        en: 'Set Status to "planned", Done to false, Owner to me and 1 more',
      },
      values: {
        '/values/0/value': 'planned',
        '/values/1/value': false,
        '/values/2/value': null,
        '/values/3/value': null,
      },
      gives: {
        do: 'setFields',
        values: [
          { field: 'status', value: 'planned' },
          { field: 'done', value: false },
          { field: 'owner', value: null },
          { field: 'note', value: null },
        ],
      },
    },
  ],
  bad: [{}, { values: [] }, { values: [{ field: 'status', value: '' }] }],
}
