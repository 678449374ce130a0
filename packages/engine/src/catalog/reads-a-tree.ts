import type { Expression } from '@tessera/formula'
import type { CatalogField } from './catalog.js'

/**
 * Does the value of an expression change when a record far above in a tree is moved? Formulas and roll-ups computed on reading that
 * it reads count too. Nothing stored may depend on it: no write could find all that would have to follow.
 */
export function readsATree(
  expression: Expression,
  fieldOf: (object: string, field: string) => CatalogField | undefined,
): boolean {
  const seen = new Set<Expression>()
  const visit = (one: Expression): boolean => {
    if (seen.has(one)) return false
    seen.add(one)
    if (one.treeUses.length > 0) return true
    return one.paths.some((path) =>
      path.some((step) => {
        const field = fieldOf(step.object, step.field)
        if (field?.rollup?.stored === false) return true
        return field?.formula !== undefined && visit(field.formula)
      }),
    )
  }
  return visit(expression)
}
