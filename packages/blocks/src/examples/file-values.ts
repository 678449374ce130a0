import type { BadValue, CellExample, GoodValue } from './field-type-examples.js'

export const fileId = '01900000-0000-7000-8000-00000000000a'
export const otherFileId = '01900000-0000-7000-8000-00000000000b'

/** Good values of every type that holds files. */
export const goodFiles: readonly GoodValue<never>[] = [
  { value: [fileId] },
  { value: [fileId.toUpperCase()], gives: [fileId] },
  { value: [{ id: fileId, name: '报价单.pdf', type: 'application/pdf', size: 3 }], gives: [fileId] },
  { value: [], gives: null },
  { value: null },
]

/** Bad values of every type that holds files. */
export const badFiles: readonly BadValue<never>[] = [
  { value: ['报价单.pdf'], code: 'field.format' },
  { value: [`${fileId}\u0000`], code: 'field.format' },
  { value: ['\ud800'], code: 'field.format' },
  { value: ['0'.repeat(100_001)], code: 'field.format' },
  { value: fileId, code: 'field.type' },
  { value: '', code: 'field.type' },
  { value: 7, code: 'field.type' },
  { value: { id: fileId }, code: 'field.type' },
  { value: [{ name: '报价单.pdf' }], code: 'field.type' },
  { value: [null], code: 'field.type' },
]

/** Cells of every type that holds files. */
export const fileCells: readonly CellExample<never>[] = [
  { cell: ` ${fileId} `, gives: [fileId] },
  { cell: '', gives: null },
  { cell: '报价单.pdf', code: 'field.format' },
]
