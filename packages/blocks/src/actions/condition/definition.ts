import { defineAction } from '@tessera/metadata'
import { formulaSchema } from '../../schemas/node-schemas.js'

export interface ConditionConfig {
  readonly when: string
}

/** Two ways on, by a formula. */
export const definition = defineAction<ConditionConfig>({
  name: 'condition',
  title: { 'zh-CN': '条件判断', en: 'Condition' },
  help: {
    'zh-CN': '公式成立走「是」，否则走「否」；没有连线的一侧就此结束。',
    en: 'Goes on by “yes” where the formula holds, by “no” where not; a side that leads nowhere ends.',
  },
  aliases: ['如果', '分支', '判断', 'if', 'branch', 'filter'],
  icon: 'git-branch',
  group: 'logic',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['when'],
    properties: {
      when: formulaSchema(
        'formula',
        { 'zh-CN': '条件', en: 'Condition' },
        {
          'zh-CN': '关于触发记录的公式；用 old.字段 读取修改前的值。',
          en: 'A formula about the triggering record; old.field reads the value before the change.',
        },
      ),
    },
  },
  ports: [
    { key: 'yes', title: { 'zh-CN': '是', en: 'Yes' } },
    { key: 'no', title: { 'zh-CN': '否', en: 'No' } },
  ],
  phases: ['run', 'beforeSave'],
  beforeSave: 'branch',
  initialConfig: { when: 'true' },
  sentence: ({ when }, names, locale) =>
    locale === 'zh-CN' ? `如果${names.formula(when)}` : `If ${names.formula(when)}`,
})
