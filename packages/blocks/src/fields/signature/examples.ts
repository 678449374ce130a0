import { badFiles, fileCells, fileId, goodFiles, otherFileId } from '../../examples/file-values.js'
import type { FieldTypeExamples } from '../../examples/field-type-examples.js'

export const examples: FieldTypeExamples<Record<never, never>> = {
  doc: {
    'zh-CN': '用鼠标、手指或笔签下的名字，存为一个 PNG 文件；写入与读出同附件，最多一个。',
    en: 'A name signed with mouse, finger or pen, kept as one PNG file; written and read like files, at most one.',
  },
  optionDocs: {},
  options: {},
  good: goodFiles,
  bad: [...badFiles, { value: [fileId, otherFileId], code: 'file.too_many' }],
  cells: fileCells,
  badOptions: [{ maxCount: 2 }, { pen: 'blue' }],
}
