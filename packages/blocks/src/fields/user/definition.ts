import { defineFieldType } from '@tessera/metadata'
import { equalityOperators } from '../../values/filter-operators.js'
import { nullableUnlessRequired } from '../../values/nullable.js'
import { onDeleteOption } from '../../values/on-delete-option.js'
import { importRecordId, parseRecordId, recordIdWriteSchema, recordReadSchema } from '../../values/parse-record-id.js'

export interface UserOptions {
  /** When the person is deleted: refuse that, or make the field blank. */
  readonly onDelete: 'refuse' | 'clear'
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
    properties: { onDelete: onDeleteOption },
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
