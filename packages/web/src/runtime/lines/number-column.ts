import { fieldTypesWeb } from '@tessera/blocks/web'
import type { FieldModel } from '@/model/objects'

/** Numbers end where they end in a list, so that digits of the same weight stand below each other; a formula by what it gives. */
export function isNumberColumn({ type }: Pick<FieldModel, 'type'>, values: readonly unknown[]): boolean {
  if (type !== 'formula') return fieldTypesWeb.get(type)?.align === 'end'
  const filled = values.filter((value) => value !== null && value !== undefined)
  return filled.length > 0 && filled.every((value) => typeof value === 'number')
}
