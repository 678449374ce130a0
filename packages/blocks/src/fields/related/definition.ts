import { defineFieldType } from '@tessera/metadata'
import { computedField } from '../../values/computed-field.js'
import { orderedOperators } from '../../values/filter-operators.js'

export interface RelatedOptions {
  /** Lookups from the record, then the field that is shown: `customer.phone`; keys in documents as people send them, ids in the catalog. */
  readonly path: string
}

/** A key; a field that is gone prints as `#deleted(label)`. */
const step = '([a-z][A-Za-z0-9]{0,39}|#deleted\\([^()]*\\))'

/** A field of a record that this one points to: always its present value, shown as that field is. */
export const definition = defineFieldType<RelatedOptions>({
  ...computedField,
  name: 'related',
  title: { 'zh-CN': '他表字段', en: 'Field of a related record' },
  icon: 'corner-down-right',
  group: 'computed',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['path'],
    properties: {
      path: {
        type: 'string',
        examples: ['customer.phone'],
        pattern: `^${step}(\\.${step}){1,5}$`,
        'x-input': 'path',
        'x-title': { 'zh-CN': '显示哪个字段', en: 'Which field' },
        'x-help': {
          'zh-CN': '沿查找字段取到的值，总是最新，只读。最多经过 5 个查找字段。',
          en: 'The present value over lookups, read only; at most 5 of them.',
        },
      },
    },
  },
  formulaProperty: 'path',
  followsPath: true,
  formulaText: ({ path }, names) =>
    names === 'keys'
      ? path
      : path
          .split('.')
          .map((id) => `@{${id}}`)
          .join('.'),
  filterOperators: orderedOperators,
})
