import { defineTrigger } from '@tessera/metadata'
import { watchSchema, whenSchema } from '../../schemas/trigger-schemas.js'
import { objectWords } from '../../sentences/object-words.js'
import { listWords } from '../../sentences/value-words.js'

export interface RecordChangedTrigger {
  readonly watch?: readonly string[]
  readonly when?: string
}

/** A change that makes a condition true, or of watched fields. */
export const definition = defineTrigger<RecordChangedTrigger>({
  name: 'recordChanged',
  title: { 'zh-CN': '记录变更 / 变为满足条件', en: 'Record changed / became true' },
  help: {
    'zh-CN':
      '修改记录后运行。写了条件则只在「由不满足变为满足」的那一次运行，不会每次保存都运行。新建记录不算，请另用「新建记录时」。',
    en: 'Runs after a record was changed. With a condition it runs only the time the condition becomes true, not on every save. A new record is no change: use “Record created” for that.',
  },
  aliases: ['更新', '修改', '状态变为', '变为', 'update', 'change', 'becomes'],
  icon: 'file-pen',
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      watch: watchSchema,
      when: whenSchema({
        'zh-CN': '变为满足时运行，如 status = "broken"；也可比较修改前后，如 amount > old.amount。',
        en: 'Runs when this becomes true, such as status = "broken"; may compare with the value before, as in amount > old.amount.',
      }),
    },
  },
  needsObject: true,
  phase: 'run',
  sentence: ({ watch = [], when }, object, names, locale) => {
    const what = objectWords(object, locale)
    const fields = listWords(
      watch.map((field) => names.field(field)),
      locale,
    )
    if (locale === 'zh-CN') {
      const changed = watch.length === 0 ? `${what}变更` : `${what}的${fields}变化`
      return when === undefined ? `${changed}时` : `${changed}，变为满足「${names.formula(when)}」时`
    }
    const changed = watch.length === 0 ? `When a ${what} is changed` : `When ${fields} of a ${what} changes`
    return when === undefined ? changed : `${changed} and it becomes true that ${names.formula(when)}`
  },
})
