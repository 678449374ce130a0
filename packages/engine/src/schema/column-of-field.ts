import type { FormulaType } from '@tessera/formula'
import type { CatalogField } from '../catalog/catalog.js'
import type { WantedPart } from './physical-part.js'

type Column = NonNullable<WantedPart['column']>

/**
 * The column a field needs, or undefined when nothing of it is stored. A roll-up's column follows its inferred type; sums
 * and counts start at 0, so that adding one to a table whose records have no children yet costs nothing.
 */
export function columnOfField(field: CatalogField): Column | undefined {
  if (field.system) return undefined
  if (field.definition.kind !== 'rollup') return field.server.column(field.context.options)
  if (field.rollup === undefined || !field.rollup.stored) return undefined
  const type = storageType(field.formulaType)
  return startsAtZero.has(field.rollup.function) ? { type, default: '0' } : { type }
}

const startsAtZero: ReadonlySet<string> = new Set(['sum', 'count', 'countDistinct'])

/** The column type of a formula type; see the storage forms of SqlContext. */
function storageType(type: FormulaType): string {
  switch (type.kind) {
    case 'number':
    case 'duration':
      return 'numeric'
    case 'boolean':
    case 'date':
      return type.kind
    case 'datetime':
      return 'timestamptz(3)'
    case 'time':
      return 'time(0)'
    case 'record':
    case 'anyRecord':
      return 'uuid'
    case 'list':
      return `${storageType(type.of)}[]`
    case 'text':
    case 'option':
    case 'blank':
      return 'text'
  }
}
