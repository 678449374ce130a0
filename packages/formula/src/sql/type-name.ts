import type { FormulaType } from '../types/formula-type.js'
import type { CastType } from './fragment.js'

const casts: Readonly<Record<Exclude<FormulaType['kind'], 'list'>, CastType>> = {
  number: 'numeric',
  text: 'text',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
  time: 'time',
  duration: 'numeric',
  blank: 'text',
  option: 'text',
  record: 'uuid',
  anyRecord: 'uuid',
}

/** The SQL type of a member of a type, or of the type itself when it is no list; see SqlContext for storage forms. */
export function castOf(type: FormulaType): CastType {
  return type.kind === 'list' ? (`${castOf(type.of)}[]` as CastType) : casts[type.kind]
}
