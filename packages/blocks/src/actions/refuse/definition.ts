import { defineAction, localize, type Localized } from '@tessera/metadata'

export interface RefuseConfig {
  readonly message: Localized
  readonly field?: string
}

const textSchema = { type: 'string', minLength: 1, maxLength: 500 }

/** Before saving: the record is not saved, and the person reads why. */
export const definition = defineAction<RefuseConfig>({
  name: 'refuse',
  title: { 'zh-CN': '拒绝保存', en: 'Refuse' },
  help: {
    'zh-CN': '不保存这条记录，并在所选字段旁提示原因。',
    en: 'Does not save the record, and says why beside the chosen field.',
  },
  aliases: ['禁止', '阻止', '校验', '提示错误', 'refuse', 'block', 'validate', 'error'],
  icon: 'octagon-x',
  group: 'logic',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['message'],
    properties: {
      message: {
        type: ['string', 'object'],
        minLength: 1,
        maxLength: 500,
        properties: { 'zh-CN': textSchema, en: textSchema },
        required: ['zh-CN', 'en'],
        additionalProperties: false,
        'x-input': 'localized',
        'x-title': { 'zh-CN': '提示', en: 'Message' },
        'x-help': { 'zh-CN': '说清原因和怎么改。', en: 'Say why, and what to do.' },
      },
      field: {
        type: 'string',
        minLength: 1,
        maxLength: 40,
        'x-input': 'field',
        'x-title': { 'zh-CN': '提示在哪个字段旁', en: 'Beside which field' },
      },
    },
  },
  ports: [],
  phases: ['beforeSave'],
  beforeSave: 'refuse',
  initialConfig: { message: { 'zh-CN': '不能这样保存。', en: 'This cannot be saved.' } },
  sentence: ({ message, field }, names, locale) => {
    const said = localize(message, locale)
    if (locale === 'zh-CN') return `拒绝保存${field === undefined ? '' : `（${names.field(field)}）`}，提示「${said}」`
    return `Refuse to save${field === undefined ? '' : ` (${names.field(field)})`}, saying “${said}”`
  },
})
