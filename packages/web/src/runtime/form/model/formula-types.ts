import { fieldTypeDefinitions } from '@tessera/blocks/definitions'

/** Is a field of the type computed by a formula, its own or one that its options make? */
export const isFormulaType = (type: string): boolean => fieldTypeDefinitions.get(type)?.kind === 'formula'
