import { defineFieldType } from '@tessera/metadata'
import { equalityOperators } from '../../values/filter-operators.js'
import { nullableUnlessRequired } from '../../values/nullable.js'
import { lookupOnDeleteOption, type OnDelete } from '../../values/on-delete-option.js'
import { importRecordId, parseRecordId, recordIdWriteSchema, recordReadSchema } from '../../values/parse-record-id.js'

export interface LookupOptions {
  /** The object pointed to: its key in documents as people send them, its id in the catalog. */
  readonly target: string
  /** When the other record is deleted: refuse that, make the field blank, or delete this record too. */
  readonly onDelete: OnDelete
}

/** A record of another object (or of the same one): the many side of one-to-many. */
export const definition = defineFieldType<LookupOptions>({
  name: 'lookup',
  title: { 'zh-CN': '查找', en: 'Lookup' },
  icon: 'arrow-up-right',
  group: 'relation',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['target'],
    properties: {
      target: {
        type: 'string',
        minLength: 1,
        maxLength: 40,
        'x-input': 'object',
        'x-title': { 'zh-CN': '关联模块', en: 'Object it points to' },
      },
      onDelete: lookupOnDeleteOption,
    },
  },
  kind: 'stored',
  formulaType: ({ target }) => ({ kind: 'record', object: target }),
  emptyValue: null,
  references: ({ target }) => target,
  parse: parseRecordId,
  importText: importRecordId,
  writeSchema: (field) => nullableUnlessRequired(recordIdWriteSchema, field),
  readSchema: () => recordReadSchema,
  filterOperators: [...equalityOperators, 'under'],
})
