import { defineFieldType } from '@tessera/metadata'
import { fileCountOptions, maxBytesOf, type FileCountOptions } from '../../values/file-options.js'
import { fileKinds, isOfKinds, type FileKind } from '../../values/file-kinds.js'
import { fileIdsWriteSchema, filesReadSchema, importFileIds, parseFileIds } from '../../values/parse-file-ids.js'

export interface FileOptions extends FileCountOptions {
  /** Kinds of files that are taken; none named: all. */
  readonly kinds: readonly FileKind[]
}

/** Files of any kind, uploaded first and named by their ids. */
export const definition = defineFieldType<FileOptions>({
  name: 'file',
  title: { 'zh-CN': '附件', en: 'Files' },
  icon: 'paperclip',
  group: 'file',
  optionsSchema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      kinds: {
        type: 'array',
        uniqueItems: true,
        items: { enum: Object.keys(fileKinds) },
        default: [],
        'x-title': { 'zh-CN': '允许的文件', en: 'Kinds of files' },
        'x-help': {
          'zh-CN': '按文件内容判断，与扩展名无关；不选则都可以。',
          en: 'Told by their content, whatever they are called; all when none is chosen.',
        },
        'x-options': Object.fromEntries(Object.entries(fileKinds).map(([kind, { title }]) => [kind, title])),
      },
      ...fileCountOptions({ maxCount: 10, maxSize: 50 }),
    },
  },
  kind: 'stored',
  formulaType: () => ({ kind: 'list', of: { kind: 'text' } }),
  emptyValue: null,
  files: (options) => ({ maxBytes: maxBytesOf(options), takes: (type) => isOfKinds(type, options.kinds) }),
  parse: (value, field) => parseFileIds(value, field.options.maxCount),
  importText: (cell, field) => importFileIds(cell, field.options.maxCount),
  writeSchema: (field) => fileIdsWriteSchema(field, field.options.maxCount),
  readSchema: () => filesReadSchema,
  filterOperators: [],
})
