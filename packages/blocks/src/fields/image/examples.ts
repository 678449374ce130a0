import { badFiles, fileCells, fileId, goodFiles, otherFileId } from '../../examples/file-values.js'
import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { FileCountOptions } from '../../values/file-options.js'

export const examples: FieldTypeExamples<FileCountOptions> = {
  doc: {
    'zh-CN': '若干图片（PNG、JPEG、GIF、WebP），写入与读出同附件；列表和记录页显示缩略图，点击放大。',
    en: 'Pictures (PNG, JPEG, GIF, WebP), written and read like files; lists and record pages show them small, a click shows them large.',
  },
  optionDocs: {
    maxCount: { 'zh-CN': '最多几张图片。', en: 'At most so many pictures.' },
    maxSize: { 'zh-CN': '单张图片最多多少 MB。', en: 'Largest size of one picture in MB.' },
  },
  options: { maxCount: 9, maxSize: 20 },
  good: [...goodFiles, { value: [otherFileId, fileId] }],
  bad: [...badFiles, { value: [fileId, otherFileId], options: { maxCount: 1 }, code: 'file.too_many' }],
  cells: fileCells,
  badOptions: [{ maxCount: 51 }, { maxSize: '20' }, { kinds: ['image'] }],
}
