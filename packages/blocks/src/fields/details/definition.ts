import { defineFieldType, type FieldContext } from '@tessera/metadata'
import { readOnly } from '../../values/refuse.js'
import { mostLines, parseLines } from './parse-lines.js'

export interface DetailsOptions {
  /** `<child object>.<lookup on the child that points here>`, keys in documents as people send them, ids in the catalog. */
  readonly relation: string
  /** The child's fields that the table shows, in this order; all of them when absent. */
  readonly columns?: readonly string[]
}

const line = { type: 'object', properties: { id: { type: 'string', format: 'uuid' } } } as const

/** Lines that belong to a record and are filled in within its form: of a quote, an order, an expense claim. */
export const definition = defineFieldType<DetailsOptions>({
  name: 'details',
  title: { 'zh-CN': '明细', en: 'Details' },
  icon: 'table-rows-split',
  group: 'relation',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['relation'],
    properties: {
      relation: {
        type: 'string',
        examples: ['visit.customer'],
        pattern: '^[^.\\s]{1,40}\\.[^.\\s]{1,40}$',
        'x-input': 'relation',
        'x-about': 'lookups',
        'x-title': { 'zh-CN': '明细来自', en: 'Lines are' },
        'x-help': {
          'zh-CN': '通过查找字段指向本模块的记录。',
          en: 'Records that point to this object by a lookup.',
        },
      },
      columns: {
        type: 'array',
        minItems: 1,
        maxItems: 50,
        uniqueItems: true,
        items: { type: 'string', minLength: 1, maxLength: 40 },
        'x-input': 'fields',
        'x-about': 'relation',
        'x-title': { 'zh-CN': '显示的列', en: 'Columns' },
      },
    },
  },
  kind: 'details',
  mostLines,
  formulaType: () => ({ kind: 'blank' }),
  emptyValue: null,
  parse: parseLines,
  importText: readOnly,
  // Required: at least one line.
  writeSchema: ({ required }) => ({
    ...(required ? { type: 'array', minItems: 1 } : { type: ['array', 'null'] }),
    maxItems: mostLines,
    items: line,
  }),
  readSchema: (_field: FieldContext<DetailsOptions>) => ({ type: 'array', items: { ...line, required: ['id'] } }),
  filterOperators: [],
})
