import { defineFieldType, type FieldContext } from '@tessera/metadata'
import { decimalsOption } from '../../values/decimals-option.js'
import { orderedOperators } from '../../values/filter-operators.js'
import { readOnly } from '../../values/refuse.js'
import { resultReadSchema } from '../../values/result-read-schema.js'

export interface RollupOptions {
  /** `<child object>.<lookup on the child that points here>`, keys in documents as people send them, ids in the catalog. */
  readonly relation: string
  readonly function: 'sum' | 'count' | 'avg' | 'min' | 'max' | 'countDistinct'
  /** The field of the child; not needed to count. */
  readonly field?: string
  /** A formula over the child: only children where it is true take part. */
  readonly filter?: string
  /** A number is rounded to so many decimals, half away from zero. */
  readonly decimals?: number
}

/** A sum, a count, the smallest or largest value over the records that point to this one. */
export const definition = defineFieldType<RollupOptions>({
  name: 'rollup',
  title: { 'zh-CN': '汇总', en: 'Roll-up' },
  icon: 'sigma',
  group: 'computed',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['relation', 'function'],
    properties: {
      relation: {
        type: 'string',
        examples: ['visit.customer'],
        pattern: '^[^.\\s]{1,40}\\.[^.\\s]{1,40}$',
        'x-input': 'relation',
        'x-title': { 'zh-CN': '汇总哪些记录', en: 'Which records' },
        'x-help': { 'zh-CN': '指向本模块的记录。', en: 'Records that point to this object.' },
      },
      function: {
        enum: ['sum', 'count', 'avg', 'min', 'max', 'countDistinct'],
        'x-title': { 'zh-CN': '汇总方式', en: 'Function' },
        'x-options': {
          sum: { 'zh-CN': '求和', en: 'Sum' },
          count: { 'zh-CN': '计数', en: 'Count' },
          avg: { 'zh-CN': '平均值', en: 'Average' },
          min: { 'zh-CN': '最小值', en: 'Smallest' },
          max: { 'zh-CN': '最大值', en: 'Largest' },
          countDistinct: { 'zh-CN': '去重计数', en: 'Count of different values' },
        },
      },
      field: {
        type: 'string',
        minLength: 1,
        maxLength: 40,
        'x-input': 'field',
        'x-about': 'relation',
        'x-title': { 'zh-CN': '汇总字段', en: 'Field' },
        'x-help': { 'zh-CN': '计数时不需要。', en: 'Not needed to count.' },
      },
      filter: {
        type: 'string',
        minLength: 1,
        maxLength: 20_000,
        'x-input': 'formula',
        'x-about': 'relation',
        'x-want': 'boolean',
        'x-title': { 'zh-CN': '只汇总满足条件的记录', en: 'Only records for which' },
      },
      decimals: decimalsOption(10),
    },
    if: { properties: { function: { not: { const: 'count' } } } },
    then: { properties: { field: {} }, required: ['field'] },
  },
  kind: 'rollup',
  formulaType: () => {
    throw new Error('the type of a roll-up field is inferred by the catalog')
  },
  emptyValue: null,
  parse: readOnly,
  importText: readOnly,
  writeSchema: () => ({ not: {}, readOnly: true }),
  readSchema: (field: FieldContext<RollupOptions>) => ({
    ...resultReadSchema(field.formulaType),
    readOnly: true,
  }),
  filterOperators: orderedOperators,
})
