import { defineFieldType, type FieldContext } from '@tessera/metadata'
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
      relation: { type: 'string', examples: ['visit.customer'], pattern: '^[^.\\s]{1,40}\\.[^.\\s]{1,40}$' },
      function: { enum: ['sum', 'count', 'avg', 'min', 'max', 'countDistinct'] },
      field: { type: 'string', minLength: 1, maxLength: 40 },
      filter: { type: 'string', minLength: 1, maxLength: 20_000 },
      decimals: { type: 'integer', minimum: 0, maximum: 10 },
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
