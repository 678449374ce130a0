import type { CatalogField, CatalogOverlap } from '../catalog/catalog.js'

const infinite: Readonly<Record<string, string>> = { date: 'date', datetime: 'timestamptz', number: 'numeric' }

/** The end of a period as it is compared and indexed: one without an end never ends. */
export function endSql({ formulaType }: CatalogField, column: string): string {
  return `COALESCE(${column}, 'infinity'::${infinite[formulaType.kind] ?? 'numeric'})`
}

/** How a start is compared with an end: days count to their end; moments and numbers end where the next may begin. */
export const beforeEnd = ({ from }: CatalogOverlap): '<=' | '<' => (from.formulaType.kind === 'date' ? '<=' : '<')

/**
 * True where two periods overlap; one that takes no time overlaps nothing.
 *
 * @param own columns of the one, which takes time: start and end
 * @param other columns of the other
 */
export function overlapSql(
  overlap: CatalogOverlap,
  own: readonly [string, string],
  other: readonly [string, string],
): string {
  const [ends, others] = [endSql(overlap.to, own[1]), endSql(overlap.to, other[1])]
  const before = beforeEnd(overlap)
  return `${own[0]} ${before} ${others} AND ${other[0]} ${before} ${ends} AND ${other[0]} ${before} ${others}`
}
