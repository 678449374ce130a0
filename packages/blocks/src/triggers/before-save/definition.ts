import { defineTrigger } from '@tessera/metadata'
import { watchSchema, whenSchema } from '../../schemas/trigger-schemas.js'
import { objectWords } from '../../sentences/object-words.js'
import { listWords } from '../../sentences/value-words.js'

export interface BeforeSaveTrigger {
  readonly watch?: readonly string[]
  readonly when?: string
}

/** Inside the save: may set fields and refuse, nothing else. */
export const definition = defineTrigger<BeforeSaveTrigger>({
  name: 'beforeSave',
  title: { 'zh-CN': '保存之前', en: 'Before saving' },
  help: {
    'zh-CN': '在保存的同时执行：可以设置字段、拒绝保存。对所有写入方式生效，包括导入和接口。',
    en: 'Runs as part of the save: may set fields and refuse. Counts for every way of writing, imports and the API too.',
  },
  aliases: ['校验', '自动填写', '保存前', 'validate', 'before', 'rule'],
  icon: 'shield-check',
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      watch: watchSchema,
      when: whenSchema({
        'zh-CN': '只有满足条件的保存才执行；留空则每次保存。',
        en: 'Only saves for which this holds; every save when left out.',
      }),
    },
  },
  needsObject: true,
  phase: 'beforeSave',
  sentence: ({ watch = [], when }, object, names, locale) => {
    const what = objectWords(object, locale)
    const fields = listWords(
      watch.map((field) => names.field(field)),
      locale,
    )
    if (locale === 'zh-CN') {
      const changed = watch.length === 0 ? '' : `，且${fields}有变化`
      return `保存${what}之前${changed}${when === undefined ? '' : `，如果${names.formula(when)}`}`
    }
    const changed = watch.length === 0 ? '' : ` with another ${fields}`
    return `Before a ${what} is saved${changed}${when === undefined ? '' : `, if ${names.formula(when)}`}`
  },
})
