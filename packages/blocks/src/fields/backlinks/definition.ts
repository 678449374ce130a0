import { defineFieldType } from '@tessera/metadata'
import { linksOnDeleteOption, type OnDelete } from '../../values/on-delete-option.js'
import {
  importRecordIds,
  mostLinks,
  parseRecordIds,
  recordIdsWriteSchema,
  recordsReadSchema,
} from '../../values/parse-record-ids.js'

export interface BacklinksOptions {
  /** `<object>.<its field of type links that points here>`, keys in documents as people send them, ids in the catalog. */
  readonly relation: string
  /** When one of the other records is deleted: refuse that, or leave it out as long as it is in the bin. */
  readonly onDelete: Exclude<OnDelete, 'cascade'>
}

/** The other side of a field of type links, under a name of its own: it reads and writes the same pairs. */
export const definition = defineFieldType<BacklinksOptions>({
  name: 'backlinks',
  title: { 'zh-CN': '反向关联', en: 'Links back' },
  icon: 'arrow-left-right',
  group: 'relation',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['relation'],
    properties: {
      relation: {
        type: 'string',
        examples: ['contact.projects'],
        pattern: '^[^.\\s]{1,40}\\.[^.\\s]{1,40}$',
        'x-input': 'relation',
        'x-about': 'links',
        'x-title': { 'zh-CN': '对方的关联字段', en: 'Field on the other side' },
      },
      onDelete: linksOnDeleteOption,
    },
  },
  kind: 'links',
  mostLinks,
  // The catalog knows which records they are.
  formulaType: () => ({ kind: 'blank' }),
  emptyValue: null,
  parse: parseRecordIds,
  importText: importRecordIds,
  cellText: (value) => (Array.isArray(value) ? value.join(', ') : ''),
  writeSchema: recordIdsWriteSchema,
  readSchema: () => recordsReadSchema,
  filterOperators: ['in', 'not in'],
})
