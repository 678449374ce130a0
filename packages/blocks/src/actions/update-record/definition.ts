import { defineAction } from '@tessera/metadata'
import { objectSchema, valuesSchema } from '../../schemas/node-schemas.js'
import { valueWords, type ValueRow } from '../../sentences/value-words.js'

export interface UpdateRecordConfig {
  readonly target?: string
  readonly object?: string
  readonly values: readonly ValueRow[]
}

/** Changes the triggering record, or the records an earlier node found or made. */
export const definition = defineAction<UpdateRecordConfig>({
  name: 'updateRecord',
  title: { 'zh-CN': '更新记录', en: 'Update record' },
  help: {
    'zh-CN': '修改触发记录，或前面「查找记录」「创建记录」得到的记录。校验规则与必填同样生效。',
    en: 'Changes the triggering record, or those an earlier “Find records” or “Create record” gave. Rules and required fields count as for people.',
  },
  aliases: ['修改记录', '设置字段', '更改', 'update', 'set field', 'change'],
  icon: 'pencil-line',
  group: 'record',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['values'],
    dependentRequired: { target: ['object'], object: ['target'] },
    properties: {
      target: {
        type: 'string',
        minLength: 1,
        maxLength: 40,
        'x-input': 'node',
        'x-title': { 'zh-CN': '更新哪些记录', en: 'Which records' },
        'x-help': {
          'zh-CN': '留空则更新触发记录，否则选择前面得到记录的节点。',
          en: 'Blank: the triggering record. Else the earlier node whose records are meant.',
        },
      },
      object: objectSchema({ 'zh-CN': '模块', en: 'Object' }),
      values: valuesSchema(
        { 'zh-CN': '字段与值', en: 'Fields and values' },
        {
          'zh-CN': '值是关于触发记录的公式，文本要加引号；写 blank 清空字段。',
          en: 'Values are formulas about the triggering record, text in quotes; blank empties a field.',
        },
        1,
      ),
    },
  },
  ports: [{ key: 'next', title: { 'zh-CN': '下一步', en: 'Next' } }],
  phases: ['run'],
  initialConfig: { values: [] },
  sentence: ({ target, object, values }, names, locale) => {
    const rows = valueWords(values, names, locale, object, { 'zh-CN': '设为', en: ' to ' })
    if (locale === 'zh-CN') {
      const what = target === undefined ? '此记录' : `「${names.node(target)}」的记录`
      return values.length === 0 ? `更新${what}` : `更新${what}：${rows}`
    }
    const what = target === undefined ? 'this record' : `the records of “${names.node(target)}”`
    return values.length === 0 ? `Update ${what}` : `Update ${what}: ${rows}`
  },
})
