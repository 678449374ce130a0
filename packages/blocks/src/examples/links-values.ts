import type { FieldTypeExamples } from './field-type-examples.js'

const id = '01900000-0000-7000-8000-00000000000a'
const other = '01900000-0000-7000-8000-00000000000b'

/** Values that both sides of a relation of many with many take and refuse. */
export const linksValues: Pick<FieldTypeExamples<object>, 'good' | 'bad' | 'cells'> = {
  good: [
    { value: [id] },
    { value: [id, other] },
    { value: [{ id, title: '智合科技' }, other.toUpperCase()], gives: [id, other] },
    { value: [id, id], gives: [id] },
    { value: [], gives: null },
    { value: null },
  ],
  bad: [
    { value: id, code: 'field.type' },
    { value: { id }, code: 'field.type' },
    { value: 7, code: 'field.type' },
    { value: { add: [id], set: [other] }, code: 'field.type' },
    { value: { add: id }, code: 'field.type' },
    { value: { remove: ['x'] }, code: 'field.format' },
    { value: [null], code: 'field.type' },
    { value: [7], code: 'field.type' },
    { value: [[id]], code: 'field.type' },
    { value: '\ud800', code: 'field.type' },
    { value: [`${id}\u0000`], code: 'field.format' },
    { value: ['智合科技'], code: 'field.format' },
    { value: ['0'.repeat(300)], code: 'field.format' },
    { value: Array.from({ length: 501 }, () => id), code: 'field.too_many' },
  ],
  cells: [
    { cell: ` ${id}，${other} `, gives: [id, other] },
    { cell: `${id}\n${id}`, gives: [id] },
    { cell: '', gives: null },
    { cell: '智合科技', code: 'field.format' },
  ],
}
