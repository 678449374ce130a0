import type { CatalogField } from './catalog.js'

/**
 * The fields with a default, each after those its default reads, so that a default sees the defaults before it.
 * Calls `onCycle` with the fields of a circle and leaves that circle in document order.
 */
export function orderDefaults<F extends CatalogField>(
  fields: readonly F[],
  onCycle: (cycle: readonly F[]) => void,
): F[] {
  const withDefault = new Map(fields.filter((field) => field.default !== undefined).map((field) => [field.id, field]))
  const ordered: F[] = []
  const state = new Map<string, 'open' | 'done'>()
  const visit = (field: F, trail: readonly F[]): void => {
    if (state.get(field.id) === 'done') return
    if (state.get(field.id) === 'open') {
      onCycle(trail.slice(trail.indexOf(field)))
      return
    }
    state.set(field.id, 'open')
    for (const path of field.default?.paths ?? []) {
      const read = path.length === 1 ? withDefault.get(path[0]?.field ?? '') : undefined
      if (read !== undefined) visit(read, [...trail, field])
    }
    state.set(field.id, 'done')
    ordered.push(field)
  }
  for (const field of withDefault.values()) visit(field, [])
  return ordered
}
