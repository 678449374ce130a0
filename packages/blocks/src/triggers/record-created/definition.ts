import { defineTrigger } from '@tessera/metadata'
import { whenSchema } from '../../schemas/trigger-schemas.js'
import { objectWords } from '../../sentences/object-words.js'

export interface RecordCreatedTrigger {
  readonly when?: string
}

/** A new record, whoever made it. */
export const definition = defineTrigger<RecordCreatedTrigger>({
  name: 'recordCreated',
  title: { 'zh-CN': '新建记录时', en: 'Record created' },
  help: {
    'zh-CN': '新建一条记录后运行，无论来自表单、导入、接口还是其他工作流。',
    en: 'Runs after a record was made, by a form, an import, the API or another workflow.',
  },
  aliases: ['创建', '新增', 'create', 'new', 'insert'],
  icon: 'file-plus',
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      when: whenSchema({
        'zh-CN': '只有满足条件的新记录才运行；留空则全部。',
        en: 'Only new records for which this holds; all when left out.',
      }),
    },
  },
  needsObject: true,
  phase: 'run',
  sentence: ({ when }, object, names, locale) => {
    const what = objectWords(object, locale)
    if (locale === 'zh-CN') return `新建${what}时${when === undefined ? '' : `，如果${names.formula(when)}`}`
    return `When a new ${what} is made${when === undefined ? '' : ` and ${names.formula(when)}`}`
  },
})
