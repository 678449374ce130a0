import { badFiles, fileCells, fileId, goodFiles, otherFileId } from '../../examples/file-values.js'
import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { FileOptions } from './definition.js'

export const examples: FieldTypeExamples<FileOptions> = {
  doc: {
    'zh-CN':
      '若干文件：先用 POST /api/files 上传，再写入 id 的数组（也接受读出的形式），读出 [{id, name, type, size}]，保持写入的顺序；空数组即为空。只能使用自己上传的文件，以及您能查看的记录中的文件。类型由内容决定。公式中是 id 的列表，可以判断是否为空、计数。',
    en: 'Files: uploaded by POST /api/files first, then written as an array of ids (or as they were read), read as [{id, name, type, size}] in the order they were written in; an empty array is blank. One may use files one uploaded and files of records one may read. Types are told by content. In formulas it is a list of ids, to be counted or found blank.',
  },
  optionDocs: {
    kinds: {
      'zh-CN':
        '允许的文件种类：image、pdf、document、spreadsheet、presentation、audio、video、archive；空数组表示都可以。',
      en: 'Kinds that are taken: image, pdf, document, spreadsheet, presentation, audio, video, archive; an empty array takes all.',
    },
    maxCount: { 'zh-CN': '最多几个文件。', en: 'At most so many files.' },
    maxSize: { 'zh-CN': '单个文件最多多少 MB。', en: 'Largest size of one file in MB.' },
  },
  options: { kinds: [], maxCount: 10, maxSize: 50 },
  good: [...goodFiles, { value: [otherFileId, fileId] }],
  bad: [
    ...badFiles,
    { value: [fileId, fileId], code: 'file.repeated', beyondSchema: 'files by their ids, in two forms' },
    { value: [fileId, otherFileId], options: { maxCount: 1 }, code: 'file.too_many' },
  ],
  cells: [...fileCells, { cell: `${otherFileId}，${fileId}`, gives: [otherFileId, fileId] }],
  badOptions: [{ maxCount: 0 }, { maxSize: 51 }, { kinds: ['exe'] }, { kinds: 'pdf' }],
}
