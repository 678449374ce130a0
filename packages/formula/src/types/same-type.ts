import type { FormulaType } from './formula-type.js'

/** True when values of both types can be compared without a conversion. */
export function sameType(a: FormulaType, b: FormulaType): boolean {
  if (a.kind === 'option' && b.kind === 'option') return a.field === b.field
  if (a.kind === 'record' && b.kind === 'record') return a.object === b.object
  if (a.kind === 'list' && b.kind === 'list') return sameType(a.of, b.of)
  // Records of several objects compare whatever these are: no two records have the same id.
  return a.kind === b.kind
}
