import { fieldTypesWeb } from '@tessera/blocks/web'

/**
 * Does a field of the type hold what others compute? Asked of its look, not of its definition: definitions bring their checks along,
 * 60 kB that a list does not need.
 */
export const isComputedType = (type: string): boolean => fieldTypesWeb.get(type)?.isComputed === true
