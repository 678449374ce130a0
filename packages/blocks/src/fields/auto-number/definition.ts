import { defineFieldType } from '@tessera/metadata'
import { equalityOperators } from '../../values/filter-operators.js'
import { nullable } from '../../values/nullable.js'
import { readOnly } from '../../values/refuse.js'
import { searchableOption } from '../../values/searchable-option.js'
import { numberFormatSchema } from './number-format.js'

export interface AutoNumberOptions {
  readonly format: string
}

/** A number the system gives to each new record, such as V-2026-0001; it never changes afterwards. */
export const definition = defineFieldType<AutoNumberOptions>({
  name: 'autoNumber',
  title: { 'zh-CN': '自动编号', en: 'Auto-number' },
  icon: 'list-ordered',
  group: 'computed',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      format: {
        ...numberFormatSchema,
        default: 'V-{yyyy}-{0000}',
        'x-title': { 'zh-CN': '编号格式', en: 'Format' },
        'x-help': {
          'zh-CN': '{0000} 是流水号，位数由零的个数定；{yyyy}{MM}{dd} 是日期，换年、月、日时流水号从 1 开始。',
          en: '{0000} counts, with as many digits as there are zeros; {yyyy}{MM}{dd} is the date, and counting starts again with it.',
        },
      },
      ...searchableOption,
    },
  },
  kind: 'autoNumber',
  formulaType: () => ({ kind: 'text' }),
  emptyValue: null,
  searchable: true,
  parse: readOnly,
  importText: readOnly,
  writeSchema: () => ({ not: {}, readOnly: true }),
  readSchema: () => ({ ...nullable({ type: 'string' }), readOnly: true }),
  filterOperators: equalityOperators,
})
