import type { FieldModel, ObjectModel } from '@/model/objects'
import type { FormModel } from '@/runtime/form/model/form-model'
import { sumOf } from './line-rollup'

type LineValues = Pick<FormModel, 'value'>

/**
 * Sums of columns, by their keys: of those that a roll-up of the record adds up, else of what is computed. A price of each adds up
 * to nothing.
 */
export function columnTotals(
  owner: ObjectModel,
  details: FieldModel,
  columns: readonly FieldModel[],
  lines: readonly LineValues[],
): ReadonlyMap<string, number> {
  const { relation } = details.document
  const named = new Set(
    owner.fields.flatMap(({ type, document }) =>
      type === 'rollup' && document.relation === relation && document.function === 'sum' ? [document.field] : [],
    ),
  )
  return new Map(
    columns.flatMap(({ key, type }) => {
      if (named.size > 0 ? !named.has(key) : type !== 'formula') return []
      const values = lines.map((line) => line.value(key)).filter((value) => value !== null && value !== undefined)
      const numbers = values.filter((value) => typeof value === 'number')
      return numbers.length === 0 || numbers.length < values.length ? [] : [[key, sumOf(numbers)] as const]
    }),
  )
}
