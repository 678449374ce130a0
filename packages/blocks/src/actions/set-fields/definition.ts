import { defineAction } from '@tessera/metadata'
import { valuesSchema } from '../../schemas/node-schemas.js'
import { valueWords, type ValueRow } from '../../sentences/value-words.js'

export interface SetFieldsConfig {
  readonly values: readonly ValueRow[]
}

/** Before saving: gives fields of the record their values. */
export const definition = defineAction<SetFieldsConfig>({
  name: 'setFields',
  title: { 'zh-CN': '设置字段', en: 'Set fields' },
  help: {
    'zh-CN': '保存前为记录的字段赋值，与人的修改一起保存；后面的行能读到前面的结果。',
    en: 'Gives fields of the record values before it is saved, together with what the person entered; later rows see earlier ones.',
  },
  aliases: ['赋值', '自动填写', '计算', 'set', 'assign', 'fill in'],
  icon: 'text-cursor-input',
  group: 'record',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['values'],
    properties: {
      values: valuesSchema(
        { 'zh-CN': '字段与值', en: 'Fields and values' },
        {
          'zh-CN': '值是关于这条记录的公式，文本要加引号；写 blank 清空字段。',
          en: 'Values are formulas about this record, text in quotes; blank empties a field.',
        },
        1,
      ),
    },
  },
  ports: [{ key: 'next', title: { 'zh-CN': '下一步', en: 'Next' } }],
  phases: ['beforeSave'],
  beforeSave: 'set',
  initialConfig: { values: [] },
  sentence: ({ values }, names, locale) => {
    const rows = valueWords(values, names, locale, undefined, { 'zh-CN': '设为', en: ' to ' })
    return locale === 'zh-CN' ? `把${rows}` : `Set ${rows}`
  },
})
