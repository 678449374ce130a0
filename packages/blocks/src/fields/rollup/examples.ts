import type { FieldTypeExamples } from '../../examples/field-type-examples.js'
import type { RollupOptions } from './definition.js'

export const examples: FieldTypeExamples<RollupOptions> = {
  options: { relation: 'visit.customer', function: 'sum', field: 'cost' },
  good: [
    { value: 0, formulaType: { kind: 'number' } },
    { value: 1280.5, formulaType: { kind: 'number' } },
    { value: 3, formulaType: { kind: 'number' }, options: { function: 'count' } },
    { value: null, formulaType: { kind: 'number' }, options: { function: 'avg', filter: 'status = "done"' } },
  ],
  bad: [
    { value: 3, code: 'field.read_only' },
    { value: null, code: 'field.read_only' },
    { value: '\u0000', code: 'field.read_only' },
    { value: '\ud800', code: 'field.read_only' },
    { value: '3'.repeat(100_001), code: 'field.read_only' },
    { value: [3], code: 'field.read_only' },
    { value: { sum: 3 }, code: 'field.read_only' },
  ],
  cells: [{ cell: '3', code: 'field.read_only' }],
  badOptions: [
    {},
    { relation: 'visit', function: 'count' },
    { relation: 'visit.customer', function: 'sum' },
    { relation: 'visit.customer', function: 'median', field: 'cost' },
    { relation: 'visit.customer.owner', function: 'count' },
    { relation: 'visit.customer', function: 'count', where: 'true' },
  ],
}
