import type { ActionExamples } from '../../examples/action-examples.js'
import type { RefuseConfig } from './definition.js'

export const examples: ActionExamples<RefuseConfig> = {
  good: [
    {
      config: { message: { 'zh-CN': '请先填写费用。', en: 'Enter the cost first.' }, field: 'cost' },
      sentence: {
        'zh-CN': '拒绝保存（费用），提示「请先填写费用。」',
        en: 'Refuse to save (Cost), saying “Enter the cost first.”',
      },
      values: {},
      gives: { do: 'refuse', message: { 'zh-CN': '请先填写费用。', en: 'Enter the cost first.' }, field: 'cost' },
    },
    {
      config: { message: '已关闭的记录不能修改。' },
      sentence: {
        'zh-CN': '拒绝保存，提示「已关闭的记录不能修改。」',
        en: 'Refuse to save, saying “已关闭的记录不能修改。”',
      },
      values: {},
      gives: { do: 'refuse', message: '已关闭的记录不能修改。' },
    },
  ],
  bad: [{}, { message: '' }, { message: { en: 'No.' } }, { message: 'No.', at: 'cost' }],
}
