import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { LookupOptions } from './definition.js'

const id = '01900000-0000-7000-8000-00000000000a'

export const examples: FieldTypeExamples<LookupOptions> = {
  options: { target: 'account', onDelete: 'clear' },
  good: [
    { value: id },
    { value: id.toUpperCase(), gives: id },
    { value: { id }, gives: id },
    { value: { id, title: '智合科技' }, gives: id },
    { value: null },
  ],
  bad: [
    { value: '智合科技', code: 'field.format' },
    { value: '', code: 'field.format' },
    { value: id.slice(1), code: 'field.format' },
    { value: `${id}\u0000`, code: 'field.format' },
    { value: '\ud800', code: 'field.format' },
    { value: '0'.repeat(100_001), code: 'field.format' },
    { value: { id: '智合科技' }, code: 'field.format' },
    { value: 7, code: 'field.type' },
    { value: { title: '智合科技' }, code: 'field.type' },
    { value: { id: { id } }, code: 'field.type' },
    { value: { id: null }, code: 'field.type' },
    { value: [id], code: 'field.type' },
  ],
  cells: [
    { cell: ` ${id} `, gives: id },
    { cell: '', gives: null },
    { cell: '智合科技', code: 'field.format' },
  ],
  badOptions: [{}, { target: '' }, { target: 'account', onDelete: 'cascade' }, { target: ['account'] }],
}
