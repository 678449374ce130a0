import { fieldTypeDefinitions } from '@tessera/blocks/definitions'
import type { FieldDocument, JsonSchema } from '@tessera/metadata'
import { isFilledIn, mayBeUnique } from './grid-cells'

/** What formulas call the type of a field's values, for the check of its default. */
const wants: Readonly<Record<string, string>> = {
  text: 'text',
  longText: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  companyName: 'text',
  socialCreditCode: 'text',
  idCard: 'text',
  colour: 'text',
  barcode: 'text',
  richText: 'text',
  json: 'text',
  region: 'text',
  address: 'text',
  number: 'number',
  currency: 'number',
  percent: 'number',
  progress: 'number',
  rating: 'number',
  duration: 'number',
  boolean: 'boolean',
  date: 'date',
  dateTime: 'datetime',
  time: 'time',
}

/**
 * The properties panel of a field as a schema: what every field has, then what its type adds. `object`: key of the object it is in;
 * a parent in a tree is only asked for where the field points there.
 */
export function fieldSchema(field: FieldDocument, object?: string): JsonSchema {
  const definition = fieldTypeDefinitions.get(field.type)
  const own = definition?.optionsSchema
  const want = wants[field.type]
  return {
    type: 'object',
    required: ['label', ...((own?.required as readonly string[] | undefined) ?? [])],
    properties: {
      label: { type: ['string', 'object'], 'x-input': 'localized', 'x-title': { 'zh-CN': '名称', en: 'Name' } },
      ...ownProperties(own, field, object),
      ...((isFilledIn(field) && field.type !== 'boolean') || definition?.kind === 'details'
        ? { required: { type: 'boolean', 'x-title': { 'zh-CN': '必填', en: 'Required' } } }
        : {}),
      ...(mayBeUnique(field)
        ? { unique: { type: 'boolean', 'x-title': { 'zh-CN': '唯一，不允许重复', en: 'Unique, no duplicates' } } }
        : {}),
      ...(isFilledIn(field) &&
      definition?.files === undefined &&
      definition?.kind !== 'links' &&
      field.type !== 'anyLookup'
        ? {
            default: {
              type: 'string',
              'x-input': 'formula',
              ...(want === undefined ? {} : { 'x-want': want }),
              'x-title': { 'zh-CN': '默认值', en: 'Default' },
              'x-help': {
                'zh-CN': '公式，如 TODAY()、"上海"、0；新建时填入。',
                en: 'A formula, such as TODAY(), "Berlin", 0; filled in when a record is created.',
              },
            },
          }
        : {}),
      ...(isFilledIn(field)
        ? {
            personal: {
              type: 'boolean',
              'x-title': { 'zh-CN': '个人数据', en: 'Personal data' },
              'x-help': {
                'zh-CN': '可在记录页永久抹去，变更历史和回收站中的值也一并抹去。',
                en: 'Can be erased for good on the record page, with its values in history and bin.',
              },
            },
          }
        : {}),
      help: {
        type: ['string', 'object'],
        'x-input': 'localized',
        'x-title': { 'zh-CN': '填写说明', en: 'Help' },
        'x-help': { 'zh-CN': '显示在输入框下面。', en: 'Stands below the input.' },
      },
    },
  }
}

/** The properties of a type that say something about this field: a parent only of its own object, search only of what it can read. */
function ownProperties(
  schema: JsonSchema | undefined,
  field: FieldDocument,
  object: string | undefined,
): Readonly<Record<string, JsonSchema>> {
  const properties = (schema?.properties ?? {}) as Readonly<Record<string, JsonSchema>>
  const isOwn = field.type === 'lookup' && (object === undefined || field.target === object)
  const isTree = isOwn || field.tree === true
  const left = new Set([...(isTree ? [] : ['tree']), ...(field.encrypted === true ? ['searchable'] : [])])
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !left.has(name)))
}
