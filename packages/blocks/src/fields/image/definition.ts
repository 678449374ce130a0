import { defineFieldType } from '@tessera/metadata'
import { pictureTypes } from '../../values/file-kinds.js'
import { fileCountOptions, maxBytesOf, type FileCountOptions } from '../../values/file-options.js'
import { fileIdsWriteSchema, filesReadSchema, importFileIds, parseFileIds } from '../../values/parse-file-ids.js'

const taken: ReadonlySet<string> = new Set(pictureTypes)

/** Pictures a browser can show: PNG, JPEG, GIF, WebP. */
export const definition = defineFieldType<FileCountOptions>({
  name: 'image',
  title: { 'zh-CN': '图片', en: 'Pictures' },
  icon: 'image',
  group: 'file',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: fileCountOptions({ maxCount: 9, maxSize: 20 }),
  },
  kind: 'stored',
  formulaType: () => ({ kind: 'list', of: { kind: 'text' } }),
  emptyValue: null,
  files: (options) => ({ maxBytes: maxBytesOf(options), takes: (type) => taken.has(type) }),
  parse: (value, field) => parseFileIds(value, field.options.maxCount),
  importText: (cell, field) => importFileIds(cell, field.options.maxCount),
  writeSchema: (field) => fileIdsWriteSchema(field, field.options.maxCount),
  readSchema: () => filesReadSchema,
  filterOperators: [],
})
