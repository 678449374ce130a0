import { defineAction } from '@tessera/metadata'
import { objectSchema, valuesSchema } from '../../schemas/node-schemas.js'
import { listWords, valueWords, type ValueRow } from '../../sentences/value-words.js'

export interface FindRecordsConfig {
  readonly object: string
  readonly match?: readonly ValueRow[]
  readonly filter?: string
  readonly sort?: readonly string[]
  readonly limit?: number
}

/** Looks records up, for later nodes to work on. */
export const definition = defineAction<FindRecordsConfig>({
  name: 'findRecords',
  title: { 'zh-CN': '查找记录', en: 'Find records' },
  help: {
    'zh-CN': '查找符合条件的记录，供后面的节点使用。找到走「找到」，一条也没有走「未找到」。',
    en: 'Looks for records that later nodes can use. Goes on by “found”, or by “none” where there is not a single one.',
  },
  aliases: ['查询', '搜索', '获取记录', 'search', 'lookup', 'query', 'get records'],
  icon: 'search',
  group: 'record',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['object'],
    properties: {
      object: objectSchema({ 'zh-CN': '查找哪个模块', en: 'Object to search' }),
      match: valuesSchema(
        { 'zh-CN': '字段等于', en: 'Fields that equal' },
        {
          'zh-CN': '左边是要查找的模块的字段，右边是关于触发记录的公式，如 设备 等于 id。',
          en: 'On the left a field of the object that is searched, on the right a formula about the triggering record, such as device equals id.',
        },
      ),
      filter: {
        type: 'string',
        minLength: 1,
        maxLength: 20_000,
        'x-input': 'formula',
        'x-about': 'object',
        'x-title': { 'zh-CN': '其他条件', en: 'Other conditions' },
        'x-help': {
          'zh-CN': '关于所查模块的公式，如 status <> "done"。',
          en: 'A formula about the object that is searched, such as status <> "done".',
        },
      },
      sort: {
        type: 'array',
        maxItems: 5,
        items: { type: 'string', minLength: 1, maxLength: 250 },
        'x-input': 'sort',
        'x-title': { 'zh-CN': '排序', en: 'Order' },
        'x-help': {
          'zh-CN': '字段名，前面加 - 表示倒序；留空则最新创建的在前。',
          en: 'Fields, - in front for descending; newest first when left out.',
        },
      },
      limit: {
        type: 'integer',
        minimum: 1,
        maximum: 100,
        default: 10,
        'x-title': { 'zh-CN': '最多几条', en: 'At most' },
      },
    },
  },
  ports: [
    { key: 'found', title: { 'zh-CN': '找到', en: 'Found' } },
    { key: 'none', title: { 'zh-CN': '未找到', en: 'None' } },
  ],
  phases: ['run'],
  initialConfig: { object: '', match: [], limit: 10 },
  sentence: ({ object, match = [], filter, limit = 10 }, names, locale) => {
    const isChinese = locale === 'zh-CN'
    const conditions = [
      ...match.map((row) => valueWords([row], names, locale, object, { 'zh-CN': '等于', en: ' is ' })),
      ...(filter === undefined ? [] : [names.formula(filter, object)]),
    ]
    const where = listWords(conditions, locale)
    if (isChinese) {
      return `查找${names.object(object)}${where === '' ? '' : `，其中${where}`}，最多 ${limit} 条`
    }
    return `Find ${names.object(object)}${where === '' ? '' : ` where ${where}`}, at most ${limit}`
  },
})
