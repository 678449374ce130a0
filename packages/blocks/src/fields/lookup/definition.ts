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
  /** Of a lookup to its own object: the record above. The records form a tree, in which `under` finds what is below. */
  readonly tree: boolean
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
      tree: {
        type: 'boolean',
        default: false,
        'x-title': { 'zh-CN': '上级（树形）', en: 'Parent in a tree' },
        'x-help': {
          'zh-CN':
            '用于指向本模块自己的字段，如上级部门、上级分类。记录组成一棵树，不能成环，最多 50 级；可按「及其下级」筛选。',
          en: 'For a field that points to its own module, such as a parent department. The records form a tree of at most 50 levels without circles; lists can be narrowed by “or below”.',
        },
      },
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
