import { defineAction } from '@tessera/metadata'
import { formulaSchema } from '../../schemas/node-schemas.js'
import { formulaWords, listWords } from '../../sentences/value-words.js'

export interface NotifyConfig {
  readonly to: readonly string[]
  readonly title: string
  readonly text?: string
}

/** Tells people inside the product. */
export const definition = defineAction<NotifyConfig>({
  name: 'notify',
  title: { 'zh-CN': '发送通知', en: 'Notify' },
  help: {
    'zh-CN': '在站内通知相关人员，点开即到触发记录。停用的人员会跳过。',
    en: 'Tells people inside the product; opening the notification leads to the triggering record. Inactive people are left out.',
  },
  aliases: ['提醒', '消息', '通知负责人', 'notify', 'alert', 'message', 'remind'],
  icon: 'bell',
  group: 'person',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['to', 'title'],
    properties: {
      to: {
        type: 'array',
        minItems: 1,
        maxItems: 50,
        items: { type: 'string', minLength: 1, maxLength: 20_000 },
        'x-input': 'people',
        'x-title': { 'zh-CN': '通知谁', en: 'Whom' },
        'x-help': {
          'zh-CN': '给出人员的公式，如 owner（负责人）、me（触发的人）、customer.owner。',
          en: 'Formulas that give people, such as owner, me (who set it off), customer.owner.',
        },
      },
      title: formulaSchema(
        'text',
        { 'zh-CN': '标题', en: 'Title' },
        { 'zh-CN': '可以夹带字段的值。', en: 'May contain values of fields.' },
      ),
      text: formulaSchema('text', { 'zh-CN': '正文', en: 'Text' }),
    },
  },
  ports: [{ key: 'next', title: { 'zh-CN': '下一步', en: 'Next' } }],
  phases: ['run'],
  initialConfig: { to: ['owner'], title: '"有新的变化"' },
  sentence: ({ to, title }, names, locale) => {
    const people = listWords(
      to.map((person) => formulaWords(person, names, locale)),
      locale,
    )
    return locale === 'zh-CN' ? `通知${people}：${names.formula(title)}` : `Notify ${people}: ${names.formula(title)}`
  },
})
