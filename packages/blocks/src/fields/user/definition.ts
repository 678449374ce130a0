import { defineFieldType } from '@tessera/metadata'
import { equalityOperators } from '../../values/filter-operators.js'
import { nullableUnlessRequired } from '../../values/nullable.js'
import { onDeleteOption } from '../../values/on-delete-option.js'
import { importRecordId, parseRecordId, recordIdWriteSchema, recordReadSchema } from '../../values/parse-record-id.js'

export interface UserOptions {
  /** When the person is deleted: refuse that, or make the field blank. */
  readonly onDelete: 'refuse' | 'clear'
  /** On the object of people itself: whom a person reports to. People form a tree then, in which `under` finds who is below. */
  readonly tree: boolean
}

/** Key of the system's object of people. */
const people = 'user'

/** A person who works in the workspace. */
export const definition = defineFieldType<UserOptions>({
  name: 'user',
  title: { 'zh-CN': '成员', en: 'Person' },
  icon: 'user',
  group: 'relation',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      onDelete: onDeleteOption,
      tree: {
        type: 'boolean',
        default: false,
        'x-title': { 'zh-CN': '上级（树形）', en: 'Parent in a tree' },
        'x-help': {
          'zh-CN': '只用于人员模块自己：此人的上级。不能成环，最多 50 级。',
          en: 'For the object of people itself: whom the person reports to. No circles, at most 50 levels.',
        },
      },
    },
  },
  kind: 'stored',
  formulaType: () => ({ kind: 'record', object: people }),
  emptyValue: null,
  references: () => people,
  parse: parseRecordId,
  importText: importRecordId,
  writeSchema: (field) => nullableUnlessRequired(recordIdWriteSchema, field),
  readSchema: () => recordReadSchema,
  filterOperators: [...equalityOperators, 'under'],
})
