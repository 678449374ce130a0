import { defineFieldType } from '@tessera/metadata'
import { linksOnDeleteOption, type OnDelete } from '../../values/on-delete-option.js'
import {
  importRecordIds,
  mostLinks,
  parseRecordIds,
  recordIdsWriteSchema,
  recordsReadSchema,
} from '../../values/parse-record-ids.js'

export interface LinksOptions {
  /** The object linked with: its key in documents as people send them, its id in the catalog. */
  readonly target: string
  /** When one of the other records is deleted: refuse that, or leave it out as long as it is in the bin. */
  readonly onDelete: Exclude<OnDelete, 'cascade'>
}

/** Many records of another object (or of the same one), each of which may be linked with many of these. */
export const definition = defineFieldType<LinksOptions>({
  name: 'links',
  title: { 'zh-CN': '多对多关联', en: 'Links' },
  icon: 'waypoints',
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
        'x-title': { 'zh-CN': '关联模块', en: 'Object it links with' },
      },
      onDelete: linksOnDeleteOption,
    },
  },
  kind: 'links',
  mostLinks,
  formulaType: ({ target }) => ({ kind: 'list', of: { kind: 'record', object: target } }),
  emptyValue: null,
  references: ({ target }) => target,
  parse: parseRecordIds,
  importText: importRecordIds,
  cellText: (value) => (Array.isArray(value) ? value.join(', ') : ''),
  writeSchema: recordIdsWriteSchema,
  readSchema: () => recordsReadSchema,
  // Said the other way round: "<id>" in projects.
  filterOperators: ['in', 'not in'],
})
