import { fieldTypeDefinitions } from '@tessera/blocks/definitions'

/** Is a field of the type computed by a formula, its own or one that its options make? */
export const isFormulaType = (type: string): boolean => fieldTypeDefinitions.get(type)?.kind === 'formula'

/** Does a field of the type hold what others compute? */
export function isComputedType(type: string): boolean {
  const kind = fieldTypeDefinitions.get(type)?.kind
  return kind === 'formula' || kind === 'rollup' || kind === 'autoNumber'
}
