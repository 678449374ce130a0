import { defineFieldType, partOfTarget } from '@tessera/metadata'
import { equalityOperators } from '../../values/filter-operators.js'
import { nullableUnlessRequired } from '../../values/nullable.js'
import { lookupOnDeleteOption, type OnDelete } from '../../values/on-delete-option.js'
import {
  anyRecordCell,
  anyRecordReadSchema,
  anyRecordWriteSchema,
  importAnyRecord,
  parseAnyRecord,
} from '../../values/parse-any-record.js'

export interface AnyLookupOptions {
  /** The objects its records may be of: keys in documents as people send them, ids in the catalog. */
  readonly targets: readonly string[]
  /** When the other record is deleted: refuse that, make the field blank, or delete this record too. */
  readonly onDelete: OnDelete
}

/** A record of one of several objects: what a visit, a note or a task is about. */
export const definition = defineFieldType<AnyLookupOptions>({
  name: 'anyLookup',
  title: { 'zh-CN': '任意关联', en: 'Lookup to any object' },
  icon: 'split',
  group: 'relation',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['targets'],
    properties: {
      targets: {
        type: 'array',
        minItems: 1,
        maxItems: 10,
        uniqueItems: true,
        items: { type: 'string', minLength: 1, maxLength: 40 },
        'x-input': 'objects',
        'x-title': { 'zh-CN': '可关联的模块', en: 'Objects it may point to' },
        'x-help': {
          'zh-CN': '一条记录只能选其中一个模块的一条记录。最多 10 个模块。',
          en: 'A record points to one record of one of these objects. At most 10.',
        },
      },
      onDelete: lookupOnDeleteOption,
    },
  },
  kind: 'anyLookup',
  formulaType: ({ targets }, { id }) => ({
    kind: 'anyRecord',
    targets: targets.map((object) => ({ object, field: partOfTarget(id, object) })),
  }),
  emptyValue: null,
  targets: ({ targets }) => targets,
  parse: parseAnyRecord,
  importText: importAnyRecord,
  cellText: anyRecordCell,
  writeSchema: (field) => nullableUnlessRequired(anyRecordWriteSchema, field),
  readSchema: () => anyRecordReadSchema,
  filterOperators: equalityOperators,
})
