/** Operators of the expression language that views offer, by what a field holds; a test checks that each one compiles. */
export const equalityOperators = ['=', '<>', 'in', 'not in'] as const

export const orderedOperators = [...equalityOperators, '<', '<=', '>', '>='] as const
