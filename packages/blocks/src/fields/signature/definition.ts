import { defineFieldType } from '@tessera/metadata'
import { fileIdsWriteSchema, filesReadSchema, importFileIds, parseFileIds } from '../../values/parse-file-ids.js'

/** A signature is a picture of a few strokes. */
const MAX_BYTES = 1024 * 1024

/** A signature drawn by hand, kept as one PNG file. */
export const definition = defineFieldType<Record<never, never>>({
  name: 'signature',
  title: { 'zh-CN': '手写签名', en: 'Signature' },
  icon: 'signature',
  group: 'file',
  optionsSchema: { type: 'object', additionalProperties: false, properties: {} },
  kind: 'stored',
  formulaType: () => ({ kind: 'list', of: { kind: 'text' } }),
  emptyValue: null,
  files: () => ({ maxBytes: MAX_BYTES, takes: (type) => type === 'image/png' }),
  parse: (value) => parseFileIds(value, 1),
  importText: (cell) => importFileIds(cell, 1),
  writeSchema: (field) => fileIdsWriteSchema(field, 1),
  readSchema: () => filesReadSchema,
  filterOperators: [],
})
