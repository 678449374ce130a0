import type { FormulaType } from '@tessera/formula'

/** What pg_typeof must say of a value of a type; the storage forms of formula's SqlContext. */
export function columnKind(type: FormulaType): string {
  if (type.kind === 'list') return `${columnKind(type.of)}[]`
  return kinds[type.kind]
}

const kinds: Readonly<Record<Exclude<FormulaType['kind'], 'list'>, string>> = {
  number: 'numeric',
  text: 'text',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamp with time zone',
  time: 'time without time zone',
  duration: 'numeric',
  option: 'text',
  record: 'uuid',
  anyRecord: 'uuid',
  blank: 'text',
}
