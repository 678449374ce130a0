import { defineAction } from '@tessera/metadata'
import { objectSchema, valuesSchema } from '../../schemas/node-schemas.js'
import { valueWords, type ValueRow } from '../../sentences/value-words.js'

export interface CreateRecordConfig {
  readonly object: string
  readonly values: readonly ValueRow[]
}

/** Makes a record of any object. */
export const definition = defineAction<CreateRecordConfig>({
  name: 'createRecord',
  title: { 'zh-CN': '创建记录', en: 'Create record' },
  help: {
    'zh-CN': '新建一条记录。未填的字段取默认值；校验规则、必填与唯一同样生效。',
    en: 'Makes a record. Fields that are not set get their defaults; rules, required and unique fields count as for people.',
  },
  aliases: ['新建', '添加记录', '创建任务', 'create', 'insert', 'add task'],
  icon: 'plus',
  group: 'record',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['object', 'values'],
    properties: {
      object: objectSchema({ 'zh-CN': '创建哪个模块的记录', en: 'Object of the new record' }),
      values: valuesSchema(
        { 'zh-CN': '字段与值', en: 'Fields and values' },
        {
          'zh-CN': '值是关于触发记录的公式，文本要加引号；要引用触发记录本身，写 id。',
          en: 'Values are formulas about the triggering record, text in quotes; id is the triggering record itself.',
        },
      ),
    },
  },
  ports: [{ key: 'next', title: { 'zh-CN': '下一步', en: 'Next' } }],
  phases: ['run'],
  initialConfig: { object: '', values: [] },
  sentence: ({ object, values }, names, locale) => {
    const rows = valueWords(values, names, locale, object, { 'zh-CN': '为', en: ' ' })
    if (locale === 'zh-CN') return `创建${names.object(object)}${values.length === 0 ? '' : `，${rows}`}`
    return `Create ${names.object(object)}${values.length === 0 ? '' : ` with ${rows}`}`
  },
})
