import type { ActionExamples } from '../../examples/action-examples.js'
import type { ConditionConfig } from './definition.js'

export const examples: ActionExamples<ConditionConfig> = {
  good: [
    {
      config: { when: 'cost > 5000' },
      sentence: { 'zh-CN': '如果cost > 5000', en: 'If cost > 5000' },
      values: { '/when': true },
      gives: { do: 'next', port: 'yes', output: { holds: true } },
    },
    {
      config: { when: 'blank' },
      sentence: { 'zh-CN': '如果blank', en: 'If blank' },
      values: { '/when': null },
      gives: { do: 'next', port: 'no', output: { holds: false } },
    },
  ],
  bad: [{}, { when: '' }, { when: true }, { when: 'true', else: 'false' }],
}
